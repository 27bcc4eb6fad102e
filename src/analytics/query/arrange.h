#pragma once

#include "analytics/query/rows.h"

namespace pb::analytics {

// Keeps the rows that pass the query's filters on results.
void filter_results(Plan const& plan, std::vector<AnswerRow>& rows);

// Orders as the query asks, then by period and by the dimensions' names. "No data" stands last in either
// direction.
void put_in_order(Plan const& plan, std::vector<AnswerRow>& rows);

// Takes away the rows after the limit and gives what they add up to; nothing where none is cut or the query
// does not want to know. Their target is the sum of theirs.
[[nodiscard]] auto cut(Plan const& plan, std::vector<AnswerRow>& rows) -> Result<std::optional<RowSums>>;

}  // namespace pb::analytics
