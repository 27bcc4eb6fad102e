#include "integrations/base_system.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "domain/amount.h"
#include "integrations/sqlite_file.h"

namespace pb::integrations {
namespace {

constexpr std::int64_t kMinorPerHryvnia = 100;
constexpr std::int64_t kHryvniaLimit = kAmountLimit.minor / kMinorPerHryvnia;
constexpr int kFirstYear = 2000;
constexpr int kLastYear = 2100;

struct Table {
  std::string_view name;
  std::vector<std::string_view> columns;
  std::string query;  // id first, then what the reader of the table expects
};

// Where a generation keeps what, in the order of SourceTable.
struct Layout {
  Generation generation{};
  std::array<Table, 5> tables;
};

auto layouts() -> std::array<Layout, 3> const& {
  static Table const offices{"offices", {"id", "name"}, "select id, name from offices order by id"};
  static Table const geos{
      "geo", {"id", "name", "office_id"}, "select id, name, office_id from geo order by id"};
  static Table const users{"users",
                           {"id", "tg_id", "name", "office_id"},
                           "select id, tg_id, name, office_id from users order by id"};
  static Table const reports{"reports",
                             {"id", "office_id", "geo_id", "date", "amount_planned"},
                             "select id, office_id, geo_id, date, amount_planned from reports order by id"};
  static Table const facts{"facts",
                           {"id", "geo_id", "month", "amount_fact"},
                           "select id, geo_id, month, amount_fact from facts order by id"};
  static std::array<Layout, 3> const all{
      Layout{Generation::brands,
             {Table{"brand", {"id", "name"}, "select id, name from brand order by id"},
              Table{"geo", {"id", "name", "brand_id"}, "select id, name, brand_id from geo order by id"},
              Table{"manager",
                    {"id", "tg_id", "name", "brand_id"},
                    "select id, tg_id, name, brand_id from manager order by id"},
              Table{"report",
                    {"id", "geo_id", "date", "amount_planned"},
                    "select id, null, geo_id, date, amount_planned from report order by id"},
              Table{"fact",
                    {"id", "geo_id", "month", "amount_fact"},
                    "select id, geo_id, month, amount_fact from fact order by id"}}},
      Layout{Generation::text_months, {offices, geos, users, reports, facts}},
      Layout{Generation::date_months, {offices, geos, users, reports, facts}}};
  return all;
}

auto generation_of(std::string_view revision) -> std::optional<Generation> {
  if (revision == "5eb6f7dbd8a2") return Generation::brands;
  if (revision == "a8f4e2b9c1d7") return Generation::text_months;
  if (revision == "65147b26f419" || revision == "e68d85c6102e") return Generation::date_months;
  return std::nullopt;
}

auto refusal(std::string key, std::string const& detail = {}) -> std::unexpected<Error> {
  return fail(ErrorCode::invalid, Message(std::move(key), {{"detail", detail}}), "file");
}

// The first table or column the layout needs and the file does not have; empty where it has all.
auto lacking(SqliteFile const& file, Layout const& layout) -> Result<std::string> {
  for (auto const& table : layout.tables) {
    PB_TRY(auto const present, file.columns(table.name));
    if (present.empty()) return std::string(table.name);
    for (auto const column : table.columns) {
      if (std::ranges::find(present, column) == present.end())
        return std::string(table.name) + "." + std::string(column);
    }
  }
  return std::string();
}

// Which schema the file has: its stamp says so, and its tables must agree.
auto detect(SqliteFile const& file, std::string& revision) -> Result<Generation> {
  PB_TRY(auto const stamp, file.columns("alembic_version"));
  if (stamp.size() != 1 || stamp.front() != "version_num") return refusal("takeover.refused.foreign");
  PB_CHECK(file.each("select version_num from alembic_version order by version_num", [&](Cells const& row) {
    if (auto const* text = std::get_if<std::string>(&row.front()))
      revision += (revision.empty() ? "" : ", ") + *text;
  }));

  auto const generation = generation_of(revision);
  if (!generation) {
    for (auto const& layout : layouts()) {
      PB_TRY(auto const missing, lacking(file, layout));
      if (missing.empty()) return refusal("takeover.refused.newer", revision.empty() ? "?" : revision);
    }
    return refusal("takeover.refused.foreign");
  }
  PB_TRY(auto const missing, lacking(file, layouts()[static_cast<std::size_t>(*generation)]));
  if (!missing.empty()) return refusal("takeover.refused.incomplete", missing);
  return *generation;
}

auto whole(Cell const& cell) -> std::optional<std::int64_t> {
  if (auto const* integer = std::get_if<std::int64_t>(&cell)) return *integer;
  return std::nullopt;
}

auto text(Cell const& cell) -> std::string {
  if (auto const* string = std::get_if<std::string>(&cell)) return *string;
  if (auto const* integer = std::get_if<std::int64_t>(&cell)) return std::to_string(*integer);
  return {};
}

bool credible(int year) {
  return year >= kFirstYear && year <= kLastYear;
}

// 2025-01-31, or the same with a midnight behind it, as some drivers write a date.
auto parse_date(Cell const& cell) -> std::expected<Day, SkipReason> {
  auto written = text(cell);
  if (written.size() > 10 && (written[10] == ' ' || written[10] == 'T')) {
    if (written.find_first_not_of("0:.", 11) != std::string::npos)
      return std::unexpected(SkipReason::date_unreadable);
    written.resize(10);
  }
  auto const day = parse_day(written);
  if (!day) return std::unexpected(SkipReason::date_unreadable);
  if (!credible(static_cast<int>(day->date().year()))) return std::unexpected(SkipReason::date_absurd);
  return *day;
}

// 2025-01, or any date of the month.
auto parse_month_cell(Cell const& cell) -> std::expected<Month, SkipReason> {
  if (auto const month = parse_month(text(cell))) {
    if (!credible(month->year())) return std::unexpected(SkipReason::date_absurd);
    return *month;
  }
  auto const day = parse_date(cell);
  if (!day) return std::unexpected(day.error());
  return Month::of(*day);
}

auto hryvnias(Cell const& cell) -> std::expected<std::int64_t, SkipReason> {
  if (std::holds_alternative<std::monostate>(cell)) return std::unexpected(SkipReason::amount_missing);
  if (auto const* real = std::get_if<double>(&cell)) {
    if (std::trunc(*real) != *real) return std::unexpected(SkipReason::amount_not_whole);
    if (std::fabs(*real) > static_cast<double>(kHryvniaLimit))
      return std::unexpected(SkipReason::amount_too_large);
    return static_cast<std::int64_t>(*real);
  }
  auto const amount = whole(cell);
  if (!amount) return std::unexpected(SkipReason::amount_not_a_number);
  return *amount;
}

// A plan is never below zero; a fact may be, as a loss.
enum class Sign { never_negative, any };
auto parse_amount(Cell const& cell, Sign sign) -> std::expected<Money, SkipReason> {
  auto const amount = hryvnias(cell);
  if (!amount) return std::unexpected(amount.error());
  if (sign == Sign::never_negative && *amount < 0) return std::unexpected(SkipReason::amount_negative);
  if (*amount > kHryvniaLimit || *amount < -kHryvniaLimit)
    return std::unexpected(SkipReason::amount_too_large);
  return Money{*amount * kMinorPerHryvnia};
}

// Goes through the tables in the order of their references.
class Reader {
 public:
  Reader(SqliteFile const& file, Layout const& layout) : file_(file), layout_(layout) {}

