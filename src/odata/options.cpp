#include "odata/options.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/enum_name.h"
#include "odata/scanner.h"

namespace pb::odata {
namespace {

auto problem(std::string text) -> std::unexpected<Problem> {
  return std::unexpected(Problem{std::move(text)});
}

auto number(std::string_view text, std::int64_t most) -> std::optional<std::int64_t> {
  std::int64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0 || value > most)
    return std::nullopt;
  return value;
}

auto find(std::vector<Property> const& properties, std::string_view name) -> Property const* {
  auto const found = std::ranges::find(properties, name, &Property::name);
  return found == properties.end() ? nullptr : &*found;
}

// "sum", "average"
auto read_aggregate(Scanner& scanner, Set const& set) -> std::expected<Aggregate, Problem> {
  Aggregate aggregate;
  auto const first = scanner.word();
  if (first == "$count") {
    aggregate.kind = Aggregation::count;
  } else {
    auto const* const property = set.find(first);
    if (property == nullptr) return problem("$apply: there is no property " + std::string(first));
    if (!scanner.take_word("with")) return problem("$apply: an aggregate is Property with sum as Name");
    auto const kind = enum_from_name<Aggregation>(scanner.word());
    if (!kind || *kind == Aggregation::count)
      return problem("$apply: with sum, min, max, average or countdistinct");
    bool const adds = *kind == Aggregation::sum || *kind == Aggregation::average;
    if (adds && property->type != Type::whole && property->type != Type::decimal)
      return problem("$apply: " + property->name + " cannot be added up");
    aggregate.kind = *kind;
    aggregate.property = property->name;
  }
  if (!scanner.take_word("as")) return problem("$apply: an aggregate needs a name (as Name)");
  aggregate.as = std::string(scanner.word());
  bool const name =
      !aggregate.as.empty() && std::isalpha(static_cast<unsigned char>(aggregate.as.front())) != 0 &&
      std::ranges::all_of(
          aggregate.as, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; });
  if (!name || set.find(aggregate.as) != nullptr)
    return problem("$apply: " + aggregate.as + " cannot be a name here");
  return aggregate;
}

auto read_aggregates(Scanner& scanner, Set const& set, Grouping& grouping) -> std::optional<Problem> {
  if (!scanner.take('(')) return Problem{"$apply: aggregate(...)"};
  do {
    auto aggregate = read_aggregate(scanner, set);
    if (!aggregate) return aggregate.error();
    if (grouping.aggregates.size() >= 20) return Problem{"$apply: too many aggregates"};
    grouping.aggregates.push_back(std::move(*aggregate));
  } while (scanner.take(','));
  return scanner.take(')') ? std::nullopt : std::optional(Problem{"$apply: a bracket is not closed"});
}

auto parse_apply(std::string_view text, Set const& set) -> std::expected<Grouping, Problem> {
  Scanner scanner(text);
  Grouping grouping;
  if (scanner.take_word("aggregate")) {
    if (auto wrong = read_aggregates(scanner, set, grouping)) return std::unexpected(*wrong);
    return scanner.at_end() ? std::expected<Grouping, Problem>(std::move(grouping))
                            : problem("$apply: one step only");
  }
  if (!scanner.take_word("groupby") || !scanner.take('(') || !scanner.take('('))
    return problem("$apply: groupby((A,B),aggregate(C with sum as D)) or aggregate(...)");
  do {
    auto const word = scanner.word();
    if (set.find(word) == nullptr) return problem("$apply: there is no property " + std::string(word));
    grouping.by.emplace_back(word);
  } while (scanner.take(','));
  if (!scanner.take(')')) return problem("$apply: a bracket is not closed");
  if (scanner.take(',')) {
    if (!scanner.take_word("aggregate")) return problem("$apply: aggregate(...) comes behind the groups");
    if (auto wrong = read_aggregates(scanner, set, grouping)) return std::unexpected(*wrong);
  }
  if (!scanner.take(')') || !scanner.at_end()) return problem("$apply: one step only");
  return grouping;
}

