#include "telegram/webhook.h"

#include <gtest/gtest.h>

namespace pb::telegram {
namespace {

constexpr auto kUpdate = R"({"update_id":5,"message":{"message_id":9,"chat":{"id":7},"text":"x"}})";

struct WebhookTest : testing::Test {
  Taken outcome = Taken::kept;
  std::vector<std::int64_t> taken;
  http::Handler handler = webhook_handler(Secret("right-secret"), [this](Update update, auto done) {
    taken.push_back(update.update_id);
    done(outcome);
  });

  auto post(std::string body, http::Headers headers) -> int {
    int status = 0;
    handler({.method = "POST",
             .path = "/telegram/webhook",
             .headers = std::move(headers),
             .body = std::move(body)},
            [&](http::Response response) { status = response.status; });
    return status;
  }
  auto post(std::string body) -> int {
    return post(std::move(body), {{"x-telegram-bot-api-secret-token", "right-secret"}});
  }
};

TEST_F(WebhookTest, an_update_with_the_secret_is_taken) {
  EXPECT_EQ(post(kUpdate), 200);
  EXPECT_EQ(taken, std::vector<std::int64_t>{5});
}

TEST_F(WebhookTest, without_the_secret_nothing_is_taken) {
  for (auto const& headers : {http::Headers{}, http::Headers{{"X-Telegram-Bot-Api-Secret-Token", ""}},
                              http::Headers{{"X-Telegram-Bot-Api-Secret-Token", "right-secre"}},
                              http::Headers{{"X-Telegram-Bot-Api-Secret-Token", "right-secret2"}},
                              http::Headers{{"X-Telegram-Bot-Api-Secret-Token", "RIGHT-SECRET"}}}) {
    EXPECT_EQ(post(kUpdate, headers), 401);
  }
  EXPECT_TRUE(taken.empty());
}

TEST_F(WebhookTest, a_hook_without_a_secret_of_its_own_lets_nobody_in) {
  handler = webhook_handler(Secret(), [this](Update update, auto done) {
    taken.push_back(update.update_id);
    done(Taken::kept);
  });

  EXPECT_EQ(post(kUpdate, {{"X-Telegram-Bot-Api-Secret-Token", ""}}), 401);
  EXPECT_TRUE(taken.empty());
}

TEST_F(WebhookTest, what_cannot_be_handled_now_is_to_come_again) {
  outcome = Taken::not_now;

  EXPECT_EQ(post(kUpdate), 503);
}

TEST_F(WebhookTest, garbage_is_answered_so_that_it_does_not_come_again) {
  for (auto const* body : {"", "{", "null", "[]", "\xFF", R"({"update_id":"x"})"})
    EXPECT_EQ(post(body), 200) << body;
  EXPECT_TRUE(taken.empty());
}

}  // namespace
}  // namespace pb::telegram
