#include "telegram/simulator/entities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

namespace pb::telegram::simulator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

auto entity(std::string type, std::size_t offset, std::size_t length) -> Entity {
  return {.type = std::move(type), .offset = offset, .length = length};
}

auto marked(std::string text, std::vector<Entity> entities = {}) -> std::vector<Entity> {
  FormattedText formatted{.text = std::move(text), .entities = std::move(entities)};
  mark_automatic_entities(formatted);
  return formatted.entities;
}

TEST(Trimming, takes_white_space_off_both_ends_and_moves_the_entities_along) {
  FormattedText text{.text = " \n да  \n", .entities = {entity("bold", 3, 2)}};

  trim(text);

  EXPECT_EQ(text, (FormattedText{.text = "да", .entities = {entity("bold", 0, 2)}}));
}

TEST(Trimming, shortens_an_entity_that_reached_into_the_space_and_drops_one_within_it) {
  FormattedText text{.text = "  word  ", .entities = {entity("italic", 0, 1), entity("bold", 0, 8)}};

  trim(text);

  EXPECT_EQ(text, (FormattedText{.text = "word", .entities = {entity("bold", 0, 4)}}));
}

TEST(Trimming, of_nothing_but_space_leaves_nothing) {
  FormattedText text{.text = " \t\n", .entities = {entity("bold", 0, 3)}};

  trim(text);

  EXPECT_EQ(text, FormattedText{});
}

TEST(Trimming, puts_entities_in_the_order_of_the_text_with_the_longer_first) {
  FormattedText text{.text = "abc",
                     .entities = {entity("bold", 1, 1), entity("code", 0, 1), entity("italic", 0, 3)}};

  trim(text);

  EXPECT_THAT(text.entities, ElementsAre(entity("italic", 0, 3), entity("code", 0, 1), entity("bold", 1, 1)));
}

TEST(AutomaticEntities, a_command_begins_with_a_slash_and_may_name_a_bot) {
  EXPECT_THAT(marked("/start payload"), ElementsAre(entity("bot_command", 0, 6)));
  EXPECT_THAT(marked("go /help@profit_bot, now"), ElementsAre(entity("bot_command", 3, 16)));
  EXPECT_THAT(marked("/a\n/b"), ElementsAre(entity("bot_command", 0, 2), entity("bot_command", 3, 2)));
}

TEST(AutomaticEntities, a_slash_within_words_and_paths_is_no_command) {
  for (auto const* const text : {"a/b", "/", "//x", "/a/b", "5/6", "/ x", "да/нет", "/да"}) {
    EXPECT_THAT(marked(text), IsEmpty()) << text;
  }
}

TEST(AutomaticEntities, mentions_and_hashtags) {
  EXPECT_THAT(marked("hi @olena_k!"), ElementsAre(entity("mention", 3, 8)));
  EXPECT_THAT(marked("#план #5"), ElementsAre(entity("hashtag", 0, 5)));
  EXPECT_THAT(marked("a@example @ab #"), IsEmpty());
}

TEST(AutomaticEntities, addresses_end_before_the_punctuation_of_the_sentence) {
  EXPECT_THAT(marked("see https://example.com/a?b=1, or (http://example.org)."),
              ElementsAre(entity("url", 4, 25), entity("url", 35, 18)));
  EXPECT_THAT(marked("https:// http:"), IsEmpty());
}

TEST(AutomaticEntities, offsets_count_utf16_units) {
  EXPECT_THAT(marked("😀 да /plan 😀 @olena"),
              ElementsAre(entity("bot_command", 6, 5), entity("mention", 15, 6)));
}

TEST(AutomaticEntities, nothing_is_marked_within_code_and_links) {
  EXPECT_THAT(marked("/a /b", {entity("code", 0, 2)}),
              ElementsAre(entity("code", 0, 2), entity("bot_command", 3, 2)));
}

TEST(AutomaticEntities, whatever_overlaps_code_or_a_link_is_left_alone) {
  EXPECT_THAT(marked("/a /b /c /d", {entity("pre", 0, 7), entity("code", 1, 1), entity("text_link", 10, 1)}),
              ElementsAre(entity("pre", 0, 7), entity("code", 1, 1), entity("text_link", 10, 1)));
  EXPECT_THAT(marked("/a /b", {entity("bold", 0, 5)}),
              ElementsAre(entity("bold", 0, 5), entity("bot_command", 0, 2), entity("bot_command", 3, 2)));
}

TEST(AutomaticEntities, a_text_of_five_megabytes_is_read_once) {
  std::string text;
  std::vector<Entity> entities;
  for (std::size_t i = 0; i < 1'000'000; ++i) {
    text += "/abc ";
    if (i % 2 == 0) entities.push_back(entity("code", i * 5, 4));
  }

  EXPECT_EQ(marked(std::move(text), std::move(entities)).size(), 1'000'000u);
}

TEST(EntityList, is_read_with_all_it_can_carry) {
  auto const text = parse_entity_list(
      "да word",
      R"([{"type":"bold","offset":0,"length":2},{"type":"text_link","offset":3,"length":4,"url":"https://example.com/"}])");

  ASSERT_TRUE(text);
  ASSERT_EQ(text->entities.size(), 2u);
  EXPECT_EQ(text->entities[0], entity("bold", 0, 2));
  EXPECT_EQ(text->entities[1].url, "https://example.com/");
}

TEST(EntityList, what_is_none_is_refused) {
  for (auto const* const list :
       {"", "{", "{}", "[1]", "[{}]", R"([{"type":"bold"}])", R"([{"type":"bold","offset":-1,"length":1}])",
        R"([{"type":"bold","offset":0,"length":0}])", R"([{"type":"bold","offset":5,"length":1}])",
        R"([{"type":"bold","offset":1,"length":9223372036854775807}])"}) {
    EXPECT_FALSE(parse_entity_list("word", list)) << list;
  }
}

TEST(EntityList, is_shown_without_what_it_has_not) {
  auto const list =
      to_json({entity("bold", 0, 2), {.type = "text_link", .offset = 3, .length = 4, .url = "x"}});

  EXPECT_EQ(
      boost::json::serialize(list),
      R"([{"type":"bold","offset":0,"length":2},{"type":"text_link","offset":3,"length":4,"url":"x"}])");
}

}  // namespace
}  // namespace pb::telegram::simulator
