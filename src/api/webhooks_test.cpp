#include "api/test_door.h"
#include "people/api_keys.h"

namespace pb::api {
namespace {

using people::KeyScope;
using testing::HasSubstr;
using testing::Not;

class WebhookResources : public TestDoor {
 protected:
  auto post(Actor const& actor, std::string path, std::string body = {}) -> http::Response {
    return as(actor, {.method = "POST", .path = std::move(path), .body = std::move(body)});
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, WebhookResources, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(WebhookResources, are_made_changed_tested_and_removed) {
  auto const made = post(admin_, "/webhooks",
                         R"({"url":"https://8.8.8.8/hook","events":["plan.*"],"description":"Books"})");
  EXPECT_EQ(made.status, 201);
  EXPECT_THAT(std::string(json_of(made).at("secret").as_string()), HasSubstr("whsec_"));
  auto const where = header(made, "Location");
  EXPECT_THAT(as(admin_, {.path = where}).body, Not(HasSubstr("whsec_")));
  EXPECT_EQ(json_of(changed(admin_, where, R"({"active":false})")).at("state"), "paused");
  EXPECT_EQ(json_of(changed(admin_, where, R"({"active":true,"events":["*"]})")).at("events").at(0), "*");
  EXPECT_EQ(post(admin_, where + "/secret").status, 200);
  EXPECT_EQ(post(admin_, where + "/test").status, 202);
  auto const messages = json_of(as(admin_, {.path = where + "/messages"}));
  EXPECT_EQ(messages.at_pointer("/items/0/type"), "webhook.test");
  EXPECT_EQ(messages.at_pointer("/items/0/state"), "queued");
  auto const id = messages.at_pointer("/items/0/id").to_number<std::int64_t>();
  EXPECT_EQ(post(admin_, where + "/messages/" + std::to_string(id) + "/redelivery").status, 202);
  EXPECT_EQ(post(admin_, where + "/messages/999/redelivery").status, 404);
  EXPECT_EQ(json_of(as(owner_, {.path = "/webhooks"})).at("items").as_array().size(), 1U);
  EXPECT_EQ(as(admin_, {.method = "DELETE", .path = where}).status, 204);
  EXPECT_EQ(as(admin_, {.path = where}).status, 404);
}

TEST_P(WebhookResources, never_lead_into_ones_own_network) {
  auto const refused = [&](std::string const& url) {
    return code_of(post(admin_, "/webhooks", R"({"url":")" + url + R"(","events":["*"]})"));
  };
  EXPECT_EQ(refused("https://127.0.0.1/"), "webhook.internal");
  EXPECT_EQ(refused("https://localhost/"), "webhook.internal");
  EXPECT_EQ(refused("https://0x7f000001/"), "webhook.internal");
  EXPECT_EQ(refused("https://169.254.169.254/latest"), "webhook.internal");
  EXPECT_EQ(refused("https://[::ffff:10.0.0.1]/"), "webhook.internal");
  EXPECT_EQ(refused("ftp://8.8.8.8/"), "webhook.url");
  EXPECT_EQ(refused("https://user@8.8.8.8/"), "webhook.url");
}

TEST_P(WebhookResources, are_for_administrators) {
  EXPECT_EQ(code_of(as(head_, {.path = "/webhooks"})), "not_allowed");
  EXPECT_EQ(code_of(post(manager_, "/webhooks", R"({"url":"https://8.8.8.8/","events":["*"]})")),
            "not_allowed");
  auto const key = key_with(admin_, {KeyScope::reports});
  EXPECT_EQ(code_of(send({.path = "/webhooks", .headers = {{"Authorization", "Bearer " + key}}})),
            "api_key.scope");
}

}  // namespace
}  // namespace pb::api
