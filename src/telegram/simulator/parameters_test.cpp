#include "telegram/simulator/parameters.h"

#include <gtest/gtest.h>

namespace pb::telegram::simulator {
namespace {

auto post(std::string content_type, std::string body) -> http::Request {
  http::Request request;
  request.method = "POST";
  request.headers = {{"content-type", std::move(content_type)}};
  request.body = std::move(body);
  return request;
}

auto query(std::multimap<std::string, std::string> parameters) -> http::Request {
  http::Request request;
  request.method = "GET";
  request.query = std::move(parameters);
  return request;
}

auto read(http::Request request) -> Parameters {
  auto result = Parameters::read(request);
  EXPECT_TRUE(result) << (result ? "" : result.error().description);
  return std::move(result).value_or(Parameters{});
}

auto refusal(http::Request request) -> std::string {
  auto const result = Parameters::read(request);
  return result ? "read" : result.error().description;
}

TEST(MethodParameters, stand_in_the_query) {
  auto const parameters = read(query({{"chat_id", "7"}, {"text", ""}}));

  EXPECT_EQ(parameters.number("chat_id"), 7);
  EXPECT_EQ(parameters.text("text"), "");
  EXPECT_EQ(parameters.text("other"), std::nullopt);
}

TEST(MethodParameters, stand_in_a_form) {
  auto const parameters =
      read(post("application/x-www-form-urlencoded; charset=utf-8", "chat_id=-7&text=a+b%26c"));

  EXPECT_EQ(parameters.number("chat_id"), -7);
  EXPECT_EQ(parameters.text("text"), "a b&c");
}

TEST(MethodParameters, stand_in_a_json_object_where_structures_become_json_text) {
  auto const parameters = read(
      post("application/json", R"({"chat_id":7,"text":"a\"b","flag":true,"list":[{"a":1}],"none":null})"));

  EXPECT_EQ(parameters.number("chat_id"), 7);
  EXPECT_EQ(parameters.text("text"), "a\"b");
  EXPECT_TRUE(parameters.flag("flag"));
  EXPECT_EQ(parameters.text("list"), R"([{"a":1}])");
  EXPECT_EQ(parameters.text("none"), std::nullopt);
}

TEST(MethodParameters, the_body_wins_over_the_query) {
  auto request = post("application/json", R"({"chat_id":8})");
  request.query = {{"chat_id", "7"}};

  EXPECT_EQ(read(std::move(request)).number("chat_id"), 8);
}

TEST(MethodParameters, a_file_is_found_by_its_name_and_by_reference) {
  auto const parameters =
      read(post("multipart/form-data; boundary=e",
                "--e\r\nContent-Disposition: form-data; name=\"photo\"\r\n\r\nattach://p1\r\n"
                "--e\r\nContent-Disposition: form-data; name=\"p1\"; filename=\"a\"\r\n\r\n1\r\n"
                "--e\r\nContent-Disposition: form-data; name=\"document\"; filename=\"b\"\r\n"
                "\r\n2\r\n--e--"));

  ASSERT_NE(parameters.file("photo"), nullptr);
  EXPECT_EQ(parameters.file("photo")->bytes, "1");
  ASSERT_NE(parameters.file("document"), nullptr);
  EXPECT_EQ(parameters.file("document")->bytes, "2");
  EXPECT_EQ(parameters.file("voice"), nullptr);
}

TEST(MethodParameters, a_number_is_all_digits_or_none_at_all) {
  for (auto const* const text : {"", "7a", "a", "7.5", "99999999999999999999", " 7", "0x10"}) {
    EXPECT_EQ(read(query({{"n", text}})).number("n"), std::nullopt) << text;
  }
}

TEST(MethodParameters, a_flag_is_true_yes_or_one) {
  for (auto const* const text : {"true", "True", "yes", "1"}) {
    EXPECT_TRUE(read(query({{"f", text}})).flag("f")) << text;
  }
  for (auto const* const text : {"false", "0", "", "on"}) {
    EXPECT_FALSE(read(query({{"f", text}})).flag("f")) << text;
  }
}

TEST(MethodParameters, an_empty_json_body_is_no_error) {
  EXPECT_EQ(read(post("application/json", "")).text("x"), std::nullopt);
}

TEST(MethodParameters, damaged_bodies_are_refused) {
  EXPECT_EQ(refusal(post("application/json", "{")), "Bad Request: can't parse JSON object");
  EXPECT_EQ(refusal(post("application/json", "[1]")), "Bad Request: can't parse JSON object");
  EXPECT_EQ(refusal(post("multipart/form-data; boundary=e", "--e")),
            "Bad Request: can't parse multipart form data");
  EXPECT_EQ(refusal(post("application/x-www-form-urlencoded", "a=%zz")), "Bad Request: can't parse form");
}

TEST(MethodParameters, text_that_is_not_utf8_is_refused) {
  EXPECT_EQ(refusal(query({{"text", "\xFF"}})), "Bad Request: strings must be encoded in UTF-8");
}

TEST(MethodParameters, a_body_nested_without_end_is_refused) {
  EXPECT_EQ(refusal(post("application/json", R"({"a":)" + std::string(100'000, '['))),
            "Bad Request: can't parse JSON object");
}

}  // namespace
}  // namespace pb::telegram::simulator
