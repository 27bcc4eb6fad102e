#include "analytics/cube/scan.h"

#include <algorithm>
#include <array>
#include <bit>

#include "analytics/cube/gather.h"
#include "analytics/cube/periods.h"

namespace pb::analytics {
namespace {

// Below it, handing out the work costs more than doing it.
constexpr std::size_t kPartialsWorthSharing = 20'000;
constexpr std::size_t kRowsPerTerritoryMonth = 8;  // what a territory's days cost, in partial sums

// What a whole month can be answered from without looking at its territories.
enum class Source { all, offices, geos, managers, partials };

auto source_of(Slice const& slice, Places const& places) -> Source {
  auto const& by = slice.group_by;
  auto const dimensions = int{by.office} + int{by.geo} + int{by.territory} + int{by.manager};
  bool const everywhere = !slice.territories;
  if (dimensions > 1 || by.territory) return Source::partials;
  if (slice.managers)
    return everywhere && (by.manager || dimensions == 0) ? Source::managers : Source::partials;
  if (everywhere && dimensions == 0) return Source::all;
  if (everywhere && by.geo) return Source::geos;
  if (everywhere && by.manager) return Source::managers;
  bool const by_offices = by.office || dimensions == 0;
  return by_offices && places.whole_offices() ? Source::offices : Source::partials;
}

// The days of a month that a slice looks at, and the periods they belong to.
struct MonthView {
  bool whole = false;
  DayMask days = 0;
  std::vector<Day> periods{};
  std::array<std::uint8_t, 31> period_of_day{};
};

class ChunkScan {
 public:
  ChunkScan(Slice const& slice, Places const& places)
      : slice_(slice), places_(places), source_(source_of(slice, places)), gatherer_(places.slots()) {}

  void add(Chunk const& chunk) {
    auto const view = view_of(chunk.month);
    gatherer_.open(view.periods);
    if (view.whole) {
      add_whole(chunk);
    } else {
      for (std::size_t number = 0; number < chunk.segments.size(); ++number) {
        if (chunk.segments[number]) add_days(*chunk.segments[number], number, view);
      }
    }
  }
  auto finish() -> std::vector<Gathered> { return gatherer_.finish(); }

 private:
  auto view_of(Month month) const -> MonthView {
    auto const first = month.first();
    MonthView view{.whole =
                       keeps_months(slice_.grain) && slice_.first <= first && month.last() <= slice_.last};
    if (view.whole) {
      view.periods = {period_of(slice_, first)};
      return view;
    }
    auto const last = std::min(month.last(), slice_.last);
    for (auto day = std::max(first, slice_.first); day <= last; day = day + 1) {
      auto const period = period_of(slice_, day);
      if (view.periods.empty() || view.periods.back() != period) view.periods.push_back(period);
      auto const offset = static_cast<DayInMonth>(day - first);
      view.days |= bit_of(offset);
      view.period_of_day[offset] = static_cast<std::uint8_t>(view.periods.size() - 1);
    }
    return view;
  }

  void add_whole(Chunk const& chunk) {
    auto const& rollups = chunk.rollups;
    switch (source_) {
      case Source::all:
        gatherer_.at(0, 0) += rollups.all;
        return;
      case Source::offices:
        for (auto const& [office, sums] : rollups.offices) {
          if (places_.office_takes_part(office))
            gatherer_.at(0, slice_.group_by.office ? static_cast<std::uint64_t>(office) : 0) += sums;
        }
        return;
      case Source::geos:
        for (auto const& [geo, sums] : rollups.geos) gatherer_.at(0, static_cast<std::uint64_t>(geo)) += sums;
        return;
      case Source::managers:
        for (auto const& [manager, sums] : rollups.managers) {
          if (places_.manager_takes_part(manager)) gatherer_.at(0, places_.slot_of_place(0, manager)) += sums;
        }
        return;
      case Source::partials:
        for (auto const& segment : chunk.segments) {
          if (segment) add_partials(*segment);
        }
        return;
    }
  }

  void add_partials(Segment const& segment) {
    for (std::size_t index = 0; index < segment.keys.size(); ++index) {
      auto const [territory, manager] = segment.keys[index];
      if (!places_.territory_takes_part(territory) || !places_.manager_takes_part(manager)) continue;
      gatherer_.at(0, places_.slot(territory, manager)) += segment.partials[index];
    }
  }

  void add_days(Segment const& segment, std::size_t number, MonthView const& view) {
    for (std::size_t place = 0; place < kSegmentTerritories; ++place) {
      auto const territory = static_cast<Index>(number) * kSegmentTerritories + static_cast<Index>(place);
      bool const empty = segment.plans.begin(place) == segment.plans.end(place) &&
                         segment.facts.begin(place) == segment.facts.end(place) &&
                         segment.missing[place] == 0;
      if (empty || !places_.territory_takes_part(territory)) continue;
      add_plans(segment, place, territory, view);
      add_facts(segment, place, territory, view);
      if (!slice_.managers) add_missing(segment.missing[place] & view.days, territory, view);
    }
  }

