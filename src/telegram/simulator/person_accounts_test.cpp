#include <gmock/gmock.h>

#include "telegram/simulator/person_fixture.h"

namespace pb::telegram::simulator {
namespace {

class Accounts : public PersonFixture {};

TEST_F(Accounts, people_are_listed_with_what_is_known_of_them) {
  auto const answer = get("/people");

  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.text, R"({"people":[{"id":7,"first_name":"Anna","username":"anna","language_code":"uk"},)"
                         R"({"id":8,"first_name":"Boris"}]})");
}

TEST_F(Accounts, somebody_new_can_be_added_and_changed) {
  auto const added = post("/people", {{"id", 9}, {"first_name", "Віра"}, {"last_name", "K"}});
  EXPECT_EQ(added.text, R"({"id":9,"first_name":"Віра","last_name":"K"})");

  post("/people", {{"id", 9}, {"first_name", "Vira"}, {"last_name", nullptr}, {"language_code", "en"}});

  EXPECT_EQ(get("/people").at("people").as_array().back(),
            (json::value{{"id", 9}, {"first_name", "Vira"}, {"language_code", "en"}}));
}

TEST_F(Accounts, a_person_without_id_or_name_is_refused) {
  EXPECT_EQ(post("/people", {{"first_name", "X"}}).error(), "\"id\" must be a whole number");
  EXPECT_EQ(post("/people", {{"id", 9}}).error(), "\"first_name\" must be a text that is not empty");
  EXPECT_EQ(post("/people", {{"id", -9}, {"first_name", "X"}}).error(), "\"id\" must be above zero");
  EXPECT_EQ(post("/people", {{"id", kBot}, {"first_name", "X"}}).status, 409);
}

TEST_F(Accounts, bots_are_listed_without_their_tokens) {
  EXPECT_EQ(get("/bots").text, R"({"bots":[{"id":123456,"username":"plan_bot","first_name":"Plan"}]})");
}

TEST_F(Accounts, a_bot_that_is_registered_can_be_called_at_once) {
  auto const added =
      post("/bots", {{"token", "777:TEST-TOKEN"}, {"username", "second_bot"}, {"first_name", "Second"}});
  EXPECT_EQ(added.text, R"({"id":777,"username":"second_bot","first_name":"Second"})");

  auto const told = begin({.url = url("getMe", "777:TEST-TOKEN")}).get();

  EXPECT_EQ(told.result().as_object().at("username"), "second_bot");
}

TEST_F(Accounts, a_token_that_is_none_is_refused) {
  for (auto const* const token : {"", "777", "x:TEST-TOKEN", "777:", "777:a b c d e f"}) {
    EXPECT_EQ(post("/bots", {{"token", token}, {"username", "x_bot"}, {"first_name", "X"}}).status, 400)
        << token;
  }
}

class Doors : public PersonFixture {
 protected:
  auto post_with(http::Headers headers) -> Answered {
    return ask({.url = api("/people"), .headers = std::move(headers), .body = R"({"id":9,"first_name":"X"})"})
        .get();
  }
  [[nodiscard]] auto own_origin() const -> std::string {
    return "http://127.0.0.1:" + std::to_string(server_->port());
  }
};

TEST_F(Doors, pages_of_other_sites_are_refused) {
  for (auto const* const origin : {"https://example.com", "http://127.0.0.1:1", "null", "http://localhost"}) {
    EXPECT_EQ(post_with({{"Content-Type", "application/json"}, {"Origin", origin}}).status, 403) << origin;
    EXPECT_EQ(ask({.method = "GET", .url = api("/people"), .headers = {{"Origin", origin}}}).get().status,
              403);
  }
  EXPECT_EQ(get("/people").at("people").as_array().size(), 2u);
}

TEST_F(Doors, the_own_page_is_not) {
  EXPECT_EQ(post_with({{"Content-Type", "application/json; charset=utf-8"}, {"Origin", own_origin()}}).status,
            200);
}

TEST_F(Doors, a_post_must_be_json) {
  for (auto const* const type :
       {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"}) {
    EXPECT_EQ(post_with({{"Content-Type", type}}).error(), "the Content-Type must be application/json")
        << type;
  }
}

TEST_F(Doors, damaged_bodies_are_refused_in_words) {
  for (auto const* const body : {"{", "[]", "5", "{\"id\":\"\xFF\"}"}) {
    auto const answer =
        ask({.url = api("/people"), .headers = {{"Content-Type", "application/json"}}, .body = body}).get();
    EXPECT_EQ(answer.status, 400) << body;
    EXPECT_NE(answer.error(), "");
  }
}

TEST_F(Doors, unknown_ids_are_not_found) {
  EXPECT_EQ(get("/people/99/chats?bot=123456").error(), "nobody has the id 99");
  EXPECT_EQ(get("/people/7/chats?bot=99").error(), "no bot has the id 99");
  EXPECT_EQ(get("/people/x/chats?bot=123456").status, 400);
  EXPECT_EQ(get("/people/7/chats").status, 400);
  EXPECT_EQ(get("/bots/99/chats/7?as=7").status, 404);
  EXPECT_EQ(get(chat(-5) + "?as=7").error(), "no group has the id -5");
  EXPECT_EQ(get("/files/none").status, 404);
}

}  // namespace
}  // namespace pb::telegram::simulator
