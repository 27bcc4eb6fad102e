#include "reports/figure_text.h"

#include <gtest/gtest.h>

#include "reports/file_name.h"

namespace pb::reports {
namespace {

class FigureText : public testing::Test {
 protected:
  static auto reader(i18n::Language language) -> i18n::Reader { return {.language = language}; }
  auto said(Figure const& figure, i18n::Language language = i18n::Language::uk) -> std::string {
    return figure_text(figure, translator_, reader(language));
  }
  auto period(Day first, Day last, i18n::Language language = i18n::Language::en) -> std::string {
    return period_text({first, last}, translator_, reader(language));
  }

  i18n::Translator translator_;
};

auto day(int year, unsigned month, unsigned day) -> Day {
  return Day::from({std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)});
}

TEST_F(FigureText, amounts_have_their_currency_and_ratios_their_percent) {
  EXPECT_EQ(said({std::int64_t{1'234'550}, ColumnKind::money}), "12\u00A0345,50\u00A0₴");
  EXPECT_EQ(said({std::int64_t{9'340}, ColumnKind::ratio}), "93,4%");
  EXPECT_EQ(said({std::int64_t{-9'340}, ColumnKind::ratio}, i18n::Language::en), "\u221293.4%");
  EXPECT_EQ(said({std::int64_t{65}, ColumnKind::minutes}), "1 год 5 хв");
  EXPECT_EQ(said({0.125, ColumnKind::number}, i18n::Language::en), "0.12");
}

TEST_F(FigureText, no_data_is_a_dash_and_never_a_zero) {
  EXPECT_EQ(said({{}, ColumnKind::money}), "—");
  EXPECT_EQ(short_figure_text({{}, ColumnKind::ratio}, translator_, reader(i18n::Language::en)), "—");
}

TEST_F(FigureText, short_amounts_leave_the_currency_out) {
  EXPECT_EQ(short_figure_text({std::int64_t{1'240'000'000}, ColumnKind::money}, translator_,
                              reader(i18n::Language::en)),
            "12.4M");
}

TEST_F(FigureText, changes_have_a_sign) {
  auto const english = reader(i18n::Language::en);
  EXPECT_EQ(signed_figure_text({std::int64_t{500}, ColumnKind::ratio}, translator_, english), "+5%");
  EXPECT_EQ(signed_figure_text({std::int64_t{0}, ColumnKind::ratio}, translator_, english), "0%");
}

TEST_F(FigureText, periods_are_named_as_people_name_them) {
  EXPECT_EQ(period(day(2026, 1, 1), day(2026, 1, 31)), "January 2026");
  EXPECT_EQ(period(day(2026, 4, 1), day(2026, 6, 30)), "Q2 2026");
  EXPECT_EQ(period(day(2026, 4, 1), day(2026, 6, 30), i18n::Language::uk), "2 квартал 2026");
  EXPECT_EQ(period(day(2026, 1, 1), day(2026, 12, 31)), "2026");
  EXPECT_EQ(period(day(2026, 2, 1), day(2026, 4, 30)), "February 2026 – April 2026");
  EXPECT_EQ(period(day(2026, 11, 3), day(2026, 11, 9)), "3 Nov – 9 Nov 2026");
  EXPECT_EQ(period(day(2026, 11, 3), day(2026, 11, 3)), "3 November 2026");
}

TEST(FileName, is_safe_and_says_the_period) {
  Built built{.name = "monthly", .period = {day(2026, 1, 1), day(2026, 1, 31)}};
  EXPECT_EQ(file_name(built, "pdf"), "monthly-2026-01.pdf");
  built.name = "../Звіт";
  EXPECT_EQ(file_name(built, "csv", "2").find_first_of("/.\\ "), file_name(built, "csv", "2").size() - 4);
}

}  // namespace
}  // namespace pb::reports
