#include "domain/amount.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace pb {
namespace {

constexpr std::int32_t kLongest = 64;  // UTF-16 units; no amount needs more

auto refuse(std::string_view key) -> std::unexpected<Error> {
  return fail(ErrorCode::invalid, Message(std::string(key)), "amount");
}

// Compatibility forms unified (full-width, superscript), lower case, digits of every script as 0-9, every
// blank as ' ', every dash as '-', every apostrophe as '\''.
auto simplified(std::string_view text) -> std::u32string {
  UErrorCode problem = U_ZERO_ERROR;
  auto const* const nfkc = icu::Normalizer2::getNFKCCasefoldInstance(problem);
  auto const source = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  auto const folded = nfkc->normalize(source, problem);
  std::u32string result;
  for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
    auto const c = folded.char32At(at);
    if (auto const digit = u_charDigitValue(c); digit >= 0) {
      result += static_cast<char32_t>(U'0' + digit);
    } else if (u_isUWhiteSpace(c) != 0) {
      result += U' ';
    } else if (u_charType(c) == U_DASH_PUNCTUATION || c == 0x2212) {
      result += U'-';
    } else if (c == 0x2019 || c == 0x02BC || c == '\'' || c == '_' || c == 0x60) {
      result += U'\'';
    } else {
      result += static_cast<char32_t>(c);
    }
  }
  return result;
}

void trim(std::u32string& text) {
  text.erase(0, std::min(text.find_first_not_of(U' '), text.size()));
  while (!text.empty() && text.back() == U' ') text.pop_back();
}

bool take_suffix(std::u32string& text, std::u32string_view word) {
  if (!text.ends_with(word)) return false;
  text.resize(text.size() - word.size());
  trim(text);
  return true;
}

// Currency signs and words say nothing here: an organisation has one currency.
void strip_currency(std::u32string& text) {
  static constexpr std::u32string_view kWords[] = {U"гривень", U"гривні", U"гривна", U"гривен", U"грн.",
                                                   U"грн",     U"uah",    U"usd",    U"eur",    U"pln",
                                                   U"zł",      U"руб.",   U"руб"};
  std::erase_if(text, [](char32_t c) { return u_charType(static_cast<UChar32>(c)) == U_CURRENCY_SYMBOL; });
  trim(text);
  for (auto const word : kWords) {
    if (take_suffix(text, word)) return;
    if (text.starts_with(word)) {
      text.erase(0, word.size());
      return trim(text);
    }
  }
}

