#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "telegram/simulator/entities.h"

namespace pb::telegram::simulator {
namespace {

auto parsed(std::string_view markup) -> FormattedText {
  auto result = parse_markdown_v2(markup);
  EXPECT_TRUE(result) << markup << ": " << (result ? "" : result.error().reason);
  return result.value_or(FormattedText{});
}

auto refusal(std::string_view markup) -> std::string {
  auto const result = parse_markdown_v2(markup);
  return result ? "read as: " + result->text : result.error().reason;
}

auto entity(std::string type, std::size_t offset, std::size_t length) -> Entity {
  return {.type = std::move(type), .offset = offset, .length = length};
}

using testing::ElementsAre;
using testing::IsEmpty;

struct Mark {
  std::string_view markup;
  std::string_view type;
};

class MarkdownMark : public testing::TestWithParam<Mark> {};

TEST_P(MarkdownMark, styles_what_it_encloses) {
  auto const text = parsed(GetParam().markup);

  EXPECT_EQ(text.text, "word");
  EXPECT_THAT(text.entities, ElementsAre(entity(std::string(GetParam().type), 0, 4)));
}

INSTANTIATE_TEST_SUITE_P(Every, MarkdownMark,
                         testing::Values(Mark{"*word*", "bold"}, Mark{"_word_", "italic"},
                                         Mark{"__word__", "underline"}, Mark{"~word~", "strikethrough"},
                                         Mark{"||word||", "spoiler"}, Mark{"`word`", "code"},
                                         Mark{"```word```", "pre"}, Mark{"```\nword```", "pre"}));

TEST(MarkdownMarkup, marks_nest) {
  auto const text = parsed("*Office _Kyiv_* is open");

  EXPECT_EQ(text.text, "Office Kyiv is open");
  EXPECT_THAT(text.entities, ElementsAre(entity("italic", 7, 4), entity("bold", 0, 11)));
}

TEST(MarkdownMarkup, two_underscores_inside_italic_are_underline) {
  auto const text = parsed("_a__b___");

  EXPECT_EQ(text.text, "ab");
  EXPECT_THAT(text.entities, ElementsAre(entity("underline", 1, 1), entity("italic", 0, 2)));
}

TEST(MarkdownMarkup, offsets_count_utf16_units) {
  EXPECT_THAT(parsed("😀*да😀*").entities, ElementsAre(entity("bold", 2, 4)));
}

TEST(MarkdownMarkup, a_backslash_lets_a_mark_stand_for_itself) {
  auto const text = parsed(R"(12\.5 \* \[a\] \\ \a)");

  EXPECT_EQ(text.text, R"(12.5 * [a] \ a)");
  EXPECT_THAT(text.entities, IsEmpty());
}

TEST(MarkdownMarkup, inside_code_only_the_backtick_is_a_mark) {
  EXPECT_EQ(parsed("`a.b*c_[d]`").text, "a.b*c_[d]");
  EXPECT_EQ(parsed("```\na.b*c_``d```").text, "a.b*c_``d");
  EXPECT_EQ(parsed(R"(`a\`b`)").text, "a`b");
}

TEST(MarkdownMarkup, a_block_of_code_has_its_language) {
  auto const text = parsed("```sql\nselect 1\n```");

  EXPECT_EQ(text.text, "select 1\n");
  ASSERT_EQ(text.entities.size(), 1u);
  EXPECT_EQ(text.entities[0].type, "pre");
  EXPECT_EQ(text.entities[0].language, "sql");
}

TEST(MarkdownMarkup, a_link_has_its_address) {
  auto const text = parsed(R"(see [he\]re](https://example.com/a\)b))");

  EXPECT_EQ(text.text, "see he]re");
  ASSERT_EQ(text.entities.size(), 1u);
  EXPECT_EQ(text.entities[0].type, "text_link");
  EXPECT_EQ(text.entities[0].url, "https://example.com/a)b");
  EXPECT_EQ(text.entities[0].offset, 4u);
}

TEST(MarkdownMarkup, a_link_without_address_leads_to_its_text) {
  auto const text = parsed(R"([example\.com] [nowhere])");

  EXPECT_EQ(text.text, "example.com nowhere");
  ASSERT_EQ(text.entities.size(), 1u);
  EXPECT_EQ(text.entities[0].url, "http://example.com/");
}

TEST(MarkdownMarkup, a_text_of_five_megabytes_is_read_once) {
  std::string markup;
  for (int i = 0; i < 1'200'000; ++i) markup += "*x* ";

  EXPECT_EQ(parsed(markup).entities.size(), 1'200'000u);
}

struct Bad {
  std::string_view markup;
  std::string_view reason;
};

class BadMarkdown : public testing::TestWithParam<Bad> {};

TEST_P(BadMarkdown, is_refused_in_telegrams_words) {
  EXPECT_EQ(refusal(GetParam().markup), GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(
    Every, BadMarkdown,
    testing::Values(Bad{"12.5", "Character '.' is reserved and must be escaped with the preceding '\\'"},
                    Bad{"a | b", "Character '|' is reserved and must be escaped with the preceding '\\'"},
                    Bad{"a > b", "Character '>' is reserved and must be escaped with the preceding '\\'"},
                    Bad{"x!", "Character '!' is reserved and must be escaped with the preceding '\\'"},
                    Bad{"a]", "Character ']' is reserved and must be escaped with the preceding '\\'"},
                    Bad{"да *word", "Can't find end of Bold entity at byte offset 5"},
                    Bad{"_word", "Can't find end of Italic entity at byte offset 0"},
                    Bad{"__word_", "Can't find end of Italic entity at byte offset 6"},
                    Bad{"~word", "Can't find end of Strikethrough entity at byte offset 0"},
                    Bad{"||word", "Can't find end of Spoiler entity at byte offset 0"},
                    Bad{"`word", "Can't find end of Code entity at byte offset 0"},
                    Bad{"```word", "Can't find end of Pre entity at byte offset 0"},
                    Bad{"```sql\nword``", "Can't find end of PreCode entity at byte offset 0"},
                    Bad{"[word", "Can't find end of TextUrl entity at byte offset 0"},
                    Bad{"[word](https://example", "Can't find end of a URL at byte offset 7"}));

}  // namespace
}  // namespace pb::telegram::simulator
