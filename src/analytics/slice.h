#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <vector>

#include "analytics/totals.h"
#include "base/calendar.h"

namespace pb::analytics {

BOOST_DEFINE_ENUM_CLASS(Grain, day, week, month, quarter, year)

// What the cells of an answer are told apart by, beside the period.
struct GroupBy {
  bool office = false;
  bool geo = false;
  bool territory = false;
  bool manager = false;
};

// A dense number of an office, geo, territory or manager in the cube's dictionaries. Numbers are never reused
// while a process lives.
using Index = std::int32_t;
inline constexpr Index kAnyone = -1;  // not told apart by this dimension; for managers also: nobody is known

// What is to be added up, with everything relative resolved: days first to last, both included.
struct Slice {
  Day first{};
  Day last{};
  std::optional<Grain> grain{};
  std::int32_t fiscal_start = 1;  // month in which years and quarters begin
  GroupBy group_by{};
  // By dense number; those absent do not take part. Empty optional: all do. Scope and filters both end up
  // here.
  std::optional<std::vector<bool>> territories{};
  std::optional<std::vector<bool>> managers{};
};

// One cell of the answer. `period` is the first day of the grain's period (which may lie before
// Slice::first); without a grain it is Slice::first.
struct Cell {
  Day period{};
  Index office = kAnyone;
  Index geo = kAnyone;
  Index territory = kAnyone;
  Index manager = kAnyone;
  Totals totals{};
};

}  // namespace pb::analytics
