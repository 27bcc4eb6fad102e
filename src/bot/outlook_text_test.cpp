#include "bot/outlook_text.h"

#include <gmock/gmock.h>

#include "bot/test_screen_rules.h"
#include "bot/test_voice.h"

namespace pb::bot {
namespace {

using analytics::Expected;
using analytics::Recent;
using analytics::Standing;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr auto kUk = i18n::Language::uk;
constexpr auto kRu = i18n::Language::ru;
constexpr auto kEn = i18n::Language::en;

auto millions(std::int64_t hundredths) -> std::int64_t {
  return hundredths * 10'000 * 100;
}
auto standing() -> Standing {
  return {.plan_to_date = millions(80),
          .plan = {.expected = millions(123),
                   .low80 = millions(110),
                   .high80 = millions(131),
                   .low95 = millions(100),
                   .high95 = millions(145)}};
}
auto joined(std::vector<std::string> const& lines) -> std::string {
  std::string text;
  for (auto const& line : lines) text += line + "\n";
  return text;
}

TEST(ForecastLines, say_what_is_expected_and_between_what) {
  EXPECT_THAT(
      forecast_lines(voice(kUk), standing(), OutlookPeriod::month),
      ElementsAre("🔮 План на кінець місяця: <b>1,23\u00A0млн</b> (80%: 1,1\u00A0млн – 1,31\u00A0млн)"));
  EXPECT_THAT(
      forecast_lines(voice(kRu), standing(), OutlookPeriod::quarter),
      ElementsAre("🔮 План на конец квартала: <b>1,23\u00A0млн</b> (80%: 1,1\u00A0млн – 1,31\u00A0млн)"));
  EXPECT_THAT(forecast_lines(voice(kEn), standing(), OutlookPeriod::month),
              ElementsAre("🔮 Plan by the end of the month: <b>1.23M</b> (80%: 1.1M – 1.31M)"));
}

TEST(ForecastLines, are_words_for_whoever_listens_and_short_for_whoever_wants_little) {
  EXPECT_THAT(
      forecast_lines(voice(kEn, kListens), standing(), OutlookPeriod::month),
      ElementsAre("Forecast of the plan by the end of the month: 1.23M; with 80% probability from 1.1M "
                  "to 1.31M"));
  EXPECT_THAT(forecast_lines(voice(kUk, kCompact), standing(), OutlookPeriod::month),
              ElementsAre("🔮 План на кінець місяця: <b>1,23\u00A0млн</b>"));
}

TEST(ForecastLines, tell_the_fact_where_it_can_be_foreseen) {
  auto with_fact = standing();
  with_fact.fact = Expected{millions(117), millions(100), millions(130), millions(90), millions(140)};

  auto const lines = forecast_lines(voice(kUk), with_fact, OutlookPeriod::month);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_THAT(lines[1], HasSubstr("Факт на кінець місяця: <b>1,17"));
}

TEST(ForecastLines, are_none_where_everything_is_in) {
  auto over = standing();
  auto const amount = over.plan_to_date;
  over.plan = {amount, amount, amount, amount, amount};
  over.fact = over.plan;

  EXPECT_THAT(forecast_lines(voice(kUk), over, OutlookPeriod::month), IsEmpty());
}

auto lively() -> Recent {
  Recent recent{.today = millions(12), .days = {100, 200, 300, 0, 500}, .usual = millions(10)};
  recent.weekly_change = -0.031;
  recent.months = {.side = series::trend::Side::below, .length = 4, .longest = 4};
  return recent;
}

TEST(RecentLines, draw_compare_and_say_where_it_goes) {
  EXPECT_THAT(
      recent_lines(voice(kUk), lively()),
      ElementsAre("▁▂▃·▇ 5 днів",
                  "Сьогодні: 120\u00A0000\u00A0₴, зазвичай у цей день тижня: 100\u00A0000\u00A0₴ (+20%)",
                  "📉 Плани знижуються приблизно на 3,1% за тиждень", "⚠️ Нижче плану: 4 місяці поспіль"));
  EXPECT_THAT(joined(recent_lines(voice(kRu), lively())),
              AllOf(HasSubstr("▁▂▃·▇ 5 дней"), HasSubstr("4 месяца подряд")));
  EXPECT_THAT(joined(recent_lines(voice(kEn), lively())),
              AllOf(HasSubstr("falling by about 3.1% a week"), HasSubstr("4 months in a row")));
}

TEST(RecentLines, draw_nothing_for_whoever_listens_or_reads_compactly) {
  EXPECT_THAT(joined(recent_lines(voice(kUk, kListens), lively())), Not(HasSubstr("▁")));
  EXPECT_THAT(joined(recent_lines(voice(kUk, kCompact), lively())), Not(HasSubstr("▁")));
}

TEST(RecentLines, a_level_that_moved_is_no_growth) {
  auto recent = lively();
  recent.change = Recent::LevelChange{*parse_day("2026-03-05"), millions(5), millions(4)};

  EXPECT_THAT(joined(recent_lines(voice(kEn), recent)),
              AllOf(HasSubstr("50K a day before, 40K since then"), Not(HasSubstr("a week"))));
}

TEST(RecentLines, of_nothing_are_none) {
  EXPECT_THAT(recent_lines(voice(kUk), {}), IsEmpty());
}

TEST(Sparkline, reaches_from_the_least_to_the_most) {
  EXPECT_EQ(sparkline(std::vector<std::int64_t>{10, 20, 30, 40, 50}), "▁▂▃▅▇");
  EXPECT_EQ(sparkline(std::vector<std::int64_t>{7, 7, 0, -1}), "▇▇··");
  EXPECT_EQ(sparkline({}), "");
}

TEST(ShortMoney, has_three_digits_and_the_languages_word) {
  EXPECT_EQ(short_money(voice(kUk), 98'765'400), "988\u00A0тис.");
  EXPECT_EQ(short_money(voice(kRu), 98'765'400), "988\u00A0тыс.");
  EXPECT_EQ(short_money(voice(kEn), 98'765'400), "988K");
  EXPECT_EQ(short_money(voice(kEn), 12'300), "123");
}

}  // namespace
}  // namespace pb::bot
