#include "analytics/query/rows.h"

#include <algorithm>

#include "analytics/query/check.h"
#include "analytics/query/columns.h"
#include "analytics/query/goals.h"

namespace pb::analytics {
namespace {

auto overflow() -> std::unexpected<Error> {
  return fail(ErrorCode::invalid, Message("error.analytics.overflow"), "/measures");
}

auto slice_of(Plan const& plan, ResolvedRange const& range) -> Slice {
  auto const& query = *plan.query;
  Slice slice{.first = range.first,
              .last = range.last,
              .grain = query.grain,
              .fiscal_start = plan.fiscal_start,
              .group_by = {.office = groups_by(query, Dimension::office),
                           .geo = groups_by(query, Dimension::geo),
                           .territory = groups_by(query, Dimension::territory),
                           .manager = groups_by(query, Dimension::manager)}};
  if (!plan.selection.everything) {
    slice.territories = plan.selection.territories;
    slice.managers = plan.selection.managers;
  }
  return slice;
}

auto scan(Plan const& plan, ResolvedRange const& range) -> Result<std::vector<Cell>> {
  auto cells = plan.version->scan(slice_of(plan, range));
  if (!cells && cells.error().field.empty()) cells.error().field = "/measures";
  return cells;
}

auto key_of(Cell const& cell) -> RowKey {
  return {cell.period, cell.office, cell.geo, cell.territory, cell.manager};
}

// The cells of the earlier range under the keys they stand beside. A day that has no counterpart stands
// beside nothing, but is part of the totals.
struct Before {
  std::vector<AnswerRow> rows{};
  Totals unmatched{};
};

auto collect_before(Plan const& plan) -> Result<Before> {
  Before before;
  if (!plan.before) return before;
  PB_TRY(auto const cells, scan(plan, *plan.before));
  for (auto const& cell : cells) {
    auto key = key_of(cell);
    auto const day =
        plan.query->grain ? moved_forward(cell.period, *plan.shift) : std::optional(plan.range.first);
    if (!day) {
      if (!add_up(before.unmatched, cell.totals)) return overflow();
      continue;
    }
    key.period = *day;
    before.rows.push_back({.key = key, .sums = {.before = cell.totals}});
  }
  std::ranges::sort(before.rows, {}, &AnswerRow::key);
  return before;
}

// Both sides are sorted.
auto joined(std::vector<AnswerRow> now, std::vector<AnswerRow> const& before) -> std::vector<AnswerRow> {
  if (before.empty()) return now;
  std::vector<AnswerRow> rows;
  rows.reserve(std::max(now.size(), before.size()));
  auto other = before.begin();
  for (auto& row : now) {
    for (; other != before.end() && other->key < row.key; ++other) rows.push_back(*other);
    if (other != before.end() && other->key == row.key) row.sums.before = (other++)->sums.before;
    rows.push_back(std::move(row));
  }
  rows.insert(rows.end(), other, before.end());
  return rows;
}

// The period that a row is compared with.
auto period_before(RowKey const& key, Plan const& plan) -> std::optional<Day> {
  if (!plan.query->grain) return plan.before->first;
  Shift const back{.months = -plan.shift->months, .days = -plan.shift->days};
  return moved_forward(key.period, back);
}

auto needs_targets(Plan const& plan) -> bool {
  return plan.query->compare == Comparison::target || plan.measures.need(Measure::target) ||
         plan.measures.need(Measure::target_attainment);
}

}  // namespace

auto days_of(RowKey const& key, Plan const& plan, ResolvedRange const& range) -> ResolvedRange {
  if (!plan.query->grain) return range;
  auto const period = period_of(*plan.query->grain, key.period, plan.fiscal_start);
  return {std::max(period.first, range.first), std::min(period.last, range.last)};
}

auto collect(Plan const& plan) -> Result<Collected> {
  PB_TRY(auto const cells, scan(plan, plan.range));
  std::vector<AnswerRow> now;
  now.reserve(cells.size());
  Collected collected;
  for (auto const& cell : cells) {
    now.push_back({.key = key_of(cell), .sums = {.now = cell.totals}});
    if (!add_up(collected.whole.now, cell.totals)) return overflow();
  }
  PB_TRY(auto const before, collect_before(plan));
  collected.whole.before = before.unmatched;
  for (auto const& row : before.rows) {
    if (!add_up(collected.whole.before, row.sums.before)) return overflow();
  }
  collected.rows = joined(std::move(now), before.rows);
  return collected;
}

auto set_targets(Plan const& plan, Scope const& scope, Collected& collected) -> Result<void> {
  if (!needs_targets(plan)) return {};
  Goals const goals(*plan.version, plan.selection, scope);
  auto const target = [&](RowKey const& key, ResolvedRange const& days) {
    return goals.of(key.office, key.geo, key.territory, days.first, days.last);
  };
  for (auto& row : collected.rows) {
    PB_TRY(row.sums.target, target(row.key, days_of(row.key, plan, plan.range)));
    if (!plan.before) continue;
    auto key = row.key;
    auto const earlier = period_before(row.key, plan);
    if (!earlier) continue;
    key.period = *earlier;
    PB_TRY(row.sums.target_before, target(key, days_of(key, plan, *plan.before)));
  }
  PB_TRY(collected.whole.target, target({}, plan.range));
  if (plan.before) {
    PB_TRY(collected.whole.target_before, target({}, *plan.before));
  }
  return {};
}

auto values_of(Plan const& plan, RowSums const& sums, RowSums const& whole) -> std::vector<Value> {
  auto const share = share_of(*plan.query);
  auto const now = plan.measures.values({sums.now, sums.target, &whole.now, share});
  std::vector<Value> before;
  if (plan.before) before = plan.measures.values({sums.before, sums.target_before, &whole.before, share});
  std::vector<Value> values;
  values.reserve(plan.columns.size());
  for (auto const& column : plan.columns) {
    auto const& own = now[column.measure];
    auto const compared = plan.before ? before[column.measure] : to_value(sums.target);
    switch (column.part) {
      case Part::own:
        values.push_back(own);
        break;
      case Part::compared:
        values.push_back(compared);
        break;
      case Part::change:
        values.push_back(change(own, compared));
        break;
      case Part::percent:
        values.push_back(change_in_percent(own, compared));
        break;
    }
  }
  return values;
}

}  // namespace pb::analytics
