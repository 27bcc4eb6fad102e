#include "analytics/cube/build.h"

#include <algorithm>

namespace pb::analytics {
namespace {

auto in_month(Month month, std::optional<Day> day) -> DayInMonth {
  return day ? static_cast<DayInMonth>(*day - month.first()) : kWholeMonth;
}

// By territory, then by day: counted into place, then each run put in order.
auto in_order(std::vector<RawValue> const& values, std::size_t territories) -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> ends(territories + 1, 0);
  for (auto const& value : values) ++ends[static_cast<std::size_t>(value.territory) + 1];
  for (std::size_t index = 1; index < ends.size(); ++index) ends[index] += ends[index - 1];
  std::vector<std::uint32_t> order(values.size());
  auto next = ends;
  for (std::uint32_t index = 0; index < values.size(); ++index)
    order[next[static_cast<std::size_t>(values[index].territory)]++] = index;
  auto const day = [&](std::uint32_t index) { return values[index].day; };
  for (std::size_t territory = 0; territory < territories; ++territory) {
    std::ranges::sort(order.begin() + ends[territory], order.begin() + ends[territory + 1], {}, day);
  }
  return order;
}

// Fills one kind of the segments from values in order.
template <class Pick>
void fill(std::vector<std::shared_ptr<Segment>>& segments, std::vector<RawValue> const& values,
          std::size_t territories, Pick pick) {
  auto const order = in_order(values, territories);
  auto next = order.begin();
  for (std::size_t number = 0; number < segments.size(); ++number) {
    auto const ends = std::find_if(next, order.end(),
                                   [&](auto index) { return segment_of(values[index].territory) != number; });
    ValueRows& rows = pick(*segments[number]);
    auto const count = static_cast<std::size_t>(ends - next);
    rows.amounts.reserve(count);
    rows.managers.reserve(count);
    rows.marks.reserve(count);
    for (; next != ends; ++next) {
      auto const& value = values[*next];
      auto const row = static_cast<ValueRows::Row>(rows.amounts.size());
      rows.amounts.push_back(value.amount);
      rows.managers.push_back(value.manager);
      rows.marks.push_back(static_cast<std::uint8_t>(value.day | (value.late ? ValueRows::kLateBit : 0)));
      if (value.late) rows.late.push_back({.row = row, .submitted_at = value.submitted_at});
      ++rows.begins[place_in_segment(value.territory) + 1];
    }
    for (std::size_t place = 1; place < rows.begins.size(); ++place)
      rows.begins[place] = static_cast<ValueRows::Row>(rows.begins[place] + rows.begins[place - 1]);
    rows.late.shrink_to_fit();
  }
}

void note_corrections(std::vector<std::shared_ptr<Segment>>& segments, MonthRows const& rows, Month month) {
  for (auto const& correction : rows.corrections) {
    auto& segment = *segments[segment_of(correction.territory)];
    auto& values = correction.kind == ValueKind::plan ? segment.plans : segment.facts;
    auto const row = values.find(place_in_segment(correction.territory), in_month(month, correction.day));
    if (row) values.note_correction(*row, correction.id);
  }
}

// Two readers of a moving database may both have brought a row; one of them is enough.
void drop_twins(std::vector<RawValue>& values) {
  auto const key = [](RawValue const& value) { return std::pair(value.territory, value.day); };
  std::ranges::stable_sort(values, {}, key);
  auto const twins = std::ranges::unique(values, {}, key);
  values.erase(twins.begin(), twins.end());
}

}  // namespace

void MonthSorter::add_plan(Day day, RawValue value) {
  if (value.territory == kAnyone) return;
  if (!last_ || day < last_first_ || day > last_last_) {
    auto const month = Month::of(day);
    last_ = &months_[month];
    last_first_ = month.first();
    last_last_ = month.last();
  }
  value.day = static_cast<DayInMonth>(day - last_first_);
  last_->plans.push_back(value);
}

void MonthSorter::add(Ground const& ground) {
  for (auto const& fact : ground.facts) {
    auto const& given = fact.given;
    if (given.territory == kAnyone) continue;
    months_[fact.month].facts.push_back({.amount = given.amount,
                                         .submitted_at = given.submitted_at,
                                         .territory = given.territory,
                                         .manager = given.manager,
                                         .day = in_month(fact.month, fact.day),
                                         .late = given.late});
  }
  for (auto const& closed : ground.closed_days) {
    auto const month = Month::of(closed.day);
    months_[month].closings->close({closed.office, in_month(month, closed.day), closed.closed_at});
  }
  for (auto const& closed : ground.closed_months) months_[closed.month].closings->month = closed.closed_at;
  for (auto const& correction : ground.corrections) {
    auto const found = months_.find(correction.month);
    if (correction.territory != kAnyone && found != months_.end())
      found->second.corrections.push_back(correction);
  }
}

void MonthSorter::join(MonthSorter other) {
  for (auto& [month, rows] : other.months_) {
    auto& plans = months_[month].plans;
    if (plans.empty()) {
      plans = std::move(rows.plans);
    } else {
      plans.insert(plans.end(), rows.plans.begin(), rows.plans.end());
      drop_twins(plans);
    }
  }
}

auto build_chunk(Month month, MonthRows rows, Dictionary const& dictionary) -> std::shared_ptr<Chunk const> {
  auto const territories = dictionary.territories().size();
  auto const count = territories == 0 ? 0 : segment_of(static_cast<Index>(territories) - 1) + 1;
  std::vector<std::shared_ptr<Segment>> segments(count);
  for (auto& segment : segments) segment = std::make_shared<Segment>();
  fill(segments, rows.plans, territories, [](Segment& segment) -> ValueRows& { return segment.plans; });
  fill(segments, rows.facts, territories, [](Segment& segment) -> ValueRows& { return segment.facts; });
  note_corrections(segments, rows, month);

  Chunk chunk{.month = month, .closings = std::move(rows.closings), .segments = {}, .rollups = {}};
  for (std::size_t number = 0; number < count; ++number) {
    derive(*segments[number], number, *chunk.closings, dictionary);
    segments[number]->keys.shrink_to_fit();
    segments[number]->partials.shrink_to_fit();
    add_to(chunk.rollups, *segments[number], dictionary);
    chunk.segments.push_back(segments[number]->empty() ? nullptr : std::move(segments[number]));
  }
  return std::make_shared<Chunk const>(std::move(chunk));
}

auto build_state(Ground ground, MonthSorter& sorter, Crew& crew) -> State {
  sorter.add(ground);
  std::vector<std::pair<Month, MonthRows*>> months;
  for (auto& [month, rows] : sorter.months()) months.emplace_back(month, &rows);
  State state{.position = ground.position,
              .organisation = std::move(ground.organisation),
              .dictionary = std::make_shared<Dictionary const>(std::move(ground.dictionary)),
              .targets = std::make_shared<std::vector<TargetEntry> const>(std::move(ground.targets)),
              .chunks = std::vector<std::shared_ptr<Chunk const>>(months.size())};
  crew.each(months.size(), [&](std::size_t index) {
    state.chunks[index] =
        build_chunk(months[index].first, std::move(*months[index].second), *state.dictionary);
  });
  sorter.months().clear();
  return state;
}

}  // namespace pb::analytics
