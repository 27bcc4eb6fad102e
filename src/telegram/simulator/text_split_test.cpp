#include "telegram/simulator/text_split.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "telegram/simulator/text_units.h"

namespace pb::telegram::simulator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(LongTexts, what_fits_is_one_part_without_the_space_around_it) {
  EXPECT_THAT(split_text(" one two ", 7), ElementsAre("one two"));
}

TEST(LongTexts, are_cut_at_the_end_of_a_line_before_a_space_before_the_middle_of_a_word) {
  EXPECT_THAT(split_text("one two\nthree", 10), ElementsAre("one two", "three"));
  EXPECT_THAT(split_text("one two three", 9), ElementsAre("one two", "three"));
  EXPECT_THAT(split_text("abcdefgh", 3), ElementsAre("abc", "def", "gh"));
}

TEST(LongTexts, a_character_of_two_units_is_never_cut) {
  EXPECT_THAT(split_text("😀😀😀", 3), ElementsAre("😀", "😀", "😀"));
}

TEST(LongTexts, of_nothing_but_space_have_no_parts) {
  EXPECT_THAT(split_text("", 5), IsEmpty());
  EXPECT_THAT(split_text(" \n \t            ", 5), IsEmpty());
}

TEST(LongTexts, no_part_is_too_long_and_no_word_is_lost) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "слово" + std::to_string(i) + (i % 7 == 0 ? "\n" : " ");

  std::string joined;
  for (auto const part : split_text(text, 4096)) {
    EXPECT_LE(utf16_length(part), 4096u);
    joined.append(part).append(" ");
  }

  std::ranges::replace(text, '\n', ' ');
  std::ranges::replace(joined, '\n', ' ');
  EXPECT_EQ(joined, text);
}

}  // namespace
}  // namespace pb::telegram::simulator
