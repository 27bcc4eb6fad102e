#include "domain/amount_words.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/ucurr.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace pb::amount {
namespace {

struct Currency {
  std::u32string_view word;
  std::string_view code;
};

// Longer words before their beginnings and endings. Letters only are found by ICU where they are a code.
constexpr Currency kCurrencies[] = {
    {U"₴", "UAH"},       {U"гривень", "UAH"}, {U"гривні", "UAH"},  {U"гривня", "UAH"}, {U"гривен", "UAH"},
    {U"гривны", "UAH"},  {U"гривна", "UAH"},  {U"грн.", "UAH"},    {U"грн", "UAH"},    {U"гр.", "UAH"},
    {U"$", "$"},         {U"доларів", "USD"}, {U"долари", "USD"},  {U"долар", "USD"},  {U"долларов", "USD"},
    {U"доллара", "USD"}, {U"доллар", "USD"},  {U"dollars", "USD"}, {U"€", "EUR"},      {U"євро", "EUR"},
    {U"евро", "EUR"},    {U"euro", "EUR"},    {U"£", "GBP"},       {U"zł", "PLN"},     {U"zl", "PLN"},
    {U"злотих", "PLN"},  {U"злотых", "PLN"},  {U"₸", "KZT"},       {U"тенге", "KZT"},  {U"₽", "RUB"},
    {U"рублей", "RUB"},  {U"рубля", "RUB"},   {U"рубль", "RUB"},   {U"рублі", "RUB"},  {U"рублів", "RUB"},
    {U"руб.", "RUB"},    {U"руб", "RUB"},     {U"kč", "CZK"},      {U"₾", "GEL"},      {U"₺", "TRY"},
    {U"р.", "RUB"},      {U"р", "RUB"},
};

struct Multiplier {
  std::u32string_view word;
  std::size_t zeros;
};

constexpr std::size_t kThousand = 3;
constexpr std::size_t kMillion = 6;
constexpr std::size_t kBillion = 9;

constexpr Multiplier kMultipliers[] = {
    {U"мільярди", kBillion},  {U"мільярдів", kBillion},  {U"мільярда", kBillion},  {U"мільярд", kBillion},
    {U"миллиарда", kBillion}, {U"миллиардов", kBillion}, {U"миллиард", kBillion},  {U"billion", kBillion},
    {U"млрд.", kBillion},     {U"млрд", kBillion},       {U"bln", kBillion},       {U"bn", kBillion},
    {U"мільйони", kMillion},  {U"мільйонів", kMillion},  {U"мільйона", kMillion},  {U"мільйон", kMillion},
    {U"миллиона", kMillion},  {U"миллионов", kMillion},  {U"миллион", kMillion},   {U"million", kMillion},
    {U"млн.", kMillion},      {U"млн", kMillion},        {U"mln", kMillion},       {U"mio", kMillion},
    {U"тисячі", kThousand},   {U"тисяча", kThousand},    {U"тисяч", kThousand},    {U"тысячи", kThousand},
    {U"тысяча", kThousand},   {U"тысяч", kThousand},     {U"thousand", kThousand}, {U"тис.", kThousand},
    {U"тис", kThousand},      {U"тыс.", kThousand},      {U"тыс", kThousand},      {U"kk", kMillion},
    {U"кк", kMillion},        {U"k", kThousand},         {U"к", kThousand},        {U"m", kMillion},
    {U"м", kMillion},
};

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

bool take_prefix(std::u32string& text, std::u32string_view word) {
  if (!text.starts_with(word)) return false;
  text.erase(0, word.size());
  trim(text);
  return true;
}

// The three letters as a code in capitals, if ISO 4217 has it.
auto iso_code(std::u32string_view letters) -> std::string {
  std::array<char16_t, 4> code{};
  std::string text;
  for (std::size_t at = 0; at < 3; ++at) {
    if (letters[at] < U'a' || letters[at] > U'z') return {};
    text += static_cast<char>(letters[at] - U'a' + U'A');
    code[at] = static_cast<char16_t>(text.back());
  }
  UErrorCode problem = U_ZERO_ERROR;
  bool const known = ucurr_isAvailable(code.data(), U_DATE_MIN, U_DATE_MAX, &problem) != 0;
  return known && U_SUCCESS(problem) != 0 ? text : std::string();
}

// Characters that stand for a number without being its digits: ½, ², ①, ⒈.
auto only_looks_like_a_digit(UChar32 c) -> bool {
  switch (u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE)) {
    case U_DT_SUPER:
    case U_DT_SUB:
    case U_DT_FRACTION:
    case U_DT_CIRCLE:
    case U_DT_COMPAT:
      return u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) != U_NT_NONE;
    default:
      return false;
  }
}