  auto read() -> Result<BaseSystem> {
    PB_CHECK(read_table(SourceTable::offices, &Reader::take_office));
    PB_CHECK(read_table(SourceTable::geos, &Reader::take_geo));
    PB_CHECK(read_table(SourceTable::users, &Reader::take_user));
    PB_CHECK(read_table(SourceTable::plans, &Reader::take_plan));
    seen_periods_.clear();
    PB_CHECK(read_table(SourceTable::facts, &Reader::take_fact));
    return std::move(result_);
  }

 private:
  using Outcome = std::expected<void, SkipReason>;
  using Take = Outcome (Reader::*)(SourceId, Cells const&);

  auto read_table(SourceTable source, Take take) -> Result<void> {
    auto const& table = layout_.tables[static_cast<std::size_t>(source)];
    auto& count = result_.rows_read[source];
    auto const done = file_.each(table.query, [&](Cells const& row) {
      if (++count > kSourceRowLimit) return;
      auto const id = whole(row[0]);
      auto const outcome = id ? (this->*take)(*id, row) : std::unexpected(SkipReason::id_missing);
      if (!outcome) result_.skipped.push_back({source, outcome.error(), id.value_or(0)});
    });
    if (done && count > kSourceRowLimit)
      return refusal("takeover.refused.too_large", std::string(table.name));
    return done;
  }

  auto take_office(SourceId id, Cells const& row) -> Outcome {
    result_.offices.push_back({id, text(row[1])});
    offices_.insert(id);
    return {};
  }

