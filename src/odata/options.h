#pragma once

#include <cstdint>
#include <map>

#include "odata/expression.h"

namespace pb::odata {

inline constexpr std::int64_t kPageRows = 5'000;  // more come behind @odata.nextLink
inline constexpr std::int64_t kMostRows = 10'000'000;

struct OrderedBy {
  std::string property{};
  enum class Direction { ascending, descending } direction = Direction::ascending;
};

BOOST_DEFINE_ENUM_CLASS(Aggregation, sum, min, max, average, countdistinct, count)

// Amount with sum as Total; count: $count as Rows.
struct Aggregate {
  Aggregation kind = Aggregation::sum;
  std::string property{};  // empty for count
  std::string as{};
};

// groupby((Office,Month),aggregate(...))
struct Grouping {
  std::vector<std::string> by{};
  std::vector<Aggregate> aggregates{};
};

// What a request asks of a set.
struct Options {
  std::vector<std::string> select{};  // none: everything
  NodePtr filter{};                   // null: everything
  std::vector<OrderedBy> order{};
  std::optional<Grouping> grouping{};
  std::int64_t skip = 0;
  std::optional<std::int64_t> top{};
  bool count = false;
  std::optional<std::int64_t> skip_token{};  // where a part begins that the server itself has named
};

// Every option that is not offered is a problem; so is a name the set does not have. With a grouping, order
// and select name its results.
[[nodiscard]] auto parse_options(std::multimap<std::string, std::string> const& query, Set const& set)
    -> std::expected<Options, Problem>;

// The properties of what comes out: those selected, or those of the grouping.
[[nodiscard]] auto result_properties(Options const& options, Set const& set) -> std::vector<Property>;

}  // namespace pb::odata