auto simple_character(UChar32 c) -> char32_t {
  constexpr UChar32 kMinus = 0x2212;
  constexpr UChar32 kArabicDecimal = 0x066B;
  constexpr UChar32 kArabicThousands = 0x066C;
  if (auto const digit = u_charDigitValue(c); digit >= 0) return static_cast<char32_t>(U'0' + digit);
  if (u_isUWhiteSpace(c) != 0) return U' ';
  if (u_charType(c) == U_DASH_PUNCTUATION || c == kMinus) return U'-';
  if (c == kArabicDecimal) return U'.';
  if (c == 0x2019 || c == 0x2018 || c == 0x02BC || c == '`' || c == '_' || c == kArabicThousands)
    return U'\'';
  return static_cast<char32_t>(c);
}

}  // namespace

auto simplified(std::string_view text) -> std::optional<std::u32string> {
  UErrorCode problem = U_ZERO_ERROR;
  auto const* const nfkc = icu::Normalizer2::getNFKCCasefoldInstance(problem);
  auto const source = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  for (std::int32_t at = 0; at < source.length(); at = source.moveIndex32(at, 1)) {
    if (only_looks_like_a_digit(source.char32At(at))) return std::nullopt;
  }
  auto const folded = nfkc->normalize(source, problem);
  if (U_FAILURE(problem) != 0) return std::nullopt;
  std::u32string result;
  for (std::int32_t at = 0; at < folded.length(); at = folded.moveIndex32(at, 1)) {
    result += simple_character(folded.char32At(at));
  }
  trim(result);
  return result;
}

auto take_currency(std::u32string& text) -> std::string {
  for (auto const& [word, code] : kCurrencies) {
    if (take_suffix(text, word) || take_prefix(text, word)) return std::string(code);
  }
  constexpr std::size_t kCodeLength = 3;
  if (text.size() <= kCodeLength) return {};
  std::u32string_view const all(text);
  auto const is_letter = [](char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; };
  if (!is_letter(all[kCodeLength])) {
    if (auto code = iso_code(all.substr(0, kCodeLength)); !code.empty()) {
      text.erase(0, kCodeLength);
      trim(text);
      return code;
    }
  }
  if (!is_letter(all[all.size() - kCodeLength - 1])) {
    if (auto code = iso_code(all.substr(all.size() - kCodeLength)); !code.empty()) {
      text.resize(text.size() - kCodeLength);
      trim(text);
      return code;
    }
  }
  return {};
}

auto same_currency(std::string_view taken, std::string_view currency) -> bool {
  if (taken != "$") return taken == currency;
  UErrorCode problem = U_ZERO_ERROR;
  auto code = icu::UnicodeString::fromUTF8({currency.data(), static_cast<std::int32_t>(currency.size())});
  std::int32_t length = 0;
  auto const* const sign =
      ucurr_getName(code.getTerminatedBuffer(), "en", UCURR_NARROW_SYMBOL_NAME, nullptr, &length, &problem);
  return U_SUCCESS(problem) != 0 && length == 1 && sign[0] == u'$';
}

auto take_multiplier(std::u32string& text) -> std::optional<std::size_t> {
  for (auto const& [word, zeros] : kMultipliers) {
    if (take_suffix(text, word)) return zeros;
  }
  return std::nullopt;
}

}  // namespace pb::amount