auto parse_order(std::string_view text, std::vector<Property> const& properties)
    -> std::expected<std::vector<OrderedBy>, Problem> {
  std::vector<OrderedBy> order;
  Scanner scanner(text);
  do {
    auto const word = scanner.word();
    if (find(properties, word) == nullptr)
      return problem("$orderby: there is no property " + std::string(word));
    OrderedBy by{.property = std::string(word)};
    if (scanner.take_word("desc")) by.direction = OrderedBy::Direction::descending;
    std::ignore = scanner.take_word("asc");
    order.push_back(std::move(by));
  } while (order.size() < 10 && scanner.take(','));
  if (!scanner.at_end()) return problem("$orderby: Property asc or desc, separated by commas");
  return order;
}

auto parse_select(std::string_view text, std::vector<Property> const& properties)
    -> std::expected<std::vector<std::string>, Problem> {
  std::vector<std::string> names;
  if (text == "*") return names;
  Scanner scanner(text);
  do {
    auto const word = scanner.word();
    if (find(properties, word) == nullptr)
      return problem("$select: there is no property " + std::string(word));
    if (std::ranges::find(names, word) == names.end()) names.emplace_back(word);
  } while (scanner.take(','));
  if (!scanner.at_end()) return problem("$select: names, separated by commas");
  return names;
}

auto type_of(Aggregate const& aggregate, Set const& set) -> Type {
  switch (aggregate.kind) {
    case Aggregation::count:
    case Aggregation::countdistinct:
      return Type::whole;
    case Aggregation::average:
      return Type::decimal;
    default:
      return set.find(aggregate.property)->type;
  }
}

}  // namespace

auto result_properties(Options const& options, Set const& set) -> std::vector<Property> {
  std::vector<Property> all = set.properties;
  if (options.grouping) {
    all.clear();
    for (auto const& name : options.grouping->by) all.push_back(*set.find(name));
    for (auto const& aggregate : options.grouping->aggregates)
      all.push_back({aggregate.as, type_of(aggregate, set), true});
  }
  if (options.select.empty()) return all;
  std::vector<Property> chosen;
  for (auto const& name : options.select) chosen.push_back(*find(all, name));
  return chosen;
}

auto parse_options(std::multimap<std::string, std::string> const& query, Set const& set)
    -> std::expected<Options, Problem> {
  Options options;
  std::map<std::string, std::string, std::less<>> given;
  for (auto const& [name, value] : query) {
    auto const known = name.starts_with('$') ? name : "$" + name;
    if (known == "$format" && (value == "json" || value.starts_with("application/json"))) continue;
    if (!given.emplace(known, value).second) return problem(known + " stands twice");
  }
  auto const take = [&](std::string_view name) -> std::optional<std::string> {
    auto const found = given.find(name);
    if (found == given.end()) return std::nullopt;
    auto value = std::move(found->second);
    given.erase(found);
    return value;
  };
  if (auto const text = take("$filter")) {
    auto filter = parse_filter(*text, set);
    if (!filter) return std::unexpected(filter.error());
    options.filter = std::move(*filter);
  }
  if (auto const text = take("$apply")) {
    auto grouping = parse_apply(*text, set);
    if (!grouping) return std::unexpected(grouping.error());
    options.grouping = std::move(*grouping);
  }
  auto const properties = result_properties(options, set);
  if (auto const text = take("$orderby")) {
    auto order = parse_order(*text, properties);
    if (!order) return std::unexpected(order.error());
    options.order = std::move(*order);
  }
  if (auto const text = take("$select")) {
    auto select = parse_select(*text, properties);
    if (!select) return std::unexpected(select.error());
    options.select = std::move(*select);
  }
  for (auto const& [name, target] :
       {std::pair("$top", &options.top), std::pair("$skiptoken", &options.skip_token)}) {
    if (auto const text = take(name)) {
      *target = number(*text, std::numeric_limits<std::int64_t>::max());
      if (!*target) return problem(std::string(name) + " is a whole number from 0");
    }
  }
  if (auto const text = take("$skip")) {
    auto const skip = number(*text, kMostRows);
    if (!skip) return problem("$skip is a whole number from 0");
    options.skip = *skip;
  }
  if (auto const text = take("$count")) {
    if (*text != "true" && *text != "false") return problem("$count is true or false");
    options.count = *text == "true";
  }
  if (!given.empty()) return problem(given.begin()->first + " is not offered here");
  return options;
}

}  // namespace pb::odata
