#include "integrations/takeover_places.h"

#include <algorithm>

#include "domain/name.h"
#include "events/record.h"
#include "store/geos.h"
#include "store/offices.h"
#include "store/organisation.h"
#include "store/territories.h"
#include "store/users.h"

namespace pb::integrations {
namespace {

using store::TakenKind;

// Room for the number that tells two of one name apart.
constexpr std::size_t kBareNameLimit = kNameLimit - 10;

// At most so many characters of a cleaned name.
auto shortened(std::string const& name, std::size_t limit) -> std::string {
  if (character_count(name) <= limit) return name;
  std::size_t end = 0;
  for (std::size_t characters = 0; end < name.size(); ++end) {
    bool const begins_character = (static_cast<unsigned char>(name[end]) & 0xc0U) != 0x80U;
    if (begins_character && ++characters > limit) break;
  }
  return clean_name(name.substr(0, end));
}

// A name as it may stand here; "№ 7" for a row that has none.
auto usable_name(std::string const& name, SourceId id) -> std::string {
  auto cleaned = shortened(clean_name(name), kBareNameLimit);
  return cleaned.empty() ? "№ " + std::to_string(id) : cleaned;
}

auto reason_for(std::string const& theirs) -> RenameReason {
  return clean_name(theirs).empty() ? RenameReason::name_missing : RenameReason::name_taken;
}

auto numbered(std::string const& name, int number) -> std::string {
  return number == 1 ? name : name + " (" + std::to_string(number) + ")";
}

}  // namespace

TakeoverPlaces::TakeoverPlaces(sql::Session& session, BaseSystem const& system, Instant now,
                               Reconciliation& reconciliation)
    : session_(session), system_(system), now_(now), reconciliation_(reconciliation) {}

void TakeoverPlaces::take() {
  recognise_source();
  take_offices();
  take_geos();
  take_users();
}

auto TakeoverPlaces::territories_of_geo(SourceId geo) const -> std::vector<TerritoryId> {
  std::vector<TerritoryId> found;
  for (auto const& [source, territory] : territories_) {
    if (source.geo == geo) found.push_back(territory);
  }
  return found;
}

auto TakeoverPlaces::all_territories() const -> std::set<TerritoryId> {
  return taken_;
}

// A file carries no identity, so it is recognised by its rows: the source most of whose marks it repeats, if
// they outnumber those it contradicts. Two companies' files are so never mixed up because both have an
// office 1.
void TakeoverPlaces::recognise_source() {
  std::int64_t best = 0;
  for (auto const candidate : store::list_takeover_sources(session_)) {
    auto const score = likeness(candidate);
    if (score <= best) continue;
    best = score;
    source_ = candidate;
  }
  if (!source_) {
    source_ = store::insert_takeover_source(session_, now_);
    return;
  }

  store::touch_takeover_source(session_, source_, now_);
  for (auto& row : store::taken_rows(session_, source_))
    known_.emplace(std::pair(row.kind, row.row), std::move(row));
  for (auto const& row : store::taken_territories(session_, source_)) {
    territories_.emplace(SourceTerritory{row.office_row, row.geo_row}, row.territory);
    taken_.insert(row.territory);
  }
}

auto TakeoverPlaces::likeness(store::TakeoverSourceId source) const -> std::int64_t {
  std::map<std::pair<TakenKind, SourceId>, std::string> marks;
  for (auto const& office : system_.offices) marks[{TakenKind::office, office.id}] = office.name;
  for (auto const& geo : system_.geos) marks[{TakenKind::geo, geo.id}] = geo.name;
  for (auto const& user : system_.users) marks[{TakenKind::user, user.id}] = std::to_string(user.tg_id);

  std::int64_t score = 0;
  for (auto const& row : store::taken_rows(session_, source)) {
    auto const found = marks.find({row.kind, row.row});
    if (found != marks.end()) score += found->second == row.mark ? 1 : -1;
  }
  return score;
}

void TakeoverPlaces::take_offices() {
  for (auto const& office : system_.offices) {
    auto const known = known_.find({TakenKind::office, office.id});
    auto const id = known != known_.end() ? OfficeId{known->second.target} : find_or_add_office(office);
    if (known != known_.end()) {
      ++counts(SourceTable::offices).already_there;
      auto const ours = store::find_office(session_, id);
      note_name(SourceTable::offices, office.id, office.name, ours ? ours->name : "",
                RenameReason::kept_ours);
    }
    offices_.emplace(office.id, id);
    matched_offices_.insert(id);
    remember(TakenKind::office, office.id, office.name, id.value);
  }
}

auto TakeoverPlaces::find_or_add_office(SourceOffice const& office) -> OfficeId {
  auto const wanted = usable_name(office.name, office.id);
  for (int number = 1;; ++number) {
    auto const name = numbered(wanted, number);
    auto const existing = store::active_office_with_key(session_, name_key(name));
    if (existing && matched_offices_.contains(*existing)) continue;  // two offices of the file have one name
    note_name(SourceTable::offices, office.id, office.name, name, reason_for(office.name));
    if (existing) {
      ++counts(SourceTable::offices).already_there;
      return *existing;
    }
    ++counts(SourceTable::offices).brought;
    auto const id =
        store::insert_office(session_,
                             {.name = name, .name_key = name_key(name), .own_time_zone = std::nullopt}, now_)
            .value();
    append_event("office.added", "office", id.value, {{"name", name}});
    return id;
  }
}

void TakeoverPlaces::take_geos() {
  std::unordered_map<SourceId, SourceGeo const*> by_id;
  for (auto const& geo : system_.geos) {
    by_id.emplace(geo.id, &geo);
    auto const known = known_.find({TakenKind::geo, geo.id});
    if (known != known_.end()) geos_.emplace(geo.id, GeoId{known->second.target});
  }

  for (auto const& geo : system_.geos) {
    auto const before = added_;
    bool const known = geos_.contains(geo.id);
    take_territory({geo.office, geo.id}, geo);
    ++(known || added_ == before ? counts(SourceTable::geos).already_there
                                 : counts(SourceTable::geos).brought);
    if (known) {
      auto const ours = store::find_geo(session_, geos_.at(geo.id));
      note_name(SourceTable::geos, geo.id, geo.name, ours ? ours->name : "", RenameReason::kept_ours);
    }
    remember(TakenKind::geo, geo.id, geo.name, geos_.at(geo.id).value);
  }
  // Plans may have been given under an office the geo has since left.
  for (auto const& plan : system_.plans) {
    if (!territories_.contains(plan.territory)) take_territory(plan.territory, *by_id.at(plan.territory.geo));
  }
}

void TakeoverPlaces::take_territory(SourceTerritory const& source, SourceGeo const& geo) {
  if (territories_.contains(source)) return;
  auto const office = offices_.at(source.office);
  auto const our_geo = find_or_add_geo(geo, office);
  auto const territory = find_or_add_territory(office, our_geo);
  geos_.try_emplace(geo.id, our_geo);
  territories_.emplace(source, territory);
  taken_.insert(territory);
  store::save_taken_territory(session_, source_, {source.office, source.geo, territory});
}

// Two geos of one name may belong to two offices: one geo here, worked by both. In one office they stay two.
auto TakeoverPlaces::find_or_add_geo(SourceGeo const& source, OfficeId office) -> GeoId {
  auto const known = geos_.find(source.id);
  if (known != geos_.end() && !is_taken(office, known->second)) return known->second;

  auto const wanted = usable_name(source.name, source.id);
  for (int number = 1;; ++number) {
    auto const name = numbered(wanted, number);
    auto const existing = store::active_geo_with_key(session_, name_key(name));
    if (existing && is_taken(office, *existing)) continue;
    note_name(SourceTable::geos, source.id, source.name, name, reason_for(source.name));
    return existing ? *existing : add_geo(name);
  }
}

auto TakeoverPlaces::add_geo(std::string const& name) -> GeoId {
  auto const id = store::insert_geo(session_, name, name_key(name), now_).value();
  ++added_;
  append_event("geo.added", "geo", id.value, {{"name", name}});
  return id;
}

bool TakeoverPlaces::is_taken(OfficeId office, GeoId geo) const {
  auto const territory = store::find_territory(session_, office, geo);
  return territory && taken_.contains(territory->id);
}

auto TakeoverPlaces::find_or_add_territory(OfficeId office, GeoId geo) -> TerritoryId {
  if (auto const existing = store::find_territory(session_, office, geo)) return existing->id;
  auto const id = store::insert_territory(session_, office, geo, now_).value();
  ++added_;
  append_event("territory.opened", "territory", id.value, {{"office", office.value}, {"geo", geo.value}});
  return id;
}

void TakeoverPlaces::take_users() {
  auto const language = store::find_organisation(session_).value().language;
  for (auto const& user : system_.users) {
    auto const known = known_.find({TakenKind::user, user.id});
    auto const existing = store::find_user_by_tg(session_, user.tg_id);
    auto target = existing ? existing->id.value : 0;
    if (known != known_.end()) target = known->second.target;
    if (target != 0) {
      ++counts(SourceTable::users).already_there;
      remember(TakenKind::user, user.id, std::to_string(user.tg_id), target);
      continue;
    }

    auto const name = usable_name(user.name, user.id);
    note_name(SourceTable::users, user.id, user.name, name, reason_for(user.name));
    auto const office = offices_.at(user.office);
    auto const id = store::insert_user(session_,
                                       {.tg_id = user.tg_id,
                                        .name = name,
                                        .role = Role::manager,
                                        .office = office,
                                        .language = language},
                                       now_)
                        .value();
    ++counts(SourceTable::users).brought;
    remember(TakenKind::user, user.id, std::to_string(user.tg_id), id.value);
    append_event("user.added", "user", id.value,
                 {{"role", "manager"}, {"office", office.value}, {"name", name}});
  }
}

void TakeoverPlaces::remember(TakenKind kind, SourceId row, std::string const& mark, std::int64_t target) {
  auto const known = known_.find({kind, row});
  if (known != known_.end() && known->second.mark == mark) return;
  store::save_taken_row(session_, source_, {kind, row, mark, target});
}

void TakeoverPlaces::note_name(SourceTable table, SourceId id, std::string const& theirs,
                               std::string const& ours, RenameReason reason) {
  if (clean_name(theirs) != ours) reconciliation_.renamed.push_back({table, id, reason, theirs, ours});
}

void TakeoverPlaces::append_event(std::string type, std::string kind, std::int64_t id,
                                  boost::json::object const& data) {
  events::record(session_, now_, Actor::system(), std::move(type), {std::move(kind), id}, data);
}

auto TakeoverPlaces::counts(SourceTable table) -> TableCounts& {
  return *std::ranges::find(reconciliation_.tables, table, &TableCounts::table);
}

}  // namespace pb::integrations
