#include "i18n/number.h"

#include <gtest/gtest.h>
#include <unicode/numberformatter.h>

#include <limits>
#include <random>

#include "base/enum_name.h"
#include "i18n/utf16.h"

namespace pb::i18n {
namespace {

using icu::number::NumberFormatter;

auto icu_formatter(Language language) -> icu::number::LocalizedNumberFormatter {
  UErrorCode problem = U_ZERO_ERROR;
  icu::DecimalFormatSymbols symbols(icu::Locale(locale_name(language)), problem);
  symbols.setSymbol(icu::DecimalFormatSymbols::kMinusSignSymbol, icu::UnicodeString(u'\u2212'));
  return NumberFormatter::withLocale(icu::Locale(locale_name(language))).symbols(symbols);
}

auto icu_money(Money amount, char const* currency, Language language) -> std::string {
  UErrorCode problem = U_ZERO_ERROR;
  auto const precision =
      amount.minor % 100 == 0 ? icu::number::Precision::integer() : icu::number::Precision::fixedFraction(2);
  auto const hundredths = icu::number::Scale::powerOfTen(-2);
  return to_utf8(icu_formatter(language)
                     .unit(icu::CurrencyUnit(currency, problem))
                     .unitWidth(UNUM_UNIT_WIDTH_NARROW)
                     .precision(precision)
                     .scale(hundredths)
                     .formatInt(amount.minor, problem)
                     .toString(problem));
}

auto some_amounts() -> std::vector<std::int64_t> {
  using Limits = std::numeric_limits<std::int64_t>;
  std::vector<std::int64_t> amounts = {0,
                                       1,
                                       -1,
                                       99,
                                       100,
                                       -100,
                                       101,
                                       99'999,
                                       100'000,
                                       123'456,
                                       -99'900,
                                       100'000'000,
                                       1'234'567'89,
                                       -50'001'00,
                                       Limits::max(),
                                       Limits::min(),
                                       Limits::min() + 1};
  std::mt19937_64 random(20261124);
  for (int round = 0; round < 2'000; ++round) {
    auto const any = static_cast<std::int64_t>(random());
    amounts.push_back(any >> (random() % 63));
  }
  return amounts;
}

TEST(Number, reads_as_people_of_the_language_write_it) {
  EXPECT_EQ(format_integer(1'234'567, Language::uk), "1\u00A0234\u00A0567");
  EXPECT_EQ(format_integer(1'234'567, Language::en), "1,234,567");
  EXPECT_EQ(format_integer(-42, Language::ru), "\u221242");
}

TEST(Number, is_what_icu_writes) {
  for (auto const language : kLanguages) {
    auto const icu = icu_formatter(language);
    for (auto const number : some_amounts()) {
      UErrorCode problem = U_ZERO_ERROR;

      auto const expected = to_utf8(icu.formatInt(number, problem).toString(problem));

      ASSERT_EQ(format_integer(number, language), expected) << enum_name(language);
    }
  }
}

TEST(Money, shows_minor_units_only_where_there_are_any) {
  EXPECT_EQ(format_money({1'234'500}, "UAH", Language::uk), "12\u00A0345\u00A0₴");
  EXPECT_EQ(format_money({1'234'567}, "UAH", Language::uk), "12\u00A0345,67\u00A0₴");
  EXPECT_EQ(format_money({1'234'507}, "USD", Language::en), "$12,345.07");
  EXPECT_EQ(format_money({-1'234'500}, "UAH", Language::en), "\u2212₴12,345");
  EXPECT_EQ(format_money({100}, "CHF", Language::en), "CHF\u00A01");
}

TEST(Money, is_what_icu_writes) {
  for (auto const language : kLanguages) {
    for (auto const* currency : {"UAH", "USD", "EUR", "PLN", "RUB", "KZT", "CHF", "GBP"}) {
      for (auto const minor : some_amounts()) {
        ASSERT_EQ(format_money({minor}, currency, language), icu_money({minor}, currency, language))
            << enum_name(language) << " " << minor;
      }
    }
  }
}

TEST(Money, of_a_code_that_is_no_currency_is_still_written) {
  EXPECT_EQ(format_money({500}, "QQQ", Language::uk), "5\u00A0QQQ");
  EXPECT_EQ(format_money({500}, "gold", Language::uk), "5\u00A0gold");
}

TEST(Money, can_say_that_it_grew_and_can_leave_minor_units_out) {
  std::string text;
  append_money(text, {150'000}, "UAH", Language::uk, Sign::when_not_zero);
  append_money(text += '|', {0}, "UAH", Language::uk, Sign::when_not_zero);
  append_money(text += '|', {-150}, "UAH", Language::uk, Sign::when_negative, Minor::never);
  append_money(text += '|', {-49}, "UAH", Language::uk, Sign::when_negative, Minor::never);
  append_money(text += '|', {500}, "UAH", Language::uk, Sign::when_negative, Minor::always);

  EXPECT_EQ(text, "+1\u00A0500\u00A0₴|0\u00A0₴|\u22122\u00A0₴|0\u00A0₴|5,00\u00A0₴");
}

}  // namespace
}  // namespace pb::i18n
