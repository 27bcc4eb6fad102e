#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "telegram/simulator/entities.h"

namespace pb::telegram::simulator {
namespace {

auto parsed(std::string_view markup) -> FormattedText {
  auto result = parse_markdown(markup);
  EXPECT_TRUE(result) << markup << ": " << (result ? "" : result.error().reason);
  return result.value_or(FormattedText{});
}

auto refusal(std::string_view markup) -> std::string {
  auto const result = parse_markdown(markup);
  return result ? "read as: " + result->text : result.error().reason;
}

auto entity(std::string type, std::size_t offset, std::size_t length) -> Entity {
  return {.type = std::move(type), .offset = offset, .length = length};
}

using testing::ElementsAre;

TEST(LegacyMarkdown, marks_style_what_they_enclose) {
  auto const text = parsed("😀 *bold* _italic_ `code` ```block```");

  EXPECT_EQ(text.text, "😀 bold italic code block");
  EXPECT_THAT(text.entities, ElementsAre(entity("bold", 3, 4), entity("italic", 8, 6), entity("code", 15, 4),
                                         entity("pre", 20, 5)));
}

TEST(LegacyMarkdown, marks_do_not_nest_and_other_characters_need_no_escape) {
  auto const text = parsed("*a_b*. 12.5! (x) > y");

  EXPECT_EQ(text.text, "a_b. 12.5! (x) > y");
  EXPECT_THAT(text.entities, ElementsAre(entity("bold", 0, 3)));
}

TEST(LegacyMarkdown, a_backslash_lets_a_mark_stand_for_itself) {
  EXPECT_EQ(parsed(R"(a\_b \* \` \[ \\ \x)").text, R"(a_b * ` [ \\ \x)");
}

TEST(LegacyMarkdown, a_link_has_its_address_or_leads_to_its_text) {
  EXPECT_EQ(parsed("[here](https://example.com/a)").entities.at(0).url, "https://example.com/a");
  EXPECT_EQ(parsed("[example.com] x").entities.at(0).url, "http://example.com/");
  EXPECT_TRUE(parsed("[nowhere] x").entities.empty());
}

TEST(LegacyMarkdown, a_block_of_code_has_its_language) {
  auto const text = parsed("```sql\nselect 1```");

  EXPECT_EQ(text.text, "select 1");
  EXPECT_EQ(text.entities.at(0).language, "sql");
}

TEST(LegacyMarkdown, a_mark_without_end_is_refused) {
  EXPECT_EQ(refusal("да *word"), "Can't find end of the entity starting at byte offset 5");
  EXPECT_EQ(refusal("snake_case"), "Can't find end of the entity starting at byte offset 5");
  EXPECT_EQ(refusal("```word``"), "Can't find end of the entity starting at byte offset 0");
  EXPECT_EQ(refusal("[word"), "Can't find end of the entity starting at byte offset 0");
}

}  // namespace
}  // namespace pb::telegram::simulator
