#include "domain/amount.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "domain/amount_words.h"

namespace pb {
namespace {

constexpr std::size_t kMinorDigits = 2;
constexpr std::size_t kLongest = 256;  // bytes; no amount needs more

auto refuse(std::string_view key) -> std::unexpected<Error> {
  return fail(ErrorCode::invalid, Message(std::string(key)), "amount");
}

// Digits before and after the decimal point.
struct Parts {
  std::string whole;
  std::string decimals;
};

auto is_digit(char32_t c) -> bool {
  return c >= U'0' && c <= U'9';
}

// Groups of thousands: the first of one to three digits, the others of three.
auto join_groups(std::u32string_view text, std::u32string_view separators) -> std::optional<std::string> {
  std::string digits;
  std::size_t group = 0;
  bool first = true;
  for (char32_t const c : text) {
    if (is_digit(c)) {
      digits += static_cast<char>(c);
      ++group;
      continue;
    }
    bool const complete = first ? group >= 1 && group <= 3 : group == 3;
    if (separators.find(c) == std::u32string_view::npos || !complete) return std::nullopt;
    first = false;
    group = 0;
  }
  if (group == 0 || (!first && group != 3)) return std::nullopt;
  return digits;
}

enum class Shape { number, ambiguous, none };
// What a lone comma or dot before three digits may be.
enum class Reading { either, decimal };

auto split_at(std::u32string_view text, std::size_t point, std::u32string_view separators, Parts& parts)
    -> Shape {
  auto const whole =
      point == 0 ? std::optional<std::string>("0") : join_groups(text.substr(0, point), separators);
  auto const tail = text.substr(point + 1);
  if (!whole || tail.empty() || !std::ranges::all_of(tail, is_digit)) return Shape::none;
  parts.whole = *whole;
  for (char32_t const c : tail) parts.decimals += static_cast<char>(c);
  return Shape::number;
}

// Decides which comma or dot is the decimal point.
auto read_parts(std::u32string_view text, Reading reading, Parts& parts) -> Shape {
  static constexpr std::u32string_view kBlanks = U" '";
  auto const comma = text.rfind(U',');
  auto const dot = text.rfind(U'.');
  bool const has_comma = comma != std::u32string_view::npos;
  bool const has_dot = dot != std::u32string_view::npos;
  if (!has_comma && !has_dot) {
    auto const whole = join_groups(text, kBlanks);
    if (!whole) return Shape::none;
    parts.whole = *whole;
    return Shape::number;
  }
  if (has_comma && has_dot) {  // the later one is the point, the other one groups
    auto const point = std::max(comma, dot);
    return split_at(text, point, comma > dot ? U". '" : U", '", parts);
  }
  auto const point = has_comma ? comma : dot;
  if (text.find(text[point]) != point) {  // more than one: groups
    auto const whole = join_groups(text, has_comma ? U", '" : U". '");
    if (!whole) return Shape::none;
    parts.whole = *whole;
    return Shape::number;
  }
  auto const before = text.substr(0, point);
  auto const after = text.substr(point + 1);
  bool const plain = std::ranges::all_of(before, is_digit) && std::ranges::all_of(after, is_digit);
  bool const could_group = plain && !before.empty() && before.size() <= 3 && !before.starts_with(U"0");
  if (could_group && after.size() == 3 && reading == Reading::either) return Shape::ambiguous;
  return split_at(text, point, kBlanks, parts);
}

enum class Unfit { too_large, too_precise };

// Minor units, exactly: the point is moved right by as many digits as the multiplier has zeros.
auto to_minor(Parts parts, std::size_t zeros) -> std::expected<std::int64_t, Unfit> {
  while (parts.decimals.ends_with('0')) parts.decimals.pop_back();
  auto const places = zeros + kMinorDigits;
  if (parts.decimals.size() > places) return std::unexpected(Unfit::too_precise);
  auto const digits = parts.whole + parts.decimals + std::string(places - parts.decimals.size(), '0');
  std::int64_t minor = 0;
  for (char const c : digits) {
    if (__builtin_mul_overflow(minor, 10, &minor) || __builtin_add_overflow(minor, c - '0', &minor))
      return std::unexpected(Unfit::too_large);
  }
  return minor;
}

// "1,234" as thousands and as decimals, for the question which one was meant.
auto refuse_ambiguous(std::u32string_view text) -> std::unexpected<Error> {
  std::int64_t thousandths = 0;
  for (char32_t const c : text) {
    if (is_digit(c)) thousandths = thousandths * 10 + (static_cast<std::int64_t>(c) - U'0');
  }
  constexpr std::int64_t kMinorPerMajor = 100;
  return fail(ErrorCode::invalid,
              Message("error.amount.ambiguous",
                      {{"whole", Money{thousandths * kMinorPerMajor}}, {"decimal", Money{thousandths / 10}}}),
              "amount");
}

enum class Direction { gain, loss };

// Takes the sign off, and the currency, which may stand on either side of it: "-500 ₴", "₴-500", "-₴500".
auto take_sign(std::u32string& text, std::string& currency) -> Direction {
  currency = amount::take_currency(text);
  bool const loss = text.starts_with(U"-");
  if (loss || text.starts_with(U"+")) {
    text.erase(0, 1);
    text.erase(0, std::min(text.find_first_not_of(U' '), text.size()));
  }
  if (currency.empty()) currency = amount::take_currency(text);
  return loss ? Direction::loss : Direction::gain;
}

}  // namespace

auto parse_amount(std::string_view text, AmountKind kind, std::string_view currency) -> Result<Money> {
  if (text.size() > kLongest) return refuse("error.amount.not_a_number");
  auto const simple = amount::simplified(text);
  if (!simple) return refuse("error.amount.not_a_number");
  if (simple->empty()) return refuse("error.amount.empty");
  auto body = *simple;
  std::string typed_currency;
  bool const loss = take_sign(body, typed_currency) == Direction::loss;
  if (!currency.empty() && !typed_currency.empty() && !amount::same_currency(typed_currency, currency)) {
    return fail(ErrorCode::invalid,
                Message("error.amount.other_currency",
                        {{"currency", std::string(currency)}, {"typed", typed_currency}}),
                "amount");
  }
  auto const zeros = amount::take_multiplier(body);

  Parts parts;
  switch (read_parts(body, zeros ? Reading::decimal : Reading::either, parts)) {
    case Shape::number:
      break;
    case Shape::ambiguous:
      return refuse_ambiguous(body);
    case Shape::none:
      return refuse("error.amount.not_a_number");
  }
  auto const minor = to_minor(std::move(parts), zeros.value_or(0));
  if (!minor && minor.error() == Unfit::too_precise) return refuse("error.amount.too_precise");
  if (!minor || *minor > kAmountLimit.minor) {
    return fail(ErrorCode::invalid, Message("error.amount.above_limit", {{"limit", kAmountLimit}}), "amount");
  }
  if (loss && kind == AmountKind::plan && *minor != 0) return refuse("error.plan.negative");
  return Money{loss ? -*minor : *minor};
}

}  // namespace pb
