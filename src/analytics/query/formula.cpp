#include "analytics/query/formula.h"

#include <muParser.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "analytics/query/limits.h"
#include "base/enum_name.h"
#include "domain/attainment.h"

namespace pb::analytics {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr double kBeyondWhole = 9.2e18;
constexpr std::array<std::string_view, 3> kFunctions{"abs", "min", "max"};

// What has left the finite numbers never comes back: 1 / (1 / 0) is no 0.
auto finite(double number) -> double {
  return std::isfinite(number) ? number : kNothing;
}
auto sum(double a, double b) -> double {
  return finite(a + b);
}
auto difference(double a, double b) -> double {
  return finite(a - b);
}
auto product(double a, double b) -> double {
  return finite(a * b);
}
auto quotient(double a, double b) -> double {
  return b == 0 ? kNothing : finite(a / b);
}
auto magnitude(double a) -> double {
  return std::abs(a);
}
auto no_number_among(double const* numbers, int count) -> bool {
  return count < 1 || std::any_of(numbers, numbers + count, [](double n) { return std::isnan(n); });
}
auto least(double const* numbers, int count) -> double {
  return no_number_among(numbers, count) ? kNothing : *std::min_element(numbers, numbers + count);
}
auto greatest(double const* numbers, int count) -> double {
  return no_number_among(numbers, count) ? kNothing : *std::max_element(numbers, numbers + count);
}

auto is_digit(char c) -> bool {
  return c >= '0' && c <= '9';
}
auto is_letter(char c) -> bool {
  return (c >= 'a' && c <= 'z') || c == '_';
}

auto syntax_error(std::string const& field) -> std::unexpected<Error> {
  return fail(ErrorCode::invalid, Message("error.query.formula_syntax"), field);
}

// A number ends where its digits, one point and one exponent end.
auto end_of_number(std::string_view text, std::size_t at) -> std::size_t {
  auto const skip_digits = [&] {
    while (at < text.size() && is_digit(text[at])) ++at;
  };
  skip_digits();
  if (at < text.size() && text[at] == '.') ++at;
  skip_digits();
  if (at < text.size() && text[at] == 'e') {
    auto const sign = at + 1 < text.size() && (text[at + 1] == '-' || text[at + 1] == '+') ? 2U : 1U;
    if (at + sign < text.size() && is_digit(text[at + sign])) at += sign;
    skip_digits();
  }
  return at;
}

auto end_of_name(std::string_view text, std::size_t at) -> std::size_t {
  while (at < text.size() && (is_letter(text[at]) || is_digit(text[at]))) ++at;
  return at;
}

auto deepest(std::string_view text) -> std::size_t {
  std::size_t depth = 0;
  std::size_t most = 0;
  for (char const c : text) {
    if (c == '(') most = std::max(most, ++depth);
    if (c == ')' && depth > 0) --depth;
  }
  return most;
}

// The measures named, where everything that is written is something a formula may hold. The parser knows much
// more than that: assignments, strings, constants.
auto measures_named(std::string_view text, std::string const& field) -> Result<std::vector<Measure>> {
  constexpr std::string_view kSigns = " +-*/(),";
  std::vector<Measure> found;
  for (std::size_t at = 0; at < text.size();) {
    if (is_digit(text[at]) || text[at] == '.') {
      at = std::max(end_of_number(text, at), at + 1);
    } else if (is_letter(text[at])) {
      auto const end = end_of_name(text, at);
      auto const name = text.substr(at, end - at);
      at = end;
      if (std::ranges::find(kFunctions, name) != kFunctions.end()) continue;
      auto const measure = enum_from_name<Measure>(name);
      if (!measure)
        return fail(ErrorCode::invalid, Message("error.query.formula_name", {{"name", std::string(name)}}),
                    field);
      if (std::ranges::find(found, *measure) == found.end()) found.push_back(*measure);
    } else if (kSigns.find(text[at]) != std::string_view::npos) {
      ++at;
    } else {
      return syntax_error(field);
    }
  }
  return found;
}

auto input(Value const& value, Measure measure) -> double {
  auto const number = static_cast<double>(as_real(value));
  return kind_of(measure) == Kind::ratio ? number / static_cast<double>(kOnPlan) : number;
}

auto whole(double number) -> Value {
  if (!(std::abs(number) < kBeyondWhole)) return {};
  return static_cast<std::int64_t>(std::llround(number));
}

auto output(double number, Kind kind) -> Value {
  if (!std::isfinite(number)) return {};
  switch (kind) {
    case Kind::number:
      return number;
    case Kind::ratio:
      return whole(number * static_cast<double>(kOnPlan));
    case Kind::money:
    case Kind::count:
    case Kind::minutes:
      return whole(number);
  }
  std::unreachable();
}

}  // namespace

struct Formula::Program {
  std::vector<double> inputs{};
  mu::Parser parser{};
};

Formula::Formula() : program_(std::make_unique<Program>()) {}
Formula::Formula(Formula&&) noexcept = default;
auto Formula::operator=(Formula&&) noexcept -> Formula& = default;
Formula::~Formula() = default;

auto Formula::compile(std::string const& text, std::string const& field) -> Result<Formula> {
  if (text.size() > kMostFormulaBytes)
    return fail(ErrorCode::invalid,
                Message("error.query.formula_long", {{"limit", std::int64_t{kMostFormulaBytes}}}), field);
  if (deepest(text) > kMostFormulaDepth)
    return fail(ErrorCode::invalid,
                Message("error.query.formula_deep", {{"limit", std::int64_t{kMostFormulaDepth}}}), field);

  Formula formula;
  PB_TRY(formula.inputs_, measures_named(text, field));
  auto& program = *formula.program_;
  program.inputs.assign(formula.inputs_.size(), 1.0);
  auto& parser = program.parser;
  try {
    parser.EnableBuiltInOprt(false);
    parser.ClearConst();
    parser.ClearFun();
    parser.DefineOprt("+", sum, mu::prADD_SUB);
    parser.DefineOprt("-", difference, mu::prADD_SUB);
    parser.DefineOprt("*", product, mu::prMUL_DIV);
    parser.DefineOprt("/", quotient, mu::prMUL_DIV);
    parser.DefineFun("abs", magnitude);
    parser.DefineFun("min", least);
    parser.DefineFun("max", greatest);
    for (std::size_t index = 0; index < formula.inputs_.size(); ++index)
      parser.DefineVar(std::string(enum_name(formula.inputs_[index])), &program.inputs[index]);
    parser.SetExpr(text);
    parser.Eval();
    if (parser.GetNumResults() != 1) return syntax_error(field);
  } catch (mu::ParserError const&) {
    return syntax_error(field);
  }
  return formula;
}

auto Formula::evaluate(std::vector<Value> const& values, Kind kind) const -> Value {
  for (std::size_t index = 0; index < inputs_.size(); ++index) {
    if (!has_data(values[index])) return {};
    program_->inputs[index] = input(values[index], inputs_[index]);
  }
  return output(program_->parser.Eval(), kind);
}

}  // namespace pb::analytics