  auto take_geo(SourceId id, Cells const& row) -> Outcome {
    auto const office = whole(row[2]);
    if (!office || !offices_.contains(*office)) return std::unexpected(SkipReason::office_missing);
    result_.geos.push_back({id, text(row[1]), *office});
    office_of_geo_.emplace(id, *office);
    return {};
  }

  auto take_user(SourceId id, Cells const& row) -> Outcome {
    auto const tg_id = whole(row[1]);
    auto const office = whole(row[3]);
    if (!tg_id || *tg_id <= 0) return std::unexpected(SkipReason::telegram_id_unusable);
    if (!office || !offices_.contains(*office)) return std::unexpected(SkipReason::office_missing);
    if (!telegram_ids_.insert(*tg_id).second) return std::unexpected(SkipReason::repeated);
    result_.users.push_back({id, *tg_id, text(row[2]), *office});
    return {};
  }

  // Sums are of all rows that can be read, so that what is skipped shows in them.
  auto take_plan(SourceId id, Cells const& row) -> Outcome {
    auto const day = parse_date(row[3]);
    if (!day) return std::unexpected(day.error());
    auto const amount = parse_amount(row[4], Sign::never_negative);
    if (!amount) return std::unexpected(amount.error());

    auto& sums = result_.months[Month::of(*day)];
    sums.plan.minor += amount->minor;
    auto const territory = territory_of(row[1], row[2]);
    auto const outcome = territory ? claim_period(*territory, day->days) : std::unexpected(territory.error());
    if (!outcome) {
      sums.plan_skipped.minor += amount->minor;
      return outcome;
    }
    result_.plans.push_back({id, *territory, *day, *amount});
    return {};
  }

  auto take_fact(SourceId id, Cells const& row) -> Outcome {
    auto const month = parse_month_cell(row[2]);
    if (!month) return std::unexpected(month.error());
    auto const amount = parse_amount(row[3], Sign::any);
    if (!amount) return std::unexpected(amount.error());

    auto& sums = result_.months[*month];
    sums.fact.minor += amount->minor;
    auto const territory = territory_of(std::monostate(), row[1]);
    auto const outcome =
        territory ? claim_period(*territory, month->months) : std::unexpected(territory.error());
    if (!outcome) {
      sums.fact_skipped.minor += amount->minor;
      return outcome;
    }
    result_.facts.push_back({id, *territory, *month, *amount});
    return {};
  }

  // A row without an office belongs to the office of its geo.
  auto territory_of(Cell const& office_cell, Cell const& geo_cell) const
      -> std::expected<SourceTerritory, SkipReason> {
    auto const geo = whole(geo_cell);
    auto const found = geo ? office_of_geo_.find(*geo) : office_of_geo_.end();
    if (found == office_of_geo_.end()) return std::unexpected(SkipReason::geo_missing);
    if (std::holds_alternative<std::monostate>(office_cell)) return SourceTerritory{found->second, *geo};
    auto const office = whole(office_cell);
    if (!office || !offices_.contains(*office)) return std::unexpected(SkipReason::office_missing);
    return SourceTerritory{*office, *geo};
  }

  auto claim_period(SourceTerritory const& territory, std::int32_t period) -> Outcome {
    auto const index = territories_.try_emplace(territory, territories_.size()).first->second;
    auto const key = (static_cast<std::uint64_t>(index) << 32) | static_cast<std::uint32_t>(period);
    if (!seen_periods_.insert(key).second) return std::unexpected(SkipReason::repeated);
    return {};
  }

  SqliteFile const& file_;
  Layout const& layout_;
  BaseSystem result_;
  std::unordered_set<SourceId> offices_;
  std::unordered_map<SourceId, SourceId> office_of_geo_;
  std::unordered_set<std::int64_t> telegram_ids_;
  std::map<SourceTerritory, std::size_t> territories_;
  std::unordered_set<std::uint64_t> seen_periods_;  // (territory, day or month) of the table being read
};

}  // namespace

auto read_base_system(std::filesystem::path const& path) -> Result<BaseSystem> {
  PB_TRY(auto const file, SqliteFile::open(path));
  std::string revision;
  PB_TRY(auto const generation, detect(file, revision));
  PB_TRY(auto system, Reader(file, layouts()[static_cast<std::size_t>(generation)]).read());
  system.generation = generation;
  system.revision = std::move(revision);
  return system;
}

}  // namespace pb::integrations
