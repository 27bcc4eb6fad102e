#include "integrations/takeover.h"

#include <algorithm>
#include <unordered_map>
#include <variant>

#include "domain/name.h"
#include "events/record.h"
#include "integrations/takeover_places.h"
#include "store/bulk_values.h"
#include "store/organisation.h"
#include "store/territories.h"

namespace pb::integrations {
namespace {

constexpr auto kCurrency = "UAH";
constexpr auto kTimeZone = "Europe/Kyiv";
constexpr auto kLanguage = "uk";

// What a territory holds, by day or by month.
using Amounts = std::unordered_map<std::int32_t, Money>;
using Ledger = std::map<TerritoryId, Amounts>;

// The two kinds of values differ only in what they are counted by.
struct Plans {
  static constexpr auto kTable = SourceTable::plans;
  using Row = store::NewPlan;
  static auto source(BaseSystem const& system) -> std::vector<SourcePlan> const& { return system.plans; }
  static auto period(SourcePlan const& plan) -> std::int32_t { return plan.day.days; }
  static auto day(SourcePlan const& plan) -> Day { return plan.day; }
  static auto month(SourcePlan const& plan) -> Month { return Month::of(plan.day); }
  // Later generations write the office on the plan itself; in the first it is wherever the geo is now.
  static bool follows_geo(BaseSystem const& system) { return system.generation == Generation::brands; }
  static auto row(SourcePlan const& plan, TerritoryId territory, Instant now) -> Row {
    return {.territory = territory, .day = plan.day, .amount = plan.amount, .at = now};
  }
  static auto read(sql::Session& session, TerritoryId territory) -> Amounts {
    Amounts amounts;
    for (auto const& [day, amount] : store::plan_amounts(session, territory))
      amounts.emplace(day.days, amount);
    return amounts;
  }
  static void insert(sql::Session& session, std::vector<Row> const& rows) {
    store::insert_plans(session, rows);
  }
  static auto sums(SourceSums const& sums) -> std::pair<Money, Money> {
    return {sums.plan, sums.plan_skipped};
  }
};

struct Facts {
  static constexpr auto kTable = SourceTable::facts;
  using Row = store::NewFact;
  static auto source(BaseSystem const& system) -> std::vector<SourceFact> const& { return system.facts; }
  static auto period(SourceFact const& fact) -> std::int32_t { return fact.month.months; }
  static auto day(SourceFact const& fact) -> Day { return fact.month.first(); }
  static auto month(SourceFact const& fact) -> Month { return fact.month; }
  static bool follows_geo(BaseSystem const&) { return true; }
  static auto row(SourceFact const& fact, TerritoryId territory, Instant now) -> Row {
    return {.territory = territory,
            .period = store::FactPeriod::of(fact.month),
            .amount = fact.amount,
            .at = now};
  }
  static auto read(sql::Session& session, TerritoryId territory) -> Amounts {
    Amounts amounts;
    for (auto const& [month, amount] : store::fact_amounts(session, territory))
      amounts.emplace(month.months, amount);
    return amounts;
  }
  static void insert(sql::Session& session, std::vector<Row> const& rows) {
    store::insert_facts(session, rows);
  }
  static auto sums(SourceSums const& sums) -> std::pair<Money, Money> {
    return {sums.fact, sums.fact_skipped};
  }
};

// Brings the values of one kind, then reads everything back and sums it.
template <class Kind>
class ValueTakeover {
 public:
  ValueTakeover(sql::Session& session, BaseSystem const& system, TakeoverPlaces const& places,
                Reconciliation& reconciliation)
      : session_(session), system_(system), places_(places), reconciliation_(reconciliation) {}

  void take(Instant now) {
    auto const present = read_ledger();
    auto& counts = *std::ranges::find(reconciliation_.tables, Kind::kTable, &TableCounts::table);
    std::vector<typename Kind::Row> rows;
    for (auto const& value : Kind::source(system_)) {
      auto const holder = find_holder(present, value);
      home_.push_back(holder.value_or(places_.territory(value.territory)));
      if (!holder) {
        rows.push_back(Kind::row(value, home_.back(), now));
        continue;
      }
      auto const ours = present.at(*holder).at(Kind::period(value));
      ++(ours == value.amount ? counts.already_there : counts.kept_ours);
      if (ours != value.amount) note_difference(value, *holder, ours);
    }
    Kind::insert(session_, rows);
    counts.brought = static_cast<std::int64_t>(rows.size());
    sum_up();
  }

 private:
  auto read_ledger() -> Ledger {
    Ledger ledger;
    for (auto const territory : places_.all_territories())
      ledger.emplace(territory, Kind::read(session_, territory));
    return ledger;
  }

  // The territory that has a value for the row's period: its own, or one the geo belonged to at an earlier
  // take-over.
  template <class Value>
  auto find_holder(Ledger const& ledger, Value const& value) -> std::optional<TerritoryId> {
    auto const own = places_.territory(value.territory);
    if (ledger.at(own).contains(Kind::period(value))) return own;
    if (!Kind::follows_geo(system_)) return std::nullopt;
    auto const [cached, fresh] = of_geo_.try_emplace(value.territory.geo);
    if (fresh) cached->second = places_.territories_of_geo(value.territory.geo);
    for (auto const territory : cached->second) {
      if (ledger.at(territory).contains(Kind::period(value))) return territory;
    }
    return std::nullopt;
  }

