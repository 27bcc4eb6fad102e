#include "telegram/html.h"

#include <gmock/gmock.h>

namespace pb::telegram {
namespace {

using testing::ElementsAre;

TEST(Html, what_means_something_in_html_is_escaped) {
  EXPECT_EQ(escape_html("<b>\"Q\" & co</b>"), "&lt;b&gt;&quot;Q&quot; &amp; co&lt;/b&gt;");
}

TEST(Html, controls_and_direction_overrides_are_taken_out_and_the_rest_stays) {
  EXPECT_EQ(escape_html("a\tb\nc\x01\x7F"), "a\tb\nc");
  EXPECT_EQ(escape_html("a\u202Eb\u2066c\u200F"), "abc");
  EXPECT_EQ(escape_html("עברית 👩‍👩‍👧 Київ"), "עברית 👩‍👩‍👧 Київ");
}

TEST(Html, broken_bytes_are_replaced) {
  EXPECT_EQ(escape_html("a\xFF\xE2\x82z"), "a\uFFFD\uFFFD\uFFFDz");
}

TEST(Html, length_is_counted_as_telegram_does) {
  EXPECT_EQ(utf16_length(""), 0u);
  EXPECT_EQ(utf16_length("abc"), 3u);
  EXPECT_EQ(utf16_length("Київ"), 4u);
  EXPECT_EQ(utf16_length("😀"), 2u);
}

TEST(Split, a_short_message_is_one_part) {
  EXPECT_THAT(split_message("<b>a</b>\nb", 10), ElementsAre("<b>a</b>\nb"));
}

TEST(Split, parts_are_cut_between_lines) {
  EXPECT_THAT(split_message("1234\n5678\n9", 9), ElementsAre("1234", "5678\n9"));
  EXPECT_THAT(split_message("12345\n12345\n\n12345", 12), ElementsAre("12345\n12345", "12345"));
}

TEST(Split, tags_and_entities_do_not_count_as_text) {
  EXPECT_THAT(split_message("<b>1&lt;3</b>\n<i>4</i>", 6), ElementsAre("<b>1&lt;3</b>\n<i>4</i>"));
}

TEST(Split, a_line_over_the_limit_loses_its_tags_and_no_character_is_cut) {
  EXPECT_THAT(split_message("<b>ab&amp;😀cd</b>", 3), ElementsAre("ab&amp;", "😀c", "d"));
}

TEST(Split, nothing_gives_no_part) {
  EXPECT_THAT(split_message("", 10), ElementsAre());
  EXPECT_THAT(split_message("\n\n", 10), ElementsAre());
}

TEST(Split, every_part_of_a_long_message_is_within_the_limit_and_no_text_is_lost) {
  std::string html;
  std::string text;
  for (int line = 0; line < 2000; ++line) {
    html += "<b>" + std::to_string(line) + "</b> план 😀\n";
    text += std::to_string(line);
  }

  std::string found;
  for (auto const& part : split_message(html)) {
    EXPECT_LE(utf16_length(part), kMessageLimit + part.size());
    for (char const c : part) found += c >= '0' && c <= '9' ? std::string(1, c) : "";
  }

  EXPECT_EQ(found, text);
}

TEST(Html, markup_taken_off_gives_the_text_that_was_escaped) {
  EXPECT_EQ(without_markup("<b>" + escape_html("a < b & \"c\" > &lt;") + "</b>"), "a < b & \"c\" > &lt;");
}

TEST(Html, blocks_stay_whole_in_their_message) {
  std::string const block(1500, 'x');

  auto const messages = messages_of({block, "", block, block});

  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(messages[0], block + "\n\n" + block);
  EXPECT_EQ(messages[1], block);
}

}  // namespace
}  // namespace pb::telegram