  void add_plans(Segment const& segment, std::size_t place, Index territory, MonthView const& view) {
    auto const& plans = segment.plans;
    auto const reported = segment.facts.days(place);
    auto const add = [&](std::size_t row, DayInMonth day, WideTotals& sums) {
      sums.plan += plans.amounts[row];
      ++sums.plans;
      if ((reported & bit_of(day)) != 0) sums.plan_of_reported += plans.amounts[row];
      plans.add_manner(row, sums);
    };
    // Without managers all of a territory's days go to one slot: the most usual question, and the widest.
    bool const one_slot = !slice_.managers && !slice_.group_by.manager;
    auto* const column = one_slot ? gatherer_.column(places_.slot(territory, kAnyone)) : nullptr;
    for (auto row = plans.begin(place); row < plans.end(place); ++row) {
      auto const day = plans.day(row);
      if ((view.days & bit_of(day)) == 0) continue;
      if (column) {
        add(row, day, column[view.period_of_day[day] * places_.slots()]);
      } else if (auto const manager = plans.managers[row]; places_.manager_takes_part(manager)) {
        add(row, day, gatherer_.at(view.period_of_day[day], places_.slot(territory, manager)));
      }
    }
  }

  // view.days never has kWholeMonth in it.
  void add_facts(Segment const& segment, std::size_t place, Index territory, MonthView const& view) {
    auto const& facts = segment.facts;
    for (auto row = facts.begin(place); row < facts.end(place); ++row) {
      auto const day = facts.day(row);
      auto const manager = facts.managers[row];
      if ((view.days & bit_of(day)) == 0 || !places_.manager_takes_part(manager)) continue;
      auto& sums = gatherer_.at(view.period_of_day[day], places_.slot(territory, manager));
      sums.fact += facts.amounts[row];
      ++sums.facts;
      facts.add_manner(row, sums);
      if (auto const plan = segment.plans.find(place, day))
        sums.compare(segment.plans.amounts[*plan], facts.amounts[row]);
    }
  }

  void add_missing(DayMask days, Index territory, MonthView const& view) {
    for (; days != 0; days &= days - 1) {
      auto const day = static_cast<std::size_t>(std::countr_zero(days));
      ++gatherer_.at(view.period_of_day[day], places_.slot(territory, kAnyone)).missing;
    }
  }

  Slice const& slice_;
  Places const& places_;
  Source source_;
  Gatherer gatherer_;
};

using Chunks = std::span<std::shared_ptr<Chunk const> const>;

auto chunks_of(State const& state, Slice const& slice) -> Chunks {
  auto const month = [](auto const& chunk) { return chunk->month; };
  auto const first = std::ranges::lower_bound(state.chunks, Month::of(slice.first), {}, month);
  auto const last = std::ranges::upper_bound(state.chunks, Month::of(slice.last), {}, month);
  return {first, last};
}

// How many partial sums the work is worth, about.
auto effort(Chunks chunks, Slice const& slice, Places const& places) -> std::size_t {
  if (keeps_months(slice.grain) && source_of(slice, places) != Source::partials) return chunks.size();
  std::size_t territories = 0;
  for (auto const& chunk : chunks) territories += chunk->segments.size() * kSegmentTerritories;
  return keeps_months(slice.grain) ? territories : territories * kRowsPerTerritoryMonth;
}

auto gather(Chunks chunks, Slice const& slice, Places const& places, Crew& crew) -> std::vector<Gathered> {
  auto const worth = effort(chunks, slice, places) / kPartialsWorthSharing;
  auto const parts = std::clamp<std::size_t>(std::min(worth, chunks.size()), 1, crew.size());
  std::vector<std::vector<Gathered>> gathered(parts);
  crew.each(parts, [&](std::size_t part) {
    ChunkScan scan(slice, places);
    auto const first = chunks.size() * part / parts;
    auto const last = chunks.size() * (part + 1) / parts;
    for (auto const& chunk : chunks.subspan(first, last - first)) scan.add(*chunk);
    gathered[part] = scan.finish();
  });
  return parts == 1 ? std::move(gathered.front()) : join(std::move(gathered));
}

}  // namespace

auto scan_state(State const& state, Slice const& slice, Crew& crew) -> Result<std::vector<Cell>> {
  std::vector<Cell> cells;
  if (slice.first > slice.last) return cells;
  auto const chunks = chunks_of(state, slice);
  if (chunks.empty()) return cells;
  Places const places(*state.dictionary, slice);
  auto const gathered = gather(chunks, slice, places, crew);
  cells.reserve(gathered.size());
  for (auto const& entry : gathered) {
    auto const totals = entry.sums.totals();
    if (!totals) return fail(ErrorCode::invalid, Message("error.analytics.overflow"));
    cells.push_back(places.cell(entry.period, entry.slot, *totals));
  }
  return cells;
}

}  // namespace pb::analytics
