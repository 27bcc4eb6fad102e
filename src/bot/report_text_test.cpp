#include "bot/report_text.h"

#include <gmock/gmock.h>

#include "bot/figure_table.h"
#include "bot/months_typed.h"
#include "bot/schedule_text.h"
#include "bot/test_screen_rules.h"
#include "bot/test_voice.h"

// Reports as text: what fits a phone, what is split where, what is said to whom.
namespace pb::bot {
namespace {

using collection::Figures;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

using bot::voice;
auto voice(Manner manner = {}) -> Voice {
  return voice(i18n::Language::uk, manner);
}

auto units(std::int64_t count) -> Money {
  return {count * 100};
}
auto with_fact(std::int64_t plan, std::int64_t fact) -> Figures {
  return {.plan = units(plan),
          .plan_with_fact = units(plan),
          .fact = units(fact),
          .territories = 1,
          .without_fact = 0};
}
auto without_fact(std::int64_t plan) -> Figures {
  return {.plan = units(plan), .territories = 1, .without_fact = 1};
}

// A company of so many offices with so many territories each.
auto report_of(int offices, int territories) -> collection::MonthlyReport {
  collection::MonthlyReport report{.month = Month::from(2024, 12)};
  for (int o = 0; o < offices; ++o) {
    collection::ReportOffice office{.office_name = "Офіс & " + std::to_string(o)};
    for (int t = 0; t < territories; ++t) {
      auto const figures = t % 5 == 0 ? without_fact(1'000) : with_fact(123'456, 120'000);
      office.territories.push_back({.geo_name = "Ринок <" + std::to_string(t) + ">", .figures = figures});
      office.figures.add(figures);
      if (t % 5 == 0) report.missing.push_back({.office_name = office.office_name, .geo_name = "Ринок"});
    }
    report.total.add(office.figures);
    report.offices.push_back(std::move(office));
  }
  return report;
}

TEST(FigureTable, puts_numbers_under_each_other_within_a_phones_width) {
  auto const blocks =
      figure_table(voice(), {{"Київ", with_fact(1'234'567, 1'200'000)}, {"Львів", without_fact(5)}});

  EXPECT_THAT(blocks, ElementsAre("<code>        План          Факт     %</code>",
                                  "Київ\n<code>   1\u00A0234\u00A0567     1\u00A0200\u00A0000 97,2%</code>",
                                  "Львів\n<code>           5             —     —</code>"));
  for (auto const& block : blocks) check_screen(block, {});
}

TEST(FigureTable, counts_in_thousands_where_whole_units_are_too_wide) {
  auto const blocks = figure_table(voice(), {{"Усе", with_fact(2'999'999'999, -2'999'999'999)}});

  EXPECT_THAT(blocks.front(), HasSubstr("у тисячах"));
  for (auto const& block : blocks) check_screen(block, {});
}

TEST(FigureTable, is_told_in_sentences_to_whoever_listens) {
  EXPECT_THAT(figure_table(voice(kListens), {{"Київ", with_fact(100, 90)}, {"Львів", without_fact(5)}}),
              ElementsAre("Київ: план 100\u00A0₴, факт 90\u00A0₴, виконання 90%",
                          "Львів: план 5\u00A0₴, факту немає"));
}

TEST(FigureTable, is_nothing_without_rows) {
  EXPECT_THAT(figure_table(voice(), {}), IsEmpty());
}

TEST(Report, of_a_big_company_is_split_between_rows_only) {
  for (auto const language : i18n::kLanguages) {
    auto const messages = monthly_report_messages(voice(language), report_of(12, 40));

    EXPECT_GT(messages.size(), 3U);
    for (auto const& message : messages) {
      check_screen(message, {});
      // A row is a name and its numbers: no message ends with a name, none begins with numbers.
      EXPECT_FALSE(message.starts_with("<code> "));
      EXPECT_FALSE(message.ends_with("&gt;")) << message.substr(message.size() - 80);
    }
  }
}

TEST(Report, is_short_for_whoever_wants_little) {
  auto const messages = monthly_report_messages(voice(kCompact), report_of(12, 40));

  EXPECT_THAT(messages.front(), AllOf(HasSubstr("Офіс &amp; 11"), Not(HasSubstr("Ринок &lt;3&gt;"))));
}

TEST(Report, says_plan_and_plan_of_territories_with_a_fact) {
  auto report = report_of(1, 2);

  auto const messages = monthly_report_messages(voice(), report);

  EXPECT_THAT(messages.front(), AllOf(HasSubstr("План: 124\u00A0456\u00A0₴"),
                                      HasSubstr("План напрямів із фактом: 123\u00A0456\u00A0₴"),
                                      HasSubstr("Без факту 1 напрям:")));
}

TEST(Digest, begins_with_the_total_and_names_who_is_missing_and_what_is_open) {
  collection::Digest digest{.day = Day{20'103}, .given = 1, .open = 1, .missing = 1};
  digest.offices.push_back({.office_name = "Київ",
                            .territories = {{.geo_name = "Центр", .plan = units(5), .by_name = "Олена"},
                                            {.geo_name = "Поділ"},
                                            {.geo_name = "Оболонь", .plan = units(7)}},
                            .total = units(5),
                            .open = 1,
                            .missing = {{.name = "Іван <b>"}}});

  auto const text = digest_messages(voice(), digest).front();
  EXPECT_LT(text.find("Разом"), text.find("Київ"));
  EXPECT_THAT(text, AllOf(HasSubstr("✅ Центр · 5\u00A0₴ · Олена"), HasSubstr("⬜ Без плану 1 напрям: Поділ"),
                          HasSubstr("🔒 Оболонь · 7\u00A0₴\n"), HasSubstr("Іван &lt;b&gt;")));
  EXPECT_THAT(digest_messages(voice(kListens), digest).front(), HasSubstr("Без плану 1 напрям: Поділ"));
  EXPECT_THAT(digest_messages(voice(kCompact), digest).front(),
              AllOf(HasSubstr("Без плану 1 напрям"), Not(HasSubstr("Центр"))));
}

TEST(ReportNumbers, say_no_data_where_there_is_none) {
  EXPECT_EQ(percent(voice(), std::nullopt), "немає даних");
  EXPECT_EQ(signed_money(voice(), std::nullopt), "немає даних");
  EXPECT_EQ(signed_percent(voice(), 0.05), "+5%");
  EXPECT_EQ(signed_percent(voice(), -0.008), "\u22120,8%");
  EXPECT_EQ(progress_bar(0.37), "▓▓▓░░░░░░░");
  EXPECT_EQ(progress_bar(-1), "░░░░░░░░░░");
  EXPECT_EQ(progress_bar(7), "▓▓▓▓▓▓▓▓▓▓");
}

TEST(MonthsTyped, are_read_in_every_usual_form) {
  auto const march = Month::from(2026, 3);
  for (auto const* text : {"03.2026", "2026-03", "3/2026", "2026 3", "  03.2026 "}) {
    auto const range = parse_months(text);
    ASSERT_TRUE(range.has_value()) << text;
    EXPECT_EQ(range->first, march) << text;
    EXPECT_EQ(range->last, march) << text;
  }
  EXPECT_EQ(parse_months("03.2026–09.2026")->last, Month::from(2026, 9));
  EXPECT_EQ(parse_months("2025-11 .. 2026-02")->last, Month::from(2026, 2));
}

TEST(MonthsTyped, are_nothing_for_anything_else) {
  for (auto const* text :
       {"", "2026", "березень", "13.2026", "0.2026", "03.99999999999", "1.2.3", "03.2026-", "\xff"})
    EXPECT_EQ(parse_months(text).has_value(), std::string_view(text) == "03.2026-") << text;
  EXPECT_FALSE(parse_months(std::string(5'000'000, '1')));
}

TEST(ScheduleText, says_usual_times_in_words_and_others_as_they_are) {
  EXPECT_EQ(schedule_text(voice(), "50 18 * * *"), "щодня о 18:50");
  EXPECT_EQ(schedule_text(voice(), "5 9 * * 1-5"), "по буднях о 09:05");
  EXPECT_EQ(schedule_text(voice(), "0 19 L * *"), "в останній день місяця о 19:00");
  EXPECT_EQ(schedule_text(voice(), "0 9 1 * *"), "1-го числа о 09:00");
  EXPECT_EQ(schedule_text(voice(), "*/5 * * * *"), "*/5 * * * *");
}

TEST(ScheduleText, reads_what_it_writes) {
  for (auto const* expression : {"50 18 * * *", "0 0 * * 1-5", "1 2 * * 1-6", "0 19 L * *", "0 9 31 * *"})
    EXPECT_EQ(expression_of(*usual_time(expression)), expression);
  for (auto const* expression : {"", "* * * * *", "60 1 * * *", "1 24 * * *", "1 1 * 2 *", "1 1 1 * 1",
                                 "1 1 * * 0,6", "1 1 * *", "1 1 * * * *", "1 1 32 * *"})
    EXPECT_FALSE(usual_time(expression)) << expression;
}

}  // namespace
}  // namespace pb::bot
