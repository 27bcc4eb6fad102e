#include "domain/amount.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

namespace pb {
namespace {

struct Good {
  std::string text;
  std::int64_t minor;
};

TEST(Amount, rule_7_is_read_as_people_type_it) {
  for (auto const& [text, minor] : std::initializer_list<Good>{{"12 345", 1'234'500},
                                                               {"12,345.67", 1'234'567},
                                                               {"1.234,56", 123'456},
                                                               {"12к", 1'200'000},
                                                               {"12k", 1'200'000},
                                                               {"12 К", 1'200'000},
                                                               {"1.2 млн", 120'000'000},
                                                               {"1,2 m", 120'000'000},
                                                               {"₴ 500", 50'000},
                                                               {"500 грн", 50'000},
                                                               {"500грн.", 50'000},
                                                               {"UAH 500", 50'000},
                                                               {"12\u00A0345", 1'234'500},
                                                               {"12\u202F345", 1'234'500},
                                                               {"１２３４５", 1'234'500},
                                                               {"١٢٣", 12'300},
                                                               {"12'345", 1'234'500},
                                                               {"12’345,5", 1'234'550},
                                                               {"1,234,567", 123'456'700},
                                                               {"1.234.567,89", 123'456'789},
                                                               {"0", 0},
                                                               {"0,5", 50},
                                                               {"0.500", 50},
                                                               {".5", 50},
                                                               {"1,234k", 123'400},
                                                               {"1.5", 150},
                                                               {"12,50", 1'250},
                                                               {"+7", 700},
                                                               {"  42  ", 4'200},
                                                               {"1 000 000 000", 100'000'000'000},
                                                               {"1 млрд", 100'000'000'000},
                                                               {"12345", 1'234'500},
                                                               {"1 234,50", 123'450},
                                                               {"15 тис", 1'500'000},
                                                               {"15 тыс.", 1'500'000},
                                                               {"$12", 1'200},
                                                               {"١٢٬٣٤٥٫٥", 1'234'550},
                                                               {"12.345.678 uah", 1'234'567'800},
                                                               {"1,5 мільйона гривень", 150'000'000},
                                                               {"20 тисяч", 2'000'000},
                                                               {"0.12345678901 млрд", 12'345'678'901},
                                                               {"1 234,500", 123'450},
                                                               {"12\u2009345", 1'234'500},
                                                               {"𝟏𝟐", 1'200},
                                                               {"0,0000000000000000000000000000", 0}}) {
    auto const amount = parse_amount(text, AmountKind::plan);
    ASSERT_TRUE(amount) << text << " " << amount.error().message.key;
    EXPECT_EQ(amount->minor, minor) << text;
  }
}

TEST(Amount, a_bad_one_is_refused_with_its_own_reason) {
  struct Bad {
    std::string text;
    std::string key;
  };
  for (auto const& [text, key] :
       std::initializer_list<Bad>{{"", "error.amount.empty"},
                                  {"  ", "error.amount.empty"},
                                  {"багато", "error.amount.not_a_number"},
                                  {"1,234", "error.amount.ambiguous"},
                                  {"12.345", "error.amount.ambiguous"},
                                  {"12 34", "error.amount.not_a_number"},
                                  {"1e5", "error.amount.not_a_number"},
                                  {"0x10", "error.amount.not_a_number"},
                                  {"5 або 6", "error.amount.not_a_number"},
                                  {"1.2.3", "error.amount.not_a_number"},
                                  {"1,2,3", "error.amount.not_a_number"},
                                  {"12.", "error.amount.not_a_number"},
                                  {"(500)", "error.amount.not_a_number"},
                                  {"5 %", "error.amount.not_a_number"},
                                  {"½", "error.amount.not_a_number"},
                                  {"10²", "error.amount.not_a_number"},
                                  {"⑤", "error.amount.not_a_number"},
                                  {"--5", "error.amount.not_a_number"},
                                  {"5-", "error.amount.not_a_number"},
                                  {"-", "error.amount.not_a_number"},
                                  {"к", "error.amount.not_a_number"},
                                  {"грн", "error.amount.not_a_number"},
                                  {"nan", "error.amount.not_a_number"},
                                  {"inf", "error.amount.not_a_number"},
                                  {"12:30", "error.amount.not_a_number"},
                                  {"1 млн 200 тис", "error.amount.not_a_number"},
                                  {"1,2,345", "error.amount.not_a_number"},
                                  {"1 234,567", "error.amount.too_precise"},
                                  {"1,234.567", "error.amount.too_precise"},
                                  {"0,001", "error.amount.too_precise"},
                                  {"0.00000000000000000000001", "error.amount.too_precise"},
                                  {"1 000 000 000,01", "error.amount.above_limit"},
                                  {"1.23456", "error.amount.too_precise"},
                                  {"1 000 000 001", "error.amount.above_limit"},
                                  {"99999999999999999999999", "error.amount.above_limit"},
                                  {"2 млрд", "error.amount.above_limit"},
                                  {"-5", "error.plan.negative"},
                                  {"\xff\xfe", "error.amount.not_a_number"},
                                  {std::string(5'000'000, '9'), "error.amount.not_a_number"}}) {
    auto const amount = parse_amount(text, AmountKind::plan);
    ASSERT_FALSE(amount) << text.substr(0, 40);
    EXPECT_EQ(amount.error().message.key, key) << text.substr(0, 40);
    EXPECT_EQ(amount.error().field, "amount");
  }
}

TEST(Amount, an_ambiguous_one_is_answered_with_both_readings) {
  auto const amount = parse_amount("12,345", AmountKind::plan);

  auto const& args = amount.error().message.args;
  EXPECT_EQ(std::get<Money>(args[0].value), Money{1'234'500});
  EXPECT_EQ(std::get<Money>(args[1].value), Money{1'234});
}

TEST(Amount, in_another_currency_than_the_organisations_is_refused) {
  EXPECT_TRUE(parse_amount("₴ 500", AmountKind::plan, "UAH"));
  EXPECT_TRUE(parse_amount("500 грн", AmountKind::plan, "UAH"));
  EXPECT_TRUE(parse_amount("500 CHF", AmountKind::plan, "CHF"));
  EXPECT_TRUE(parse_amount("$500", AmountKind::plan, "USD"));
  EXPECT_TRUE(parse_amount("$500", AmountKind::plan, "CAD"));
  for (auto const* text : {"$500", "500 євро", "EUR 500", "5 тыс. руб", "500 р"}) {
    auto const amount = parse_amount(text, AmountKind::plan, "UAH");
    ASSERT_FALSE(amount) << text;
    EXPECT_EQ(amount.error().message.key, "error.amount.other_currency") << text;
  }
}

TEST(Amount, a_fact_may_be_a_loss_with_any_kind_of_minus) {
  for (auto const* text : {"-500", "−500", "–500", "- 500", "-₴500", "₴-500"}) {
    auto const amount = parse_amount(text, AmountKind::fact);
    ASSERT_TRUE(amount) << text;
    EXPECT_EQ(amount->minor, -50'000) << text;
  }
}

// How the product itself writes amounts in each language (i18n/number.h), which people copy and send back.
struct Writing {
  std::string group;
  std::string point;
  std::string before;
  std::string after;
};

class AmountRoundTrip : public testing::TestWithParam<Writing> {};

TEST_P(AmountRoundTrip, survives_being_written_and_read_again) {
  auto const& writing = GetParam();
  std::mt19937_64 random(20261124);
  for (int round = 0; round < 20'000; ++round) {
    auto const size = static_cast<std::int64_t>((random() >> (random() % 64)) % 100'000'000'001);
    auto const whole = std::to_string(size / 100);
    std::string text = random() % 2 == 0 ? "" : "\u2212";
    auto const minor = text.empty() ? size : -size;
    text += writing.before;
    for (std::size_t at = 0; at < whole.size(); ++at) {
      if (at > 0 && (whole.size() - at) % 3 == 0) text += writing.group;
      text += whole[at];
    }
    // "₴12,345" without minor units is the ambiguous form; everywhere else two digits are always written.
    text += writing.point + fmt::format("{:02}", size % 100) + writing.after;

    auto const amount = parse_amount(text, AmountKind::fact);

    ASSERT_TRUE(amount) << text << " " << amount.error().message.key;
    ASSERT_EQ(amount->minor, minor) << text;
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, AmountRoundTrip,
                         testing::Values(Writing{"\u00A0", ",", "", "\u00A0₴"},
                                         Writing{"\u202F", ",", "", " грн"}, Writing{",", ".", "₴", ""},
                                         Writing{".", ",", "", " €"}, Writing{"’", ".", "CHF\u00A0", ""},
                                         Writing{"", ".", "$", ""}));

TEST(Amount, any_bytes_at_all_are_answered) {
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto length = random() % 20; length > 0; --length) {
      text += "0123456789.,' kкmм-+₴\xff\xd0"[random() % 24];
    }
    if (auto const amount = parse_amount(text, AmountKind::fact)) {
      EXPECT_LE(amount->minor, kAmountLimit.minor);
      EXPECT_GE(amount->minor, -kAmountLimit.minor);
    }
  }
}

}  // namespace
}  // namespace pb
