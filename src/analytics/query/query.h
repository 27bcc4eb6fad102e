#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "analytics/query/range.h"
#include "analytics/query/value.h"
#include "analytics/slice.h"

namespace pb::analytics {

// What can be asked of any set of submissions; docs/query.md defines each.
BOOST_DEFINE_ENUM_CLASS(Measure, plan, fact, delta, attainment, contribution, plan_of_reported, submissions,
                        missing, on_time_rate, average_delay, corrections, plan_error, plan_bias, target,
                        target_attainment)

BOOST_DEFINE_ENUM_CLASS(Dimension, office, geo, territory, manager)

BOOST_DEFINE_ENUM_CLASS(Comparison, previous_period, previous_year, target)

// What a column's numbers are: money in minor units, ratio in basis points, count, whole minutes, or (of
// formulas alone) a plain number.
BOOST_DEFINE_ENUM_CLASS(Kind, money, ratio, count, minutes, number)

// A measure made of others by a formula (formula.h).
struct Calculated {
  std::string name;
  std::string formula;
  Kind kind = Kind::number;

  friend auto operator==(Calculated const&, Calculated const&) -> bool = default;
};

using AskedMeasure = std::variant<Measure, Calculated>;

enum class Membership { is, is_not };

struct DimensionFilter {
  Dimension dimension = Dimension::office;
  Membership membership = Membership::is;
  std::vector<std::int64_t> ids{};

  friend auto operator==(DimensionFilter const&, DimensionFilter const&) -> bool = default;
};

enum class Operator { less, at_most, more, at_least, equal, unequal };

// Keeps rows whose column `column` compares so with the value, which is in the column's unit. "No data" never
// passes.
struct ResultFilter {
  std::string column;
  Operator op = Operator::less;
  Value value{};

  friend auto operator==(ResultFilter const&, ResultFilter const&) -> bool = default;
};

using Filter = std::variant<DimensionFilter, ResultFilter>;

BOOST_DEFINE_ENUM_CLASS(Direction, ascending, descending)

struct Order {
  std::string by;  // a column
  Direction direction = Direction::ascending;

  friend auto operator==(Order const&, Order const&) -> bool = default;
};

enum class Others { shown, left_out };

// A question. Its JSON form (query_json.h) is the contract of screens, reports, alerts and the API.
struct Query {
  std::vector<AskedMeasure> measures{};
  std::vector<Dimension> group_by{};
  std::optional<Grain> grain{};
  Range range{};
  std::optional<Comparison> compare{};
  std::vector<Filter> filters{};
  std::vector<Order> order{};
  std::optional<std::int64_t> limit{};
  Others others = Others::shown;  // where the limit cuts: one row for what was cut

  friend auto operator==(Query const&, Query const&) -> bool = default;
};

[[nodiscard]] auto kind_of(Measure measure) -> Kind;
[[nodiscard]] auto kind_of(AskedMeasure const& measure) -> Kind;
[[nodiscard]] auto name_of(AskedMeasure const& measure) -> std::string;

// Names of the columns a comparison adds to those of a measure.
[[nodiscard]] auto compared_column(std::string const& measure) -> std::string;
[[nodiscard]] auto change_column(std::string const& measure) -> std::string;
[[nodiscard]] auto percent_column(std::string const& measure) -> std::string;

}  // namespace pb::analytics
