#include "analytics/cube/chunk.h"

#include <algorithm>

namespace pb::analytics {
namespace {

auto entry(Rollups::Table& table, Index index) -> WideTotals& {
  auto const found = std::ranges::lower_bound(table, index, {}, &Rollups::Table::value_type::first);
  if (found != table.end() && found->first == index) return found->second;
  return table.insert(found, {index, WideTotals{}})->second;
}

template <class F>
void change(Rollups& rollups, Segment const& segment, Dictionary const& dictionary, F f) {
  for (std::size_t index = 0; index < segment.keys.size(); ++index) {
    auto const& key = segment.keys[index];
    auto const& sums = segment.partials[index];
    auto const& territory = dictionary.territory(key.territory);
    f(rollups.all, sums);
    f(entry(rollups.offices, territory.office), sums);
    f(entry(rollups.geos, territory.geo), sums);
    f(entry(rollups.managers, key.manager), sums);
  }
}

}  // namespace

auto Chunk::rows() const -> std::size_t {
  std::size_t rows = 0;
  for (auto const& segment : segments) {
    if (segment) rows += segment->plans.size() + segment->facts.size();
  }
  return rows;
}

auto Chunk::days() const -> DayMask {
  DayMask mask = 0;
  for (auto const& segment : segments) {
    if (!segment) continue;
    for (std::size_t place = 0; place < kSegmentTerritories; ++place)
      mask |= segment->plans.days(place) | segment->facts.days(place);
  }
  return mask;
}

ChunkDraft::ChunkDraft(std::shared_ptr<Chunk const> before, Month month) : before_(std::move(before)) {
  if (before_) next_ = *before_;
  next_.month = month;
}

auto ChunkDraft::closings() -> MonthClosings& {
  if (!closings_) {
    closings_ = std::make_shared<MonthClosings>(*next_.closings);
    next_.closings = closings_;
  }
  return *closings_;
}

auto ChunkDraft::segment(std::size_t number) -> Segment& {
  for (auto const& [touched, segment] : touched_) {
    if (touched == number) return *segment;
  }
  if (next_.segments.size() <= number) next_.segments.resize(number + 1);
  auto const& old = next_.segments[number];
  return *touched_.emplace_back(number, old ? std::make_shared<Segment>(*old) : std::make_shared<Segment>())
              .second;
}

auto ChunkDraft::peek(std::size_t number) const -> Segment const* {
  for (auto const& [touched, segment] : touched_) {
    if (touched == number) return segment.get();
  }
  return number < next_.segments.size() ? next_.segments[number].get() : nullptr;
}

void ChunkDraft::touch_office(Index office, Dictionary const& dictionary) {
  auto const territories = dictionary.territories();
  for (std::size_t index = 0; index < territories.size(); ++index) {
    if (territories[index].office == office) segment(segment_of(static_cast<Index>(index)));
  }
}

void ChunkDraft::touch_owing(std::vector<Index> const& territories, Dictionary const& dictionary) {
  if (next_.closings->days.empty()) return;
  for (auto const territory : territories) {
    auto const place = place_in_segment(territory);
    auto const* const now = peek(segment_of(territory));
    auto const given = now ? now->plans.days(place) : DayMask{0};
    auto const missing = now ? now->missing[place] : DayMask{0};
    if ((owed_days(*next_.closings, dictionary, territory) & ~given) != missing)
      segment(segment_of(territory));
  }
}

void ChunkDraft::touch_all() {
  for (std::size_t number = 0; number < next_.segments.size(); ++number) {
    if (next_.segments[number]) segment(number);
  }
}

auto ChunkDraft::finish(Dictionary const& dictionary) -> std::shared_ptr<Chunk const> {
  for (auto& [number, segment] : touched_) {
    auto& place = next_.segments[number];
    if (place) take_from(next_.rollups, *place, dictionary);
    derive(*segment, number, *next_.closings, dictionary);
    add_to(next_.rollups, *segment, dictionary);
    place = segment->empty() ? nullptr : std::move(segment);
  }
  touched_.clear();
  return std::make_shared<Chunk const>(std::move(next_));
}

void add_to(Rollups& rollups, Segment const& segment, Dictionary const& dictionary) {
  change(rollups, segment, dictionary, [](WideTotals& sum, WideTotals const& part) { sum += part; });
}

void take_from(Rollups& rollups, Segment const& segment, Dictionary const& dictionary) {
  change(rollups, segment, dictionary, [](WideTotals& sum, WideTotals const& part) { sum -= part; });
}

}  // namespace pb::analytics
