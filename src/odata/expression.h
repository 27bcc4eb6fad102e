#pragma once

#include <boost/describe/enum.hpp>
#include <expected>
#include <memory>
#include <optional>
#include <variant>

#include "odata/model.h"

// $filter (OData 4.01, part 2, 5.1.1).
namespace pb::odata {

// null, whole / decimal / date / moment / flag as a number, text.
struct Literal {
  std::variant<std::monostate, std::int64_t, std::string> value{};
};

BOOST_DEFINE_ENUM_CLASS(Comparison, eq, ne, lt, le, gt, ge)
BOOST_DEFINE_ENUM_CLASS(TextTest, contains, startswith, endswith)
BOOST_DEFINE_ENUM_CLASS(DatePart, year, month, day)

struct Node;
using NodePtr = std::unique_ptr<Node>;

struct Compared {  // Property op literal; with `part`, of that part of a date
  std::string property{};
  std::optional<DatePart> part{};
  Comparison op = Comparison::eq;
  Literal literal{};
};
struct Tested {  // contains(Property, 'text')
  TextTest test = TextTest::contains;
  std::string property{};
  std::string text{};
};
struct OneOf {  // Property in (1, 2)
  std::string property{};
  std::vector<Literal> literals{};
};
struct Both {
  NodePtr left{};
  NodePtr right{};
  enum class Kind { conjunction, disjunction } kind = Kind::conjunction;
};
struct Negated {
  NodePtr node{};
};
struct Node {
  std::variant<Compared, Tested, OneOf, Both, Negated> what{};
};

// What is wrong, in English: for the makers of queries.
struct Problem {
  std::string text{};
};

inline constexpr std::size_t kMostFilterBytes = 4'000;
inline constexpr int kMostDepth = 40;
inline constexpr std::size_t kMostListed = 500;

// Literals are of their property's type. A flag may stand alone ("Late"), and be negated.
[[nodiscard]] auto parse_filter(std::string_view text, Set const& set) -> std::expected<NodePtr, Problem>;

}  // namespace pb::odata