  template <class Value>
  void note_difference(Value const& value, TerritoryId territory, Money ours) {
    kept_ours_[Kind::month(value)].minor += ours.minor - value.amount.minor;
    if (reconciliation_.differences.size() >= kDifferencesKept) return;
    auto const place = store::find_territory(session_, territory);
    reconciliation_.differences.push_back({.table = Kind::kTable,
                                           .id = value.id,
                                           .office_name = place ? place->office_name : "",
                                           .geo_name = place ? place->geo_name : "",
                                           .day = Kind::day(value),
                                           .theirs = value.amount,
                                           .ours = ours});
  }

  void sum_up() {
    auto const stored = read_ledger();
    std::map<Month, Money> ours;
    auto const& values = Kind::source(system_);
    for (std::size_t index = 0; index < values.size(); ++index) {
      auto const& amounts = stored.at(home_[index]);
      auto const found = amounts.find(Kind::period(values[index]));
      if (found != amounts.end()) ours[Kind::month(values[index])].minor += found->second.minor;
    }
    for (auto const& [month, sums] : system_.months) {
      auto const [source, skipped] = Kind::sums(sums);
      MonthSums const line{Kind::kTable, month, source, skipped, kept_ours_[month], ours[month]};
      if (line.source.minor != 0 || line.ours.minor != 0) reconciliation_.months.push_back(line);
    }
  }

  sql::Session& session_;
  BaseSystem const& system_;
  TakeoverPlaces const& places_;
  Reconciliation& reconciliation_;
  std::vector<TerritoryId> home_;  // of each value, in the order of the file
  std::map<Month, Money> kept_ours_;
  std::unordered_map<SourceId, std::vector<TerritoryId>> of_geo_;
};

auto blank_reconciliation(BaseSystem const& system) -> Reconciliation {
  Reconciliation reconciliation{
      .generation = system.generation, .revision = system.revision, .skipped = system.skipped};
  for (auto const& [table, read] : system.rows_read)
    reconciliation.tables.push_back({.table = table, .read = read});
  for (auto const& row : system.skipped) {
    ++std::ranges::find(reconciliation.tables, row.table, &TableCounts::table)->skipped;
  }
  return reconciliation;
}

// One event for all values: whoever follows the log reads the months named here anew.
void append_completed(sql::Session& session, Reconciliation const& reconciliation, Instant now) {
  boost::json::object data{{"revision", reconciliation.revision}};
  for (auto const& counts : reconciliation.tables) data[enum_name(counts.table)] = counts.brought;
  auto const by_month = [](MonthSums const& a, MonthSums const& b) { return a.month < b.month; };
  if (auto const& months = reconciliation.months; !months.empty()) {
    auto const [first, last] = std::ranges::minmax_element(months, by_month);
    data["first_month"] = to_iso(first->month);
    data["last_month"] = to_iso(last->month);
  }
  events::record(session, now, Actor::system(), "takeover.completed", {"organisation", 1}, data);
}

// Why a unit is undone: a finished reconciliation that shall have changed nothing, or a refusal.
using Undone = std::variant<Reconciliation, Error>;

// The base system counts in hryvnias. A database without an organisation becomes one that does.
auto ensure_organisation(sql::Session& session, TakeoverOptions const& options) -> Result<void> {
  if (auto const found = store::find_organisation(session)) {
    if (found->currency == kCurrency) return {};
    return fail(ErrorCode::conflict, Message("takeover.refused.currency", {{"detail", found->currency}}));
  }
  store::Organisation const organisation{.name = clean_name(options.organisation_name),
                                         .currency = kCurrency,
                                         .time_zone = kTimeZone,
                                         .language = kLanguage,
                                         .created_at = options.now};
  store::insert_organisation(session, organisation);
  events::record(session, options.now, Actor::system(), "organisation.set_up", {"organisation", 1},
                 {{"name", organisation.name},
                  {"currency", organisation.currency},
                  {"time_zone", organisation.time_zone},
                  {"language", organisation.language},
                  {"fiscal_start", organisation.fiscal_start},
                  {"fact_grain", enum_name(organisation.fact_grain)}});
  return {};
}

auto take_into(sql::Session& session, BaseSystem const& system, TakeoverOptions const& options)
    -> std::expected<Reconciliation, Undone> {
  if (auto const ready = ensure_organisation(session, options); !ready)
    return std::unexpected(Undone(ready.error()));
  auto reconciliation = blank_reconciliation(system);
  TakeoverPlaces places(session, system, options.now, reconciliation);
  places.take();
  ValueTakeover<Plans>(session, system, places, reconciliation).take(options.now);
  ValueTakeover<Facts>(session, system, places, reconciliation).take(options.now);
  if (options.mode == TakeoverMode::rehearse || !reconciliation.agrees())
    return std::unexpected(Undone(std::move(reconciliation)));
  if (reconciliation.changed_anything()) append_completed(session, reconciliation, options.now);
  return reconciliation;
}

}  // namespace

bool Reconciliation::agrees() const {
  return std::ranges::all_of(months, &MonthSums::agrees);
}

bool Reconciliation::changed_anything() const {
  return std::ranges::any_of(tables, [](TableCounts const& counts) { return counts.brought != 0; });
}

auto take_over(std::filesystem::path const& file, sql::Database& database, TakeoverOptions const& options)
    -> Result<Reconciliation> {
  PB_TRY(auto const system, read_base_system(file));
  auto outcome = database.write([&](sql::Session& session) { return take_into(session, system, options); });
  if (outcome) return std::move(*outcome);
  if (auto* refusal = std::get_if<Error>(&outcome.error())) return std::unexpected(std::move(*refusal));
  return std::get<Reconciliation>(std::move(outcome.error()));
}

}  // namespace pb::integrations