// "12к" and its relatives; 0 where there is no multiplier: then a decimal point must prove itself.
auto take_multiplier(std::u32string& text) -> std::int64_t {
  static constexpr std::pair<std::u32string_view, std::int64_t> kMultipliers[] = {
      {U"млрд.", 1'000'000'000},
      {U"млрд", 1'000'000'000},
      {U"bln", 1'000'000'000},
      {U"мільйони", 1'000'000},
      {U"мільйонів", 1'000'000},
      {U"мільйон", 1'000'000},
      {U"миллион", 1'000'000},
      {U"million", 1'000'000},
      {U"млн.", 1'000'000},
      {U"млн", 1'000'000},
      {U"mln", 1'000'000},
      {U"тисяч", 1'000},
      {U"тысяч", 1'000},
      {U"тис.", 1'000},
      {U"тис", 1'000},
      {U"тыс.", 1'000},
      {U"тыс", 1'000},
      {U"kk", 1'000'000},
      {U"кк", 1'000'000},
      {U"k", 1'000},
      {U"к", 1'000},
      {U"m", 1'000'000},
      {U"м", 1'000'000},
  };
  for (auto const& [word, value] : kMultipliers) {
    if (take_suffix(text, word)) return value;
  }
  return 0;
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

enum class Reading { number, ambiguous, none };

auto split_at(std::u32string_view text, std::size_t point, std::u32string_view separators, Parts& parts)
    -> Reading {
  auto const whole =
      point == 0 ? std::optional<std::string>("0") : join_groups(text.substr(0, point), separators);
  auto const tail = text.substr(point + 1);
  if (!whole || tail.empty() || !std::ranges::all_of(tail, is_digit)) return Reading::none;
  parts.whole = *whole;
  for (char32_t const c : tail) parts.decimals += static_cast<char>(c);
  return Reading::number;
}

// Decides which comma or dot is the decimal point.
auto read_parts(std::u32string_view text, bool multiplied, Parts& parts) -> Reading {
  static constexpr std::u32string_view kBlanks = U" '";
  auto const comma = text.rfind(U',');
  auto const dot = text.rfind(U'.');
  bool const has_comma = comma != std::u32string_view::npos;
  bool const has_dot = dot != std::u32string_view::npos;
  if (!has_comma && !has_dot) {
    auto const whole = join_groups(text, kBlanks);
    if (!whole) return Reading::none;
    parts.whole = *whole;
    return Reading::number;
  }
  if (has_comma && has_dot) {  // the later one is the point, the other one groups
    auto const point = std::max(comma, dot);
    return split_at(text, point, comma > dot ? U". '" : U", '", parts);
  }
  auto const point = has_comma ? comma : dot;
  if (text.find(text[point]) != point) {  // more than one: groups
    auto const whole = join_groups(text, has_comma ? U", '" : U". '");
    if (!whole) return Reading::none;
    parts.whole = *whole;
    return Reading::number;
  }
  auto const before = text.substr(0, point);
  bool const plain = std::ranges::all_of(before, is_digit);
  bool const could_group = plain && !before.empty() && before.size() <= 3 && before != U"0";
  bool const three_digits = text.size() - point - 1 == 3;
  if (could_group && three_digits && !multiplied) return Reading::ambiguous;
  return split_at(text, point, kBlanks, parts);
}

// Minor units, exactly; nothing on overflow or where a fraction of a minor unit would be left.
auto to_minor(Parts parts, std::int64_t multiplier, bool& too_precise) -> std::optional<std::int64_t> {
  std::int64_t minor = 0;
  while (!parts.decimals.empty() && parts.decimals.back() == '0') parts.decimals.pop_back();
  for (char const c : parts.whole + parts.decimals) {
    if (__builtin_mul_overflow(minor, 10, &minor) || __builtin_add_overflow(minor, c - '0', &minor))
      return std::nullopt;
  }
  if (__builtin_mul_overflow(minor, multiplier * 100, &minor)) return std::nullopt;
  for (std::size_t digit = 0; digit < parts.decimals.size(); ++digit) {
    if (minor % 10 != 0) {
      too_precise = true;
      return std::nullopt;
    }
    minor /= 10;
  }
  return minor;
}

}  // namespace

auto parse_amount(std::string_view text, AmountKind kind) -> Result<Money> {
  if (text.size() > static_cast<std::size_t>(kLongest) * 4) return refuse("error.amount.not_a_number");
  auto body = simplified(text);
  trim(body);
  if (body.empty()) return refuse("error.amount.empty");
  strip_currency(body);
  bool const negative = body.starts_with(U"-");
  if (negative || body.starts_with(U"+")) body.erase(0, 1);
  strip_currency(body);
  auto const multiplier = take_multiplier(body);

  Parts parts;
  switch (read_parts(body, multiplier != 0, parts)) {
    case Reading::number:
      break;
    case Reading::ambiguous:
      return refuse("error.amount.ambiguous");
    case Reading::none:
      return refuse("error.amount.not_a_number");
  }
  bool too_precise = false;
  auto const minor = to_minor(std::move(parts), std::max<std::int64_t>(multiplier, 1), too_precise);
  if (too_precise) return refuse("error.amount.too_precise");
  if (!minor || *minor > kAmountLimit.minor) {
    return fail(ErrorCode::invalid, Message("error.amount.above_limit", {{"limit", kAmountLimit}}), "amount");
  }
  if (negative && kind == AmountKind::plan && *minor != 0) return refuse("error.plan.negative");
  return Money{negative ? -*minor : *minor};
}

}  // namespace pb
