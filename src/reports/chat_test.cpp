#include "reports/chat.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "base/utf8.h"
#include "domain/name.h"
#include "reports/chat_table.h"
#include "reports/test_built.h"
#include "reports/tone_text.h"
#include "telegram/html.h"

namespace pb::reports {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Le;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

auto translator() -> i18n::Translator const& {
  static i18n::Translator const translator;
  return translator;
}

auto joined(std::vector<std::string> const& messages) -> std::string {
  std::string text;
  for (auto const& message : messages) text += message + "\n";
  return text;
}

auto count_of(std::string_view text, std::string_view part) -> std::size_t {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
    ++count;
  return count;
}

// Every tag that opens closes, innermost first.
auto is_balanced(std::string_view html) -> bool {
  std::vector<std::string> open;
  for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    auto const end = html.find('>', at);
    if (end == std::string_view::npos) return false;
    auto const tag = std::string(html.substr(at + 1, end - at - 1));
    if (!tag.starts_with('/')) {
      open.push_back(tag);
    } else {
      if (open.empty() || open.back() != tag.substr(1)) return false;
      open.pop_back();
    }
  }
  return open.empty();
}

auto lines_of(std::string_view text) -> std::vector<std::string> {
  std::vector<std::string> lines;
  while (!text.empty()) {
    auto const end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

TEST(Chat, a_report_is_told_in_one_message_where_it_fits) {
  auto const messages = to_chat(samples::with_every_part(), translator());

  ASSERT_THAT(messages, SizeIs(1));
  EXPECT_THAT(
      messages.front(),
      AllOf(StartsWith("<b>Місячний звіт</b>\nсічень 2026 · Одеса\n"), HasSubstr("Одеса Порт"),
            HasSubstr(
                "❗ Факт: <b>12\u00A0345\u00A0678,50\u00A0₴</b> (−450\u00A0000\u00A0₴ проти грудня 2025)"),
            HasSubstr("Ціль: <b>—</b> (ціль не встановлено)"), HasSubstr("<b>Офіс 1</b>"),
            HasSubstr("<i>Смуга: 80 % імовірності.</i>"), HasSubstr("⚠️ Цю частину не побудовано"),
            EndsWith("<i>Створено 01.02.2026, 09:00</i>")));
}

TEST(Chat, monospaced_lines_fit_a_phone) {
  for (auto const& line : lines_of(joined(to_chat(samples::with_every_part(), translator())))) {
    auto const plain = telegram::without_markup(line);
    if (line.contains("<code>")) {
      EXPECT_THAT(character_count(plain), Le(kChatColumns)) << line;
    }
  }
}

TEST(Chat, a_narrow_table_has_its_names_and_numbers_in_one_line) {
  Grid const grid{
      .columns = {{"Офіс", ColumnKind::dimension}, {"План", ColumnKind::money}, {"%", ColumnKind::ratio}},
      .rows = {
          {.cells = {samples::text("Одеса"), samples::money(1'234'500), samples::ratio(7'990, Tone::bad)}},
          {.kind = RowKind::total,
           .cells = {samples::text("Разом"), samples::money(-5'000), samples::no_data(ColumnKind::ratio)}}}};

  auto const blocks = chat_table(grid, translator(), {});

  EXPECT_THAT(blocks, ElementsAre("<code>        План     % </code>", "<code>Одеса 12\u00A0345 79,9%!</code>",
                                  "<code>Разом    −50     — </code>"));
}

TEST(Chat, large_amounts_are_shortened_until_they_fit_and_the_head_says_so) {
  Grid grid{.columns = {{"", ColumnKind::dimension}},
            .rows = {{.cells = {samples::text("Представництво в Одесі")}}}};
  for (int at = 0; at < 3; ++at) {
    grid.columns.push_back({"План", ColumnKind::money});
    grid.rows[0].cells.push_back(samples::money(12'345'678'950));
  }

  auto const blocks = chat_table(grid, translator(), {});

  EXPECT_THAT(blocks.front(), StartsWith("<i>у тисячах</i>\n"));
  EXPECT_THAT(blocks.at(1), HasSubstr("123\u00A0457 123\u00A0457 123\u00A0457"));
}

TEST(Chat, a_long_report_is_split_between_rows) {
  auto const messages = to_chat(samples::large(60, 0), translator());

  EXPECT_THAT(messages, SizeIs(Gt(1U)));
  for (auto const& message : messages) {
    EXPECT_LE(telegram::utf16_length(message), telegram::kMessageLimit);
    EXPECT_TRUE(is_balanced(message));
    EXPECT_THAT(message, Not(EndsWith("</b>\n")));
  }
  EXPECT_EQ(count_of(joined(messages), "<b>Офіс "), 60U);
}

TEST(Chat, of_six_hundred_rows_the_groups_are_told_and_where_the_rest_is) {
  auto const report = samples::large(60, 10);
  auto const messages = to_chat(report, translator());
  auto const text = joined(messages);

  EXPECT_THAT(messages, SizeIs(testing::Le(4U)));
  EXPECT_EQ(count_of(text, "<b>Офіс "), 60U);
  EXPECT_EQ(count_of(text, "Напрям "), 0U);
  EXPECT_THAT(text, HasSubstr("<b>Разом</b>"));
  EXPECT_THAT(text, HasSubstr("Повний звіт"));
  EXPECT_EQ(count_of(to_text(report, translator()).bytes, "Напрям "), 600U);
}

TEST(Chat, hostile_texts_open_no_tags_and_break_no_lines) {
  for (auto const layout : {ChatLayout::tables, ChatLayout::lines}) {
    for (auto const& message : to_chat(samples::with_hostile_texts(), translator(), layout)) {
      EXPECT_TRUE(is_balanced(message)) << message;
      EXPECT_TRUE(is_utf8(message));
      EXPECT_THAT(message, Not(HasSubstr("<script>")));
      EXPECT_LE(telegram::utf16_length(telegram::without_markup(message)), telegram::kMessageLimit);
    }
  }
}

TEST(Chat, who_listens_hears_sentences_without_signs_and_bars) {
  auto const text = joined(to_chat(samples::with_every_part(), translator(), ChatLayout::lines));

  EXPECT_THAT(text, AllOf(HasSubstr("Офіс 1: План "), HasSubstr(", погано\n"), HasSubstr("Ціль: немає даних"),
                          HasSubstr("Одеса Порт — погано"), Not(HasSubstr("<code>")), Not(HasSubstr("▇")),
                          Not(HasSubstr("❗"))));
}

TEST(Chat, a_table_without_rows_says_that_there_is_no_data) {
  auto const text = joined(to_chat(samples::without_rows(), translator()));

  EXPECT_THAT(text, HasSubstr("<b>План і факт</b>\nнемає даних"));
  EXPECT_THAT(text, Not(HasSubstr("Головне")));
}

TEST(Chat, the_text_file_has_no_markup) {
  auto const file = to_text(samples::with_hostile_texts(), translator());

  EXPECT_EQ(file.name, "monthly-2026-01.txt");
  EXPECT_THAT(file.bytes, AllOf(HasSubstr("<script>alert(1)</script> & \"x\""), Not(HasSubstr("&amp;lt;")),
                                Not(HasSubstr("<b>"))));
  EXPECT_TRUE(is_utf8(file.bytes));
}

TEST(Chat, a_line_of_bars_keeps_gaps_and_is_never_longer_than_asked) {
  EXPECT_EQ(sparkline_text({1, std::nullopt, 3, -1}, 10), "▃·▇▁");
  EXPECT_EQ(sparkline_text({5, 5}, 10), "▇▇");
  EXPECT_THAT(sparkline_text({5}, 10), IsEmpty());
  EXPECT_THAT(sparkline_text({}, 10), IsEmpty());
  EXPECT_LE(character_count(sparkline_text(std::vector<charts::Number>(365, 2.0), 34)), 34U);
}

}  // namespace
}  // namespace pb::reports
