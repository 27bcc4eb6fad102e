#include "analytics/cube/segment.h"

#include <algorithm>
#include <bit>

#include "analytics/cube/periods.h"

namespace pb::analytics {
namespace {

using OfficeDay = MonthClosings::OfficeDay;

auto key_of(OfficeDay const& closed) -> std::pair<Index, DayInMonth> {
  return {closed.office, closed.day};
}

// Adds up the whole month of one territory, by manager.
class TerritoryMonth {
 public:
  TerritoryMonth(Segment& segment, Index territory)
      : segment_(segment),
        territory_(territory),
        place_(place_in_segment(territory)),
        first_key_(segment.keys.size()) {}

  void add_up() {
    auto const& plans = segment_.plans;
    bool const reported = segment_.facts.begin(place_) != segment_.facts.end(place_);
    if (auto const missing = segment_.missing[place_]; missing != 0)
      of(kAnyone).missing += static_cast<std::uint32_t>(std::popcount(missing));
    Wide planned = 0;
    for (auto row = plans.begin(place_); row < plans.end(place_); ++row) {
      auto& sums = of(plans.managers[row]);
      sums.plan += plans.amounts[row];
      ++sums.plans;
      if (reported) sums.plan_of_reported += plans.amounts[row];
      plans.add_manner(row, sums);
      planned += plans.amounts[row];
    }
    add_facts(planned);
    sort();
  }

 private:
  void add_facts(Wide planned) {
    auto const& plans = segment_.plans;
    auto const& facts = segment_.facts;
    if (facts.begin(place_) == facts.end(place_)) return;
    auto const last = facts.end(place_) - 1;
    bool const monthly = facts.day(last) == kWholeMonth;
    for (auto row = monthly ? last : facts.begin(place_); row <= last; ++row) {
      auto& sums = of(facts.managers[row]);
      sums.fact += facts.amounts[row];
      ++sums.facts;
      facts.add_manner(row, sums);
      if (monthly) {
        if (plans.begin(place_) != plans.end(place_)) sums.compare(planned, facts.amounts[row]);
      } else if (auto const plan = plans.find(place_, facts.day(row))) {
        sums.compare(plans.amounts[*plan], facts.amounts[row]);
      }
    }
  }

  // Few people give the values of one territory in one month.
  auto of(Index manager) -> WideTotals& {
    for (auto index = first_key_; index < segment_.keys.size(); ++index) {
      if (segment_.keys[index].manager == manager) return segment_.partials[index];
    }
    segment_.keys.push_back({territory_, manager});
    return segment_.partials.emplace_back();
  }

  void sort() {
    for (auto index = first_key_ + 1; index < segment_.keys.size(); ++index) {
      for (auto at = index; at > first_key_ && segment_.keys[at].manager < segment_.keys[at - 1].manager;
           --at) {
        std::swap(segment_.keys[at], segment_.keys[at - 1]);
        std::swap(segment_.partials[at], segment_.partials[at - 1]);
      }
    }
  }

