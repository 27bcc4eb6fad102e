#pragma once

#include <compare>
#include <vector>

#include "analytics/query/columns.h"
#include "analytics/query/measures.h"
#include "analytics/query/selection.h"
#include "analytics/query/shift.h"

namespace pb::analytics {

// What a row of an answer is about; kAnyone for a dimension that is not told apart.
struct RowKey {
  Day period{};  // the first day of the grain's period; without grain the range's first day
  Index office = kAnyone;
  Index geo = kAnyone;
  Index territory = kAnyone;
  Index manager = kAnyone;

  friend auto operator<=>(RowKey const&, RowKey const&) = default;
};

// Exact sums of now and of what is compared with.
struct RowSums {
  Totals now{};
  Totals before{};
  std::optional<std::int64_t> target{};
  std::optional<std::int64_t> target_before{};
};

struct AnswerRow {
  RowKey key{};
  RowSums sums{};
  std::vector<Value> values{};  // as number_columns stand
};

// What a query asks for, with everything relative resolved.
struct Plan {
  Query const* query = nullptr;
  Version const* version = nullptr;
  Measures measures;
  std::vector<NumberColumn> columns{};
  Selection selection{};
  std::int32_t fiscal_start = 1;
  ResolvedRange range{};
  std::optional<Shift> shift{};  // of a comparison with an earlier period
  std::optional<ResolvedRange> before{};
};

// Resolves against the day and the data. Refuses unknown ids and more than kMostCells cells.
[[nodiscard]] auto plan(Query const& query, Version const& version, Scope const& scope, Day today)
    -> Result<Plan>;

// The part of a row's period that lies in the range.
[[nodiscard]] auto days_of(RowKey const& key, Plan const& plan, ResolvedRange const& range) -> ResolvedRange;

// The rows, and all of them in one.
struct Collected {
  std::vector<AnswerRow> rows{};
  RowSums whole{};
};

// One row for each key that has anything now or before, in the order of keys, without values.
[[nodiscard]] auto collect(Plan const& plan) -> Result<Collected>;
// Gives rows and totals their targets, where the query needs any.
[[nodiscard]] auto set_targets(Plan const& plan, Scope const& scope, Collected& collected) -> Result<void>;

// A row's numbers, as number_columns stand.
[[nodiscard]] auto values_of(Plan const& plan, RowSums const& sums, RowSums const& whole)
    -> std::vector<Value>;

}  // namespace pb::analytics
