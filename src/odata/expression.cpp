#include "odata/expression.h"

#include <charconv>

#include "base/calendar.h"
#include "base/enum_name.h"
#include "odata/scanner.h"

namespace pb::odata {
namespace {

auto problem(std::string text) -> std::unexpected<Problem> {
  return std::unexpected(Problem{std::move(text)});
}

auto whole_number(std::string_view text) -> std::optional<std::int64_t> {
  std::int64_t number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// "12.5" in hundredths: 1250.
auto hundredths(std::string_view text) -> std::optional<std::int64_t> {
  auto const point = std::min(text.find('.'), text.size());
  auto decimals = std::string(text.substr(std::min(point + 1, text.size())));
  if (decimals.size() > 2 || (point + 1 == text.size())) return std::nullopt;
  decimals.resize(2, '0');
  return whole_number(std::string(text.substr(0, point)) + decimals);
}

auto read_word(std::string_view word, Type type) -> std::optional<Literal> {
  if (word == "null") return Literal{};
  std::optional<std::int64_t> value;
  switch (type) {
    case Type::whole:
      value = whole_number(word);
      break;
    case Type::decimal:
      value = hundredths(word);
      break;
    case Type::flag:
      if (word == "true" || word == "false") value = word == "true" ? 1 : 0;
      break;
    case Type::date:
      if (auto const day = parse_day(word)) value = day->days;
      break;
    case Type::moment:
      if (auto const instant = parse_instant(word)) value = instant->time_since_epoch().count();
      break;
    case Type::text:
      break;
  }
  return value ? std::optional(Literal{*value}) : std::nullopt;
}

class FilterParser {
 public:
  FilterParser(std::string_view text, Set const& set) : scanner_(text), set_(set) {}

  auto parse() -> std::expected<NodePtr, Problem> {
    auto node = alternatives();
    if (node && !scanner_.at_end())
      return problem("$filter: not understood from here: " + std::string(scanner_.rest().substr(0, 40)));
    return node;
  }

 private:
  using Parsed = std::expected<NodePtr, Problem>;

  static auto make(auto what) -> NodePtr { return std::make_unique<Node>(Node{std::move(what)}); }

  auto alternatives() -> Parsed {
    auto left = conditions();
    while (left && scanner_.take_word("or")) {
      auto right = conditions();
      if (!right) return right;
      left = make(Both{std::move(*left), std::move(*right), Both::Kind::disjunction});
    }
    return left;
  }
  auto conditions() -> Parsed {
    auto left = condition();
    while (left && scanner_.take_word("and")) {
      auto right = condition();
      if (!right) return right;
      left = make(Both{std::move(*left), std::move(*right), Both::Kind::conjunction});
    }
    return left;
  }
  auto condition() -> Parsed {
    if (++depth_ > kMostDepth) return problem("$filter: too many brackets and negations inside one another");
    auto result = deeper();
    --depth_;
    return result;
  }
  auto deeper() -> Parsed {
    if (scanner_.take_word("not")) {
      auto node = condition();
      if (!node) return node;
      return make(Negated{std::move(*node)});
    }
    if (scanner_.take('(')) {
      auto node = alternatives();
      if (node && !scanner_.take(')')) return problem("$filter: a bracket is not closed");
      return node;
    }
    auto const word = scanner_.word();
    if (word.empty()) return problem("$filter: something is missing");
    if (scanner_.next_is('(')) return call(word);
    auto const* const property = set_.find(word);
    if (property == nullptr) return problem("$filter: there is no property " + std::string(word));
    return about(*property, std::nullopt);
  }

  // contains(Office,'x'), year(Day) eq 2026
  auto call(std::string_view name) -> Parsed {
    auto const test = enum_from_name<TextTest>(name);
    auto const part = enum_from_name<DatePart>(name);
    if (!test && !part) return problem("$filter: there is no function " + std::string(name));
    scanner_.take('(');
    auto const word = scanner_.word();
    auto const* const property = set_.find(word);
    if (property == nullptr) return problem("$filter: there is no property " + std::string(word));
    if (part) {
      if (property->type != Type::date || !scanner_.take(')'))
        return problem("$filter: " + std::string(name) + " takes one date");
      return about(*property, part);
    }
    auto text = property->type == Type::text && scanner_.take(',') ? scanner_.text() : std::nullopt;
    if (!text || !scanner_.take(')'))
      return problem("$filter: " + std::string(name) + " takes a text property and a text");
    return make(Tested{*test, property->name, std::move(*text)});
  }

  auto about(Property const& property, std::optional<DatePart> part) -> Parsed {
    auto const type = part ? Type::whole : property.type;
    if (!part && scanner_.take_word("in")) return one_of(property);
    for (auto const op :
         {Comparison::eq, Comparison::ne, Comparison::lt, Comparison::le, Comparison::gt, Comparison::ge}) {
      if (!scanner_.take_word(enum_name(op))) continue;
      auto value = literal(type);
      if (!value) return problem("$filter: " + property.name + " is compared with something of another type");
      bool const nothing = std::holds_alternative<std::monostate>(value->value);
      if (nothing && op != Comparison::eq && op != Comparison::ne)
        return problem("$filter: null is only equal or not equal");
      return make(Compared{property.name, part, op, std::move(*value)});
    }
    if (property.type == Type::flag && !part)
      return make(Compared{property.name, part, Comparison::eq, Literal{std::int64_t{1}}});
    return problem("$filter: " + property.name + " is compared with nothing");
  }

  auto one_of(Property const& property) -> Parsed {
    OneOf all{.property = property.name};
    if (!scanner_.take('(')) return problem("$filter: in takes a list in brackets");
    do {
      auto value = literal(property.type);
      if (!value || std::holds_alternative<std::monostate>(value->value))
        return problem("$filter: " + property.name + " is compared with something of another type");
      if (all.literals.size() >= kMostListed) return problem("$filter: a list is too long");
      all.literals.push_back(std::move(*value));
    } while (scanner_.take(','));
    if (!scanner_.take(')')) return problem("$filter: a bracket is not closed");
    return make(std::move(all));
  }

  auto literal(Type type) -> std::optional<Literal> {
    if (scanner_.next_is('\'')) {
      auto text = scanner_.text();
      if (!text || type != Type::text) return std::nullopt;
      return Literal{std::move(*text)};
    }
    return read_word(scanner_.word(), type);
  }

  Scanner scanner_;
  Set const& set_;
  int depth_ = 0;
};

}  // namespace

auto parse_filter(std::string_view text, Set const& set) -> std::expected<NodePtr, Problem> {
  if (text.size() > kMostFilterBytes) return problem("$filter: too long");
  return FilterParser(text, set).parse();
}

}  // namespace pb::odata