  Segment& segment_;
  Index territory_;
  std::size_t place_;
  std::size_t first_key_;
};

void derive_delays(ValueRows& rows, std::size_t number, MonthClosings const& closings,
                   Dictionary const& dictionary) {
  for (auto& late : rows.late) {
    auto const after = std::ranges::upper_bound(rows.begins, late.row);
    auto const place = static_cast<Index>(after - rows.begins.begin()) - 1;
    auto const territory = static_cast<Index>(number) * kSegmentTerritories + place;
    auto const office = dictionary.territory(territory).office;
    late.minutes = delay_minutes(closings.closed_at(office, rows.day(late.row)), late.submitted_at);
  }
}

}  // namespace

auto MonthClosings::closed_at(Index office, DayInMonth day) const -> std::optional<Instant> {
  if (day == kWholeMonth) return month;
  auto const found = std::ranges::lower_bound(days, std::pair(office, day), {}, key_of);
  if (found == days.end() || key_of(*found) != std::pair(office, day)) return std::nullopt;
  return found->at;
}

auto MonthClosings::close(OfficeDay closed) -> bool {
  auto const place = std::ranges::lower_bound(days, key_of(closed), {}, key_of);
  if (place != days.end() && key_of(*place) == key_of(closed)) return false;
  days.insert(place, closed);
  return true;
}

auto ValueRows::days(std::size_t place) const -> DayMask {
  DayMask mask = 0;
  for (auto row = begin(place); row < end(place); ++row) mask |= bit_of(day(row));
  return mask;
}

auto ValueRows::find(std::size_t place, DayInMonth wanted) const -> std::optional<std::size_t> {
  for (auto row = begin(place); row < end(place); ++row) {
    if (day(row) == wanted) return row;
  }
  return std::nullopt;
}

void ValueRows::add_rare_manner(std::size_t row, WideTotals& sums) const {
  if (is_late(row)) {
    ++sums.late;
    sums.delay_minutes += std::ranges::lower_bound(late, row, {}, &Late::row)->minutes;
  }
  if (is_corrected(row)) {
    sums.corrections +=
        static_cast<std::uint32_t>(std::ranges::equal_range(corrected, row, {}, &Corrected::row).size());
  }
}

auto ValueRows::has_correction(std::size_t row, CorrectionId id) const -> bool {
  auto const of_row = std::ranges::equal_range(corrected, row, {}, &Corrected::row);
  return std::ranges::find(of_row, id, &Corrected::id) != of_row.end();
}

auto ValueRows::insert(std::size_t place, Value const& value) -> bool {
  auto row = begin(place);
  while (row < end(place) && day(row) < value.day) ++row;
  if (row < end(place) && day(row) == value.day) return false;

  auto const at = static_cast<std::ptrdiff_t>(row);
  amounts.insert(amounts.begin() + at, value.amount);
  managers.insert(managers.begin() + at, value.manager);
  marks.insert(marks.begin() + at, static_cast<std::uint8_t>(value.day | (value.late_at ? kLateBit : 0)));
  for (auto later = place + 1; later < begins.size(); ++later) ++begins[later];
  for (auto& entry : late) entry.row = static_cast<Row>(entry.row + (entry.row >= row ? 1 : 0));
  for (auto& entry : corrected) entry.row = static_cast<Row>(entry.row + (entry.row >= row ? 1 : 0));
  if (value.late_at) {
    auto const before = std::ranges::lower_bound(late, row, {}, &Late::row);
    late.insert(before, {.row = static_cast<Row>(row), .submitted_at = *value.late_at});
  }
  return true;
}

void ValueRows::correct(std::size_t row, std::int64_t amount, CorrectionId id) {
  amounts[row] = amount;
  note_correction(row, id);
}

void ValueRows::note_correction(std::size_t row, CorrectionId id) {
  marks[row] |= kCorrectedBit;
  corrected.insert(std::ranges::upper_bound(corrected, row, {}, &Corrected::row),
                   {.row = static_cast<Row>(row), .id = id});
}

auto owed_days(MonthClosings const& closings, Dictionary const& dictionary, Index territory) -> DayMask {
  auto const& entry = dictionary.territory(territory);
  auto const closed = std::ranges::equal_range(closings.days, entry.office, {}, &OfficeDay::office);
  if (closed.empty()) return 0;
  auto const archived = dictionary.closed_at(territory);
  DayMask mask = 0;
  for (auto const& day : closed) {
    if (entry.created_at <= day.at && (!archived || *archived > day.at)) mask |= bit_of(day.day);
  }
  return mask;
}

void derive(Segment& segment, std::size_t number, MonthClosings const& closings,
            Dictionary const& dictionary) {
  segment.keys.clear();
  segment.partials.clear();
  derive_delays(segment.plans, number, closings, dictionary);
  derive_delays(segment.facts, number, closings, dictionary);
  auto const first = static_cast<Index>(number) * kSegmentTerritories;
  auto const known = static_cast<Index>(dictionary.territories().size());
  for (Index territory = first; territory < std::min(first + kSegmentTerritories, known); ++territory) {
    auto const place = place_in_segment(territory);
    segment.missing[place] = owed_days(closings, dictionary, territory) & ~segment.plans.days(place);
    TerritoryMonth(segment, territory).add_up();
  }
}

}  // namespace pb::analytics
