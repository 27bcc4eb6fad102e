#include "i18n/number.h"

#include <unicode/numberformatter.h>

#include <array>
#include <unordered_map>

#include "i18n/utf16.h"

namespace pb::i18n {
namespace {

constexpr std::string_view kNoBreak = "\u00A0";
constexpr std::string_view kMinus = "\u2212";
constexpr std::size_t kCurrenciesKept = 64;
constexpr std::size_t kMinorDigits = 2;

struct Separators {
  std::string_view group;
  char decimal;
};

auto separators(Language language) -> Separators {
  return language == Language::en ? Separators{",", '.'} : Separators{kNoBreak, ','};
}

auto magnitude(std::int64_t value) -> std::uint64_t {
  return value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
}

void append_sign(std::string& text, std::int64_t value, Sign sign) {
  if (value < 0) text += kMinus;
  if (value > 0 && sign == Sign::when_not_zero) text += '+';
}

void append_grouped(std::string& text, std::uint64_t value, std::string_view separator) {
  std::array<char, 20> digits{};
  std::size_t count = 0;
  do {
    digits[count++] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  while (count > 0) {
    text += digits[--count];
    if (count > 0 && count % 3 == 0) text += separator;
  }
}

// What stands before and after the digits of an amount.
struct Surrounding {
  std::string before;
  std::string after;
};

// As ICU writes the currency, in its shortest form.
auto surrounding(std::string const& currency, Language language) -> Surrounding {
  UErrorCode problem = U_ZERO_ERROR;
  auto const unit = icu::CurrencyUnit(icu::StringPiece(currency), problem);
  if (U_FAILURE(problem) != 0) return {"", std::string(kNoBreak) + currency};
  auto const written = icu::number::NumberFormatter::withLocale(icu::Locale(locale_name(language)))
                           .unit(unit)
                           .unitWidth(UNUM_UNIT_WIDTH_NARROW)
                           .precision(icu::number::Precision::integer())
                           .formatInt(1, problem)
                           .toString(problem);
  auto const one = written.indexOf(u'1');
  if (U_FAILURE(problem) != 0 || one < 0) return {"", std::string(kNoBreak) + currency};
  return {to_utf8(written.tempSubStringBetween(0, one)), to_utf8(written.tempSubString(one + 1))};
}

// Asked of ICU once per thread and currency; an organisation has one.
auto known_surrounding(std::string_view currency, Language language) -> Surrounding const& {
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Known = std::unordered_map<std::string, Surrounding, TextHash, std::equal_to<>>;
  thread_local std::array<Known, kLanguages.size()> by_language;
  auto& known = by_language[static_cast<std::size_t>(language)];
  if (auto const found = known.find(currency); found != known.end()) return found->second;
  if (known.size() >= kCurrenciesKept) known.clear();
  std::string code(currency);
  auto made = surrounding(code, language);
  return known.emplace(std::move(code), std::move(made)).first->second;
}

struct AmountForm {
  Language language;
  Sign sign;
  Minor minor;
};

void append_with(std::string& text, Money amount, Surrounding const& unit, AmountForm const& form) {
  auto const [group, decimal] = separators(form.language);
  auto size = magnitude(amount.minor);
  if (form.minor == Minor::never) size = (size + kMinorPerMajor / 2) / kMinorPerMajor * kMinorPerMajor;
  if (size != 0) append_sign(text, amount.minor, form.sign);
  text += unit.before;
  append_grouped(text, size / kMinorPerMajor, group);
  if (auto const rest = size % kMinorPerMajor; rest != 0 || form.minor == Minor::always) {
    std::array<char, kMinorDigits + 1> const digits{decimal, static_cast<char>('0' + rest / 10),
                                                    static_cast<char>('0' + rest % 10)};
    text.append(digits.data(), digits.size());
  }
  text += unit.after;
}

}  // namespace

void append_integer(std::string& text, std::int64_t value, Language language, Sign sign) {
  append_sign(text, value, sign);
  append_grouped(text, magnitude(value), separators(language).group);
}

void append_money(std::string& text, Money amount, std::string_view currency, Language language, Sign sign,
                  Minor minor) {
  auto const& unit = known_surrounding(currency, language);
  append_with(text, amount, unit, {language, sign, minor});
}

void append_amount(std::string& text, Money amount, Language language, Sign sign, Minor minor) {
  static Surrounding const nothing;
  append_with(text, amount, nothing, {language, sign, minor});
}

auto currency_sign(std::string_view currency, Language language) -> std::string {
  auto const& unit = known_surrounding(currency, language);
  std::string_view sign = unit.before.empty() ? unit.after : unit.before;
  if (sign.starts_with(kNoBreak)) sign.remove_prefix(kNoBreak.size());
  if (sign.ends_with(kNoBreak)) sign.remove_suffix(kNoBreak.size());
  return std::string(sign);
}

auto format_integer(std::int64_t value, Language language) -> std::string {
  std::string text;
  append_integer(text, value, language);
  return text;
}

auto format_money(Money amount, std::string_view currency, Language language) -> std::string {
  std::string text;
  append_money(text, amount, currency, language);
  return text;
}

}  // namespace pb::i18n
