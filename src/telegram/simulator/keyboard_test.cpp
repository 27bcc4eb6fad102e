#include "telegram/simulator/keyboard.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace pb::telegram::simulator {
namespace {

namespace json = boost::json;

Limits const kLimits;

auto refusal(std::string_view markup) -> std::string {
  auto const result = parse_reply_markup(markup, kLimits);
  return result ? "accepted" : result.error().description;
}

auto button(std::string_view members) -> std::string {
  return R"({"inline_keyboard":[[{"text":"Yes",)" + std::string(members) + "}]]}";
}

auto keyboard(std::size_t rows, std::size_t columns) -> std::string {
  json::array list;
  for (std::size_t row = 0; row < rows; ++row) {
    json::array cells;
    for (std::size_t column = 0; column < columns; ++column) {
      cells.push_back({{"text", "x"}, {"callback_data", "y"}});
    }
    list.push_back(std::move(cells));
  }
  return json::serialize(json::object{{"inline_keyboard", std::move(list)}});
}

TEST(ReplyMarkup, none_is_none) {
  auto const markup = parse_reply_markup("", kLimits);

  ASSERT_TRUE(markup);
  EXPECT_EQ(markup->kind, ReplyMarkup::Kind::none);
  EXPECT_TRUE(markup->value.is_null());
}

TEST(ReplyMarkup, an_inline_keyboard_keeps_what_buttons_carry_and_drops_the_rest) {
  auto const markup = parse_reply_markup(
      R"({"inline_keyboard":[[{"text":"Yes","callback_data":"y","odd":1},{"text":"Open","url":"https://example.com/a"}],[]]})",
      kLimits);

  ASSERT_TRUE(markup);
  EXPECT_EQ(markup->kind, ReplyMarkup::Kind::inline_keyboard);
  EXPECT_EQ(
      json::serialize(markup->value),
      R"({"inline_keyboard":[[{"text":"Yes","callback_data":"y"},{"text":"Open","url":"https://example.com/a"}]]})");
}

TEST(ReplyMarkup, an_inline_keyboard_without_buttons_takes_the_keyboard_away) {
  for (auto const* const text : {R"({"inline_keyboard":[]})", R"({"inline_keyboard":[[]]})"}) {
    auto const markup = parse_reply_markup(text, kLimits);

    ASSERT_TRUE(markup);
    EXPECT_EQ(markup->kind, ReplyMarkup::Kind::none);
  }
}

TEST(ReplyMarkup, callback_data_has_one_to_64_bytes) {
  EXPECT_EQ(refusal(button(R"("callback_data":")" + std::string(64, 'x') + '"')), "accepted");
  EXPECT_EQ(refusal(button(R"("callback_data":")" + std::string(65, 'x') + '"')),
            "Bad Request: BUTTON_DATA_INVALID");
  EXPECT_EQ(refusal(button(R"("callback_data":"")")), "Bad Request: BUTTON_DATA_INVALID");
  EXPECT_EQ(
      refusal(button(R"("callback_data":"ппппппппппппппппппппппппппппппппп")")),  // 33 letters, 66 bytes
      "Bad Request: BUTTON_DATA_INVALID");
}

TEST(ReplyMarkup, a_button_needs_a_text_and_something_to_do) {
  EXPECT_EQ(refusal(R"({"inline_keyboard":[[{"callback_data":"y"}]]})"),
            "Bad Request: can't parse inline keyboard button: Can't find field \"text\"");
  EXPECT_EQ(refusal(R"({"inline_keyboard":[[{"text":5,"callback_data":"y"}]]})"),
            "Bad Request: can't parse inline keyboard button: Field \"text\" must be of type String");
  EXPECT_EQ(
      refusal(R"({"inline_keyboard":[[{"text":"Yes"}]]})"),
      "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
}

TEST(ReplyMarkup, the_address_of_a_button_must_be_one) {
  EXPECT_EQ(refusal(button(R"("url":"https://example.com")")), "accepted");
  EXPECT_EQ(refusal(button(R"("url":"tg://user?id=1")")), "accepted");
  EXPECT_EQ(refusal(button(R"("url":"nowhere")")),
            "Bad Request: inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL");
}

TEST(ReplyMarkup, rows_have_eight_buttons_and_keyboards_a_hundred) {
  EXPECT_EQ(refusal(keyboard(1, 8)), "accepted");
  EXPECT_EQ(refusal(keyboard(1, 9)), "Bad Request: REPLY_MARKUP_TOO_LONG");
  EXPECT_EQ(refusal(keyboard(100, 1)), "accepted");
  EXPECT_EQ(refusal(keyboard(101, 1)), "Bad Request: REPLY_MARKUP_TOO_LONG");
}

TEST(ReplyMarkup, other_keyboards_belong_to_the_chat) {
  auto const keys =
      parse_reply_markup(R"({"keyboard":[["A",{"text":"B"}]],"resize_keyboard":true})", kLimits);
  ASSERT_TRUE(keys);
  EXPECT_EQ(keys->kind, ReplyMarkup::Kind::reply_keyboard);
  EXPECT_EQ(json::serialize(keys->value),
            R"({"keyboard":[[{"text":"A"},{"text":"B"}]],"resize_keyboard":true})");

  EXPECT_EQ(parse_reply_markup(R"({"remove_keyboard":true})", kLimits)->kind,
            ReplyMarkup::Kind::remove_keyboard);
  EXPECT_EQ(parse_reply_markup(R"({"force_reply":true})", kLimits)->kind, ReplyMarkup::Kind::force_reply);
}

TEST(ReplyMarkup, what_is_no_markup_is_refused) {
  EXPECT_EQ(refusal("{"), "Bad Request: can't parse reply keyboard markup JSON object");
  EXPECT_EQ(refusal("[]"), "Bad Request: object expected as reply markup");
  for (auto const* const text :
       {R"({"inline_keyboard":1})", R"({"inline_keyboard":[1]})", R"({"inline_keyboard":[[1]]})",
        R"({"keyboard":{}})", R"({"keyboard":[[1]]})", R"({"keyboard":[[{}]]})"}) {
    EXPECT_NE(refusal(text), "accepted") << text;
  }
}

TEST(CallbackData, is_found_on_any_button_of_the_keyboard) {
  auto const markup = json::parse(
      R"({"inline_keyboard":[[{"text":"A","url":"https://example.com"}],[{"text":"B","callback_data":"b"}]]})");

  EXPECT_TRUE(has_callback_data(markup, "b"));
  EXPECT_FALSE(has_callback_data(markup, "a"));
  EXPECT_FALSE(has_callback_data(nullptr, "b"));
}

}  // namespace
}  // namespace pb::telegram::simulator
