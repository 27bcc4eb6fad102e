#include "analytics/cube/snapshot_blocks.h"

#include <algorithm>

namespace pb::analytics {
namespace {

void put_instant(ByteWriter& writer, Instant instant) {
  writer.put<std::int64_t>(instant.time_since_epoch().count());
}
auto get_instant(ByteReader& reader) -> Instant {
  return Instant(std::chrono::microseconds(reader.get<std::int64_t>()));
}
void put_instant(ByteWriter& writer, std::optional<Instant> instant) {
  writer.put<std::uint8_t>(instant ? 1 : 0);
  put_instant(writer, instant.value_or(Instant{}));
}
auto get_optional_instant(ByteReader& reader) -> std::optional<Instant> {
  bool const has = reader.get<std::uint8_t>() != 0;
  auto const instant = get_instant(reader);
  return has ? std::optional(instant) : std::nullopt;
}

void put_organisation(ByteWriter& writer, std::optional<store::Organisation> const& organisation) {
  writer.put<std::uint8_t>(organisation ? 1 : 0);
  if (!organisation) return;
  for (auto const& text :
       {organisation->name, organisation->currency, organisation->time_zone, organisation->language})
    writer.put_text(text);
  writer.put(organisation->fiscal_start);
  writer.put<std::uint8_t>(organisation->fact_grain == store::FactGrain::day ? 1 : 0);
  put_instant(writer, organisation->created_at);
}

auto get_organisation(ByteReader& reader) -> std::optional<store::Organisation> {
  if (reader.get<std::uint8_t>() == 0) return std::nullopt;
  store::Organisation organisation;
  organisation.name = reader.get_text();
  organisation.currency = reader.get_text();
  organisation.time_zone = reader.get_text();
  organisation.language = reader.get_text();
  organisation.fiscal_start = reader.get<std::int64_t>();
  organisation.fact_grain = reader.get<std::uint8_t>() != 0 ? store::FactGrain::day : store::FactGrain::month;
  organisation.created_at = get_instant(reader);
  if (organisation.fiscal_start < 1 || organisation.fiscal_start > 12) reader.fail();
  return organisation;
}

void put_dictionary(ByteWriter& writer, Dictionary const& dictionary) {
  writer.put<std::uint64_t>(dictionary.offices().size());
  for (auto const& office : dictionary.offices()) {
    writer.put(office.id.value);
    writer.put_text(office.name);
    writer.put<std::uint8_t>(office.own_time_zone ? 1 : 0);
    writer.put_text(office.own_time_zone.value_or(""));
    put_instant(writer, office.archived_at);
    put_instant(writer, office.created_at);
  }
  writer.put<std::uint64_t>(dictionary.geos().size());
  for (auto const& geo : dictionary.geos()) {
    writer.put(geo.id.value);
    writer.put_text(geo.name);
    put_instant(writer, geo.archived_at);
    put_instant(writer, geo.created_at);
  }
  writer.put<std::uint64_t>(dictionary.territories().size());
  for (auto const& territory : dictionary.territories()) {
    writer.put(territory.id.value);
    writer.put(territory.office);
    writer.put(territory.geo);
    put_instant(writer, territory.archived_at);
    put_instant(writer, territory.created_at);
  }
  writer.put<std::uint64_t>(dictionary.managers().size());
  for (auto const& manager : dictionary.managers()) {
    writer.put(manager.id.value);
    writer.put_text(manager.name);
  }
}

auto is_index(Index index, std::size_t count) -> bool {
  return index >= 0 && static_cast<std::size_t>(index) < count;
}

auto get_dictionary(ByteReader& reader) -> Dictionary {
  Dictionary dictionary;
  // A number that is not the next one says that an id came twice.
  auto const expect = [&](Index index, std::uint64_t number) {
    if (std::cmp_not_equal(index, number)) reader.fail();
  };
  auto const offices = reader.get_count();
  for (std::uint64_t number = 0; number < offices && !reader.failed(); ++number) {
    OfficeEntry office{.id = {reader.get<std::int64_t>()}, .name = reader.get_text()};
    bool const own = reader.get<std::uint8_t>() != 0;
    auto zone = reader.get_text();
    if (own) office.own_time_zone = std::move(zone);
    office.archived_at = get_optional_instant(reader);
    office.created_at = get_instant(reader);
    expect(dictionary.put(std::move(office)), number);
  }
  auto const geos = reader.get_count();
  for (std::uint64_t number = 0; number < geos && !reader.failed(); ++number) {
    GeoEntry geo{.id = {reader.get<std::int64_t>()}, .name = reader.get_text()};
    geo.archived_at = get_optional_instant(reader);
    geo.created_at = get_instant(reader);
    expect(dictionary.put(std::move(geo)), number);
  }
  auto const territories = reader.get_count();
  for (std::uint64_t number = 0; number < territories && !reader.failed(); ++number) {
    TerritoryEntry territory{.id = {reader.get<std::int64_t>()}};
    territory.office = reader.get<Index>();
    territory.geo = reader.get<Index>();
    territory.archived_at = get_optional_instant(reader);
    territory.created_at = get_instant(reader);
    if (!is_index(territory.office, dictionary.offices().size()) ||
        !is_index(territory.geo, dictionary.geos().size()))
      reader.fail();
    expect(dictionary.put(territory), number);
  }
  auto const managers = reader.get_count();
  for (std::uint64_t number = 0; number < managers && !reader.failed(); ++number) {
    ManagerEntry manager{.id = {reader.get<std::int64_t>()}, .name = reader.get_text()};
    expect(dictionary.put(std::move(manager)), number);
  }
  return dictionary;
}

void put_rows(ByteWriter& writer, ValueRows const& rows) {
  for (auto const begin : rows.begins) writer.put(begin);
  writer.put_all(rows.amounts);
  writer.put_all(rows.managers);
  writer.put_all(rows.marks);
  writer.put<std::uint64_t>(rows.late.size());
  for (auto const& late : rows.late) {
    writer.put(late.row);
    put_instant(writer, late.submitted_at);
  }
  writer.put<std::uint64_t>(rows.corrected.size());
  for (auto const& corrected : rows.corrected) {
    writer.put(corrected.row);
    writer.put(corrected.id.value);
  }
}

// Everything that later code takes for granted about rows.
auto make_sense(ValueRows const& rows, std::size_t managers) -> bool {
  auto const count = rows.amounts.size();
  if (rows.managers.size() != count || rows.marks.size() != count) return false;
  if (rows.begins.front() != 0 || rows.begins.back() != count || !std::ranges::is_sorted(rows.begins))
    return false;
  auto const known = [&](Index manager) { return manager == kAnyone || is_index(manager, managers); };
  if (!std::ranges::all_of(rows.managers, known)) return false;
  for (std::size_t place = 0; place < kSegmentTerritories; ++place) {
    for (auto row = rows.begin(place) + 1; row < rows.end(place); ++row) {
      if (rows.day(row) <= rows.day(row - 1)) return false;
    }
  }
  std::size_t late = 0;
  std::size_t corrected = 0;
  for (std::size_t row = 0; row < count; ++row) {
    if (rows.is_late(row)) {
      if (late >= rows.late.size() || rows.late[late].row != row) return false;
      ++late;
    }
    auto const first = corrected;
    while (corrected < rows.corrected.size() && rows.corrected[corrected].row == row) ++corrected;
    if (rows.is_corrected(row) != (corrected > first)) return false;
  }
  return late == rows.late.size() && corrected == rows.corrected.size();
}

auto get_rows(ByteReader& reader, std::size_t managers) -> ValueRows {
  ValueRows rows;
  for (auto& begin : rows.begins) begin = reader.get<ValueRows::Row>();
  rows.amounts = reader.get_all<std::int64_t>();
  rows.managers = reader.get_all<Index>();
  rows.marks = reader.get_all<std::uint8_t>();
  auto const late = reader.get_count();
  for (std::uint64_t number = 0; number < late && !reader.failed(); ++number) {
    auto const row = reader.get<ValueRows::Row>();
    rows.late.push_back({.row = row, .submitted_at = get_instant(reader)});
  }
  auto const corrected = reader.get_count();
  for (std::uint64_t number = 0; number < corrected && !reader.failed(); ++number) {
    auto const row = reader.get<ValueRows::Row>();
    rows.corrected.push_back({.row = row, .id = {reader.get<std::int64_t>()}});
  }
  if (!make_sense(rows, managers)) reader.fail();
  return rows;
}

auto get_closings(ByteReader& reader, std::size_t offices) -> MonthClosings {
  MonthClosings closings;
  closings.month = get_optional_instant(reader);
  auto const count = reader.get_count();
  for (std::uint64_t number = 0; number < count && !reader.failed(); ++number) {
    MonthClosings::OfficeDay closed{.office = reader.get<Index>()};
    closed.day = reader.get<DayInMonth>();
    closed.at = get_instant(reader);
    auto const key = [](auto const& day) { return std::pair(day.office, day.day); };
    bool const in_order = closings.days.empty() || key(closings.days.back()) < key(closed);
    if (!is_index(closed.office, offices) || closed.day >= kWholeMonth || !in_order) reader.fail();
    closings.days.push_back(closed);
  }
  return closings;
}

}  // namespace

void put_ground(ByteWriter& writer, State const& state) {
  writer.put(state.position.value);
  put_organisation(writer, state.organisation);
  put_dictionary(writer, *state.dictionary);
  writer.put<std::uint64_t>(state.targets->size());
  for (auto const& target : *state.targets) {
    writer.put(target.office);
    writer.put(target.geo);
    writer.put(target.first.months);
    writer.put(target.months);
    writer.put(target.amount);
  }
}

auto get_ground(ByteReader& reader) -> State {
  State state;
  state.position.value = reader.get<std::int64_t>();
  state.organisation = get_organisation(reader);
  auto dictionary = std::make_shared<Dictionary>(get_dictionary(reader));
  auto targets = std::make_shared<std::vector<TargetEntry>>();
  auto const count = reader.get_count();
  for (std::uint64_t number = 0; number < count && !reader.failed(); ++number) {
    TargetEntry target{.office = reader.get<Index>()};
    target.geo = reader.get<Index>();
    target.first.months = reader.get<std::int32_t>();
    target.months = reader.get<std::int32_t>();
    target.amount = reader.get<std::int64_t>();
    bool const office = target.office == kAnyone || is_index(target.office, dictionary->offices().size());
    bool const geo = target.geo == kAnyone || is_index(target.geo, dictionary->geos().size());
    if (!office || !geo || (target.months != 1 && target.months != 3)) reader.fail();
    targets->push_back(target);
  }
  state.dictionary = std::move(dictionary);
  state.targets = std::move(targets);
  return state;
}

void put_chunk(ByteWriter& writer, Chunk const& chunk) {
  writer.put(chunk.month.months);
  put_instant(writer, chunk.closings->month);
  writer.put<std::uint64_t>(chunk.closings->days.size());
  for (auto const& closed : chunk.closings->days) {
    writer.put(closed.office);
    writer.put(closed.day);
    put_instant(writer, closed.at);
  }
  writer.put<std::uint64_t>(chunk.segments.size());
  for (auto const& segment : chunk.segments) {
    writer.put<std::uint8_t>(segment ? 1 : 0);
    if (!segment) continue;
    put_rows(writer, segment->plans);
    put_rows(writer, segment->facts);
  }
}

auto get_chunk(ByteReader& reader, Dictionary const& dictionary) -> std::shared_ptr<Chunk const> {
  Chunk chunk;
  chunk.month.months = reader.get<std::int32_t>();
  auto const closings =
      std::make_shared<MonthClosings const>(get_closings(reader, dictionary.offices().size()));
  chunk.closings = closings;
  auto const territories = dictionary.territories().size();
  auto const count = reader.get_count();
  if (count > (territories + kSegmentTerritories - 1) / kSegmentTerritories) reader.fail();
  for (std::size_t number = 0; number < count && !reader.failed(); ++number) {
    chunk.segments.emplace_back();
    if (reader.get<std::uint8_t>() == 0) continue;
    auto segment = std::make_shared<Segment>();
    segment->plans = get_rows(reader, dictionary.managers().size());
    segment->facts = get_rows(reader, dictionary.managers().size());
    // No rows of places beyond the last territory.
    auto const places =
        std::min<std::size_t>(kSegmentTerritories, territories - number * kSegmentTerritories);
    bool const beyond = segment->plans.begins[places] != segment->plans.size() ||
                        segment->facts.begins[places] != segment->facts.size();
    if (beyond || reader.failed()) {
      reader.fail();
      break;
    }
    derive(*segment, number, *closings, dictionary);
    segment->keys.shrink_to_fit();
    segment->partials.shrink_to_fit();
    add_to(chunk.rollups, *segment, dictionary);
    chunk.segments.back() = std::move(segment);
  }
  if (!reader.at_end()) return nullptr;
  return std::make_shared<Chunk const>(std::move(chunk));
}

}  // namespace pb::analytics
