#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "telegram/simulator/entities.h"

namespace pb::telegram::simulator {
namespace {

auto parsed(std::string_view markup) -> FormattedText {
  auto result = parse_html(markup);
  EXPECT_TRUE(result) << markup << ": " << (result ? "" : result.error().reason);
  return result.value_or(FormattedText{});
}

auto refusal(std::string_view markup) -> std::string {
  auto const result = parse_html(markup);
  return result ? "read as: " + result->text : result.error().reason;
}

auto entity(std::string type, std::size_t offset, std::size_t length) -> Entity {
  return {.type = std::move(type), .offset = offset, .length = length};
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(HtmlMarkup, text_without_tags_is_taken_as_it_is) {
  EXPECT_EQ(parsed("План: 12 000 > 5"), (FormattedText{.text = "План: 12 000 > 5"}));
  EXPECT_EQ(parsed(""), FormattedText{});
}

struct Tag {
  std::string_view markup;
  std::string_view type;
};

class HtmlTag : public testing::TestWithParam<Tag> {};

TEST_P(HtmlTag, styles_what_it_encloses) {
  auto const text = parsed(GetParam().markup);

  EXPECT_EQ(text.text, "word");
  EXPECT_THAT(text.entities, ElementsAre(entity(std::string(GetParam().type), 0, 4)));
}

INSTANTIATE_TEST_SUITE_P(
    Every, HtmlTag,
    testing::Values(Tag{"<b>word</b>", "bold"}, Tag{"<strong>word</strong>", "bold"},
                    Tag{"<i>word</i>", "italic"}, Tag{"<em>word</em>", "italic"},
                    Tag{"<u>word</u>", "underline"}, Tag{"<ins>word</ins>", "underline"},
                    Tag{"<s>word</s>", "strikethrough"}, Tag{"<strike>word</strike>", "strikethrough"},
                    Tag{"<del>word</del>", "strikethrough"}, Tag{"<tg-spoiler>word</tg-spoiler>", "spoiler"},
                    Tag{"<span class=\"tg-spoiler\">word</span>", "spoiler"},
                    Tag{"<code>word</code>", "code"}, Tag{"<pre>word</pre>", "pre"},
                    Tag{"<blockquote>word</blockquote>", "blockquote"},
                    Tag{"<blockquote expandable>word</blockquote>", "expandable_blockquote"},
                    Tag{"<blockquote expandable=\"1\">word</blockquote>", "expandable_blockquote"},
                    Tag{"<B>word</b>", "bold"}, Tag{"<b >word</b >", "bold"}, Tag{"<b>word</>", "bold"},
                    Tag{"<pre><code>word</code></pre>", "pre"}));

TEST(HtmlMarkup, tags_nest) {
  auto const text = parsed("<b>Office <i>Ky<u>iv</u></i></b> is open");

  EXPECT_EQ(text.text, "Office Kyiv is open");
  EXPECT_THAT(text.entities,
              ElementsAre(entity("underline", 9, 2), entity("italic", 7, 4), entity("bold", 0, 11)));
}

TEST(HtmlMarkup, offsets_count_utf16_units) {
  auto const text = parsed("😀<b>да😀</b>");

  EXPECT_EQ(text.text, "😀да😀");
  EXPECT_THAT(text.entities, ElementsAre(entity("bold", 2, 4)));
}

TEST(HtmlMarkup, a_tag_around_nothing_leaves_no_entity) {
  auto const text = parsed("a<b></b>b");

  EXPECT_EQ(text.text, "ab");
  EXPECT_THAT(text.entities, IsEmpty());
}

TEST(HtmlMarkup, the_four_names_and_numbers_stand_for_characters) {
  EXPECT_EQ(parsed("&lt;b&gt; &amp; &quot;").text, "<b> & \"");
  EXPECT_EQ(parsed("&#39;&#8372;&#x20b4;&#X41;&#128512;").text, "'₴₴&#X41;😀");
  EXPECT_EQ(parsed("&amp;lt;").text, "&lt;");
}

TEST(HtmlMarkup, the_semicolon_of_a_character_may_be_missing) {
  EXPECT_EQ(parsed("&lt &#39 &lt1").text, "< ' <1");
}

TEST(HtmlMarkup, an_ampersand_that_begins_nothing_known_stands_for_itself) {
  for (auto const* const text : {"&", "a & b", "&nbsp;", "&apos;", "&;", "&#;", "&#x;", "&#0;", "&#x110000;",
                                 "&ltd", "&#99999999999;", "&&"}) {
    EXPECT_EQ(parsed(text).text, text);
  }
}

TEST(HtmlMarkup, a_link_has_its_address) {
  auto const text = parsed("see <a href=\"https://example.com/?a=1&amp;b=2\">here</a>");

  EXPECT_EQ(text.text, "see here");
  ASSERT_THAT(text.entities, ElementsAre(testing::Field(&Entity::type, "text_link")));
  EXPECT_EQ(text.entities[0].url, "https://example.com/?a=1&b=2");
  EXPECT_EQ(text.entities[0].offset, 4u);
}

TEST(HtmlMarkup, a_link_without_address_leads_to_its_text) {
  auto const text = parsed("<a>example.com</a>");

  ASSERT_EQ(text.entities.size(), 1u);
  EXPECT_EQ(text.entities[0].url, "http://example.com/");
}

TEST(HtmlMarkup, a_link_to_what_is_no_address_is_plain_text) {
  EXPECT_THAT(parsed("<a href=\"nowhere\">here</a>").entities, IsEmpty());
  EXPECT_THAT(parsed("<a href=\"\">here</a>").entities, IsEmpty());
}

TEST(HtmlMarkup, attributes_may_be_quoted_either_way_or_not_at_all) {
  EXPECT_EQ(parsed("<a href='https://example.com/'>x</a>").entities.at(0).url, "https://example.com/");
  EXPECT_EQ(parsed("<a  href = example.com >x</a>").entities.at(0).url, "http://example.com/");
  EXPECT_EQ(parsed("<span class=tg-spoiler>x</span>").entities.at(0).type, "spoiler");
}

TEST(HtmlMarkup, unknown_attributes_are_passed_over) {
  EXPECT_THAT(parsed("<b class=\"x\" id='y'>word</b>").entities, ElementsAre(entity("bold", 0, 4)));
}

TEST(HtmlMarkup, code_of_a_language_is_one_entity_whichever_is_outside) {
  for (auto const* const markup : {"<pre><code class=\"language-sql\">select 1</code></pre>",
                                   "<code class=\"language-sql\"><pre>select 1</pre></code>"}) {
    auto const text = parsed(markup);

    ASSERT_EQ(text.entities.size(), 1u) << markup;
    EXPECT_EQ(text.entities[0].type, "pre");
    EXPECT_EQ(text.entities[0].language, "sql");
  }
}

TEST(HtmlMarkup, an_emoji_of_telegram_has_its_id) {
  auto const text = parsed("<tg-emoji emoji-id=\"5368324170671202286\">👍</tg-emoji>");

  ASSERT_EQ(text.entities.size(), 1u);
  EXPECT_EQ(text.entities[0].type, "custom_emoji");
  EXPECT_EQ(text.entities[0].custom_emoji_id, "5368324170671202286");
}

TEST(HtmlMarkup, a_text_of_five_megabytes_is_read_once) {
  std::string markup;
  for (int i = 0; i < 600'000; ++i) markup += "<b>x</b>";

  EXPECT_EQ(parsed(markup).entities.size(), 600'000u);
}

struct Bad {
  std::string_view markup;
  std::string_view reason;
};

class BadHtml : public testing::TestWithParam<Bad> {};

TEST_P(BadHtml, is_refused_in_telegrams_words) {
  EXPECT_EQ(refusal(GetParam().markup), GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(
    Every, BadHtml,
    testing::Values(
        Bad{"a <b>word", "Can't find end tag corresponding to start tag \"b\""},
        Bad{"<b><i>word</b></i>", "Unmatched end tag at byte offset 10, expected \"</i>\", found \"</b>\""},
        Bad{"word</b>", "Unexpected end tag at byte offset 4"},
        Bad{"да <h1>x</h1>", "Unsupported start tag \"h1\" at byte offset 5"},
        Bad{"<br/>", "Unsupported start tag \"br/\" at byte offset 0"},
        Bad{"5 < 6 > 4", "Unsupported start tag \"\" at byte offset 2"},
        Bad{"<>", "Unsupported start tag \"\" at byte offset 0"},
        Bad{"5 <6", "Unclosed start tag at byte offset 2"}, Bad{"<", "Unclosed start tag at byte offset 0"},
        Bad{"<b", "Unclosed start tag at byte offset 0"}, Bad{"<b ", "Unclosed start tag at byte offset 0"},
        Bad{"<a href=\"x", "Unclosed start tag at byte offset 0"},
        Bad{"<a href", "Unclosed start tag at byte offset 0"},
        Bad{"<a href=", "Unclosed start tag at byte offset 0"},
        Bad{"<b>x</b", "Unclosed end tag at byte offset 4"},
        Bad{"<b>x</b x>", "Unclosed end tag at byte offset 4"},
        Bad{"<b>x</", "Unclosed end tag at byte offset 4"},
        Bad{"<a =x>y</a>", "Empty attribute name in the tag \"a\" at byte offset 0"},
        Bad{"<a href=https://example.com>y</a>", "Unexpected end of name token at byte offset 8"},
        Bad{"<span>x</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0"},
        Bad{"<span class=\"big\">x</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0"}));

}  // namespace
}  // namespace pb::telegram::simulator
