#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "analytics/query/query.h"

namespace pb::analytics {

BOOST_DEFINE_ENUM_CLASS(ColumnKind, period, dimension, money, ratio, count, minutes, number)

struct TableColumn {
  std::string name;
  ColumnKind kind = ColumnKind::number;
};

// Days from first to last, both included.
struct DayRange {
  Day first{};
  Day last{};

  friend auto operator==(DayRange const&, DayRange const&) -> bool = default;
};

// An office, geo, territory or manager; without an id: nobody is known.
struct Label {
  std::optional<std::int64_t> id{};
  std::string name{};
};

struct TableRow {
  std::optional<DayRange> period{};  // the part of it that lies in the range
  std::vector<Label> labels{};       // as Query::group_by has them
  std::vector<Value> values{};       // as the columns of numbers stand
};

// What the reader should know about the numbers.
// fact_by_month: facts are kept by month and absent where a period is shorter, or cut by the range.
// target_by_month: targets are set for months and quarters and absent where a period is shorter, or cut.
// contribution_of_plan: contribution is the share of plans.
// totals_before_filters: totals and contribution are those of everything, before filters on results.
BOOST_DEFINE_ENUM_CLASS(NoteCode, fact_by_month, target_by_month, contribution_of_plan, totals_before_filters)

struct Note {
  NoteCode code = NoteCode::fact_by_month;
  std::vector<std::string> columns{};  // that it is about
};

// An answer. Amounts are minor units, ratios basis points; "no data" is an empty Value.
struct Table {
  std::vector<TableColumn> columns{};  // period, dimensions, numbers
  std::vector<TableRow> rows{};
  std::vector<Value> totals{};                 // of everything selected, also of rows that are not shown
  std::optional<std::vector<Value>> others{};  // of the rows the limit cut
  std::int64_t rows_in_all = 0;                // before the limit
  std::int64_t as_of = 0;                      // the event up to which the numbers have followed the log
  DayRange range{};
  std::optional<DayRange> compared_range{};
  std::vector<Note> notes{};
};

}  // namespace pb::analytics
