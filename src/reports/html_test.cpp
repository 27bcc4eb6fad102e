#include "reports/html.h"

#include <gmock/gmock.h>

namespace pb::reports {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class HtmlMail : public testing::Test {
 protected:
  static auto report() -> Built {
    Built built{.name = "monthly", .title = "R&D <b>", .reader = {.language = i18n::Language::en}};
    Grid grid{.columns = {{"Office", ColumnKind::dimension}, {"Attainment", ColumnKind::ratio}}};
    grid.rows.push_back({.cells = {{"<script>alert(1)</script>"},
                                   {Figure{std::int64_t{9'100}, ColumnKind::ratio}, Tone::bad}}});
    built.blocks.push_back({.title = "Offices", .part = std::move(grid)});
    ChartPart chart{.chart = {.content = charts::Sparkline{{1.0, 2.0}}}, .summary = "From \"1\" to 2."};
    built.blocks.push_back({.title = "Days", .part = std::move(chart)});
    built.blocks.push_back({.part = Problem{"gone"}});
    return built;
  }

  i18n::Translator translator_;
};

TEST_F(HtmlMail, escapes_every_text_and_tells_tones_by_signs) {
  auto const mail = to_mail(report(), translator_);
  EXPECT_THAT(mail.html, AllOf(HasSubstr("R&amp;D &lt;b&gt;"), HasSubstr("▼ 91"), HasSubstr("lang=\"en\""),
                               HasSubstr("scope=\"row\""), HasSubstr("⚠ gone"), Not(HasSubstr("<script"))));
}

TEST_F(HtmlMail, charts_are_pictures_with_their_summary) {
  auto const mail = to_mail(report(), translator_);
  ASSERT_EQ(mail.pictures.size(), 1U);
  EXPECT_THAT(mail.html, HasSubstr("cid:chart-1"));
  EXPECT_THAT(mail.html, HasSubstr("alt=\"From &quot;1&quot; to 2.\""));
  EXPECT_EQ(mail.pictures[0].bytes.substr(1, 3), "PNG");
}

TEST_F(HtmlMail, the_plain_text_has_the_same_numbers) {
  EXPECT_THAT(to_mail(report(), translator_).text, AllOf(HasSubstr("91%"), HasSubstr("gone")));
}

TEST_F(HtmlMail, a_table_without_rows_says_that_there_is_no_data) {
  auto built = report();
  built.blocks = {
      {.title = "Offices",
       .part = Grid{.columns = {{"Office", ColumnKind::dimension}, {"Plan", ColumnKind::money}}}}};
  EXPECT_THAT(to_mail(built, translator_).html,
              AllOf(HasSubstr("colspan=\"2\""), HasSubstr("There is no data.")));
}

TEST_F(HtmlMail, a_file_stands_alone) {
  auto const file = to_html(report(), translator_);
  EXPECT_THAT(file.bytes, AllOf(HasSubstr("data:image/png;base64,iVBOR"), Not(HasSubstr("cid:"))));
}

}  // namespace
}  // namespace pb::reports
