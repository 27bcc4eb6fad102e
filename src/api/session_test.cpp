#include "api/test_door.h"
#include "http/target.h"
#include "people/sign_in_links.h"
#include "people/users.h"

namespace pb::api {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class Sessions : public TestDoor {
 protected:
  auto link_for(Actor const& actor) -> std::string {
    return write(
        [&](store::Unit& unit) { return people::make_sign_in_link(unit, actor, random_)->token.reveal(); });
  }
  // The value a Set-Cookie header gives.
  static auto cookie(http::Response const& response, std::string const& name) -> std::string {
    for (auto const& [header, value] : response.headers) {
      if (header == "Set-Cookie" && value.starts_with(name + "="))
        return value.substr(name.size() + 1, value.find(';') - name.size() - 1);
    }
    return {};
  }
  auto opened(std::string const& token, std::string const& browser = {}) -> http::Response {
    http::Headers headers;
    if (!browser.empty()) headers.emplace_back("Cookie", "a=b; __Host-sign-in=" + browser);
    return send({.path = "/sign-in/" + token, .headers = std::move(headers)});
  }
  auto used(std::string const& token, std::string const& browser) -> http::Response {
    return send({.method = "POST",
                 .path = "/session",
                 .body = R"({"token":")" + token + R"("})",
                 .headers = {{"Cookie", "__Host-sign-in=" + browser}, {"Origin", "http://profit.example"}}});
  }
  auto with(std::string const& token, Ask ask) -> http::Response {
    ask.headers.emplace_back("Cookie", "__Host-session=" + token);
    ask.headers.emplace_back("Origin", "http://profit.example");
    return send(std::move(ask));
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Sessions, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Sessions, a_link_from_the_bot_signs_the_browser_in_that_opened_it) {
  auto const link = link_for(manager_);
  auto const page = opened(link);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, AllOf(HasSubstr("Менеджер"), HasSubstr(link), Not(HasSubstr("<script>"))));
  auto const browser = cookie(page, "__Host-sign-in");
  ASSERT_FALSE(browser.empty());

  auto const answer = used(link, browser);
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(json_of(answer).at("user").at("name"), "Менеджер");
  auto const token = cookie(answer, "__Host-session");
  EXPECT_EQ(token.size(), 43U);
  for (auto const& [name, value] : answer.headers) {
    if (name == "Set-Cookie") {
      EXPECT_THAT(value, AllOf(HasSubstr("Secure"), HasSubstr("HttpOnly"), HasSubstr("SameSite=Strict"),
                               HasSubstr("Path=/")));
    }
  }
  EXPECT_EQ(json_of(with(token, {.path = "/me"})).at("name"), "Менеджер");
  EXPECT_EQ(json_of(with(token, {.path = "/session"})).at("method"), "link");
}

TEST_P(Sessions, a_link_works_once_for_one_browser_within_five_minutes) {
  auto const link = link_for(manager_);
  auto const browser = cookie(opened(link), "__Host-sign-in");
  EXPECT_EQ(opened(link).status, 404) << "in another browser";
  EXPECT_EQ(opened(link, browser).status, 200) << "the same again";
  EXPECT_EQ(code_of(used(link, "another")), "sign_in.link");
  EXPECT_EQ(used(link, browser).status, 201);
  EXPECT_EQ(code_of(used(link, browser)), "sign_in.link");

  auto const late = link_for(manager_);
  auto const second = cookie(opened(late), "__Host-sign-in");
  now += 5min;
  EXPECT_EQ(code_of(used(late, second)), "sign_in.link");
  EXPECT_EQ(opened(link_for(manager_) + "x").status, 404);
  EXPECT_EQ(code_of(used("", "")), "sign_in.link");
}

TEST_P(Sessions, a_link_that_nobody_opened_signs_nobody_in) {
  EXPECT_EQ(code_of(used(link_for(manager_), "guess")), "sign_in.link");
}

TEST_P(Sessions, somebody_gets_only_so_many_links_at_once) {
  for (std::int64_t count = 0; count < people::kSignInLinksAtOnce; ++count) link_for(manager_);
  auto const refused = write([&](store::Unit& unit) {
    return people::make_sign_in_link(unit, manager_, random_).error().message.key;
  });
  EXPECT_EQ(refused, "error.sign_in.too_many");
}

TEST_P(Sessions, end_by_themselves_when_unused_and_in_any_case) {
  EXPECT_EQ(as(manager_, {.path = "/me"}).status, 200);
  now += people::kSessionIdle - 1s;
  EXPECT_EQ(as(manager_, {.path = "/me"}).status, 200) << "used: it goes on";
  now += people::kSessionIdle;
  EXPECT_EQ(as(manager_, {.path = "/me"}).status, 401);

  auto const begun = now;
  EXPECT_EQ(as(admin_, {.path = "/me"}).status, 200);
  while (now < begun + people::kSessionLife - 1h) {
    now += 24h;
    as(admin_, {.path = "/me"});
  }
  EXPECT_EQ(as(admin_, {.path = "/me"}).status, 401);
}

TEST_P(Sessions, are_listed_and_signed_out_one_by_one_or_all_others) {
  auto const first = token_of(manager_);
  tokens_.clear();
  auto const second = token_of(manager_);
  tokens_.clear();
  token_of(manager_);
  auto const listed = json_of(as(manager_, {.path = "/sessions"})).at("items").as_array();
  ASSERT_EQ(listed.size(), 3U);
  auto const id_of_first = json_of(with(first, {.path = "/session"})).at("id").to_number<std::int64_t>();

  auto const path = "/sessions/" + std::to_string(id_of_first);
  EXPECT_EQ(as(admin_, {.method = "DELETE", .path = path}).status, 404) << "not theirs";
  EXPECT_EQ(as(manager_, {.method = "DELETE", .path = path}).status, 204);
  EXPECT_EQ(with(first, {.path = "/me"}).status, 401);
  EXPECT_EQ(as(manager_, {.method = "DELETE", .path = "/sessions"}).status, 204);
  EXPECT_EQ(with(second, {.path = "/me"}).status, 401);
  EXPECT_EQ(as(manager_, {.path = "/me"}).status, 200);

  auto const out = as(manager_, {.method = "DELETE", .path = "/session"});
  EXPECT_EQ(out.status, 204);
  EXPECT_THAT(header(out, "Set-Cookie"), HasSubstr("Max-Age=0"));
  EXPECT_EQ(as(manager_, {.path = "/me"}).status, 401);
  EXPECT_THAT(event_types(), Contains("session.ended"));
}

TEST_P(Sessions, another_role_means_another_token) {
  auto const old = token_of(manager_);
  write([&](store::Unit& unit) {
    return people::change_role(unit, owner_, manager_.user, Role::head, odesa_);
  });
  auto const answer = with(old, {.path = "/me"});
  EXPECT_EQ(json_of(answer).at("role"), "head");
  auto const token = cookie(answer, "__Host-session");
  ASSERT_FALSE(token.empty());
  EXPECT_EQ(with(old, {.path = "/me"}).status, 200) << "what was under way goes on";
  now += people::kFormerToken;
  EXPECT_EQ(with(old, {.path = "/me"}).status, 401);
  EXPECT_EQ(with(token, {.path = "/me"}).status, 200);
}

TEST_P(Sessions, whoever_is_blocked_is_out_at_once) {
  EXPECT_EQ(as(manager_, {.path = "/me"}).status, 200);
  write([&](store::Unit& unit) { return people::block_user(unit, owner_, manager_.user); });
  EXPECT_EQ(as(manager_, {.path = "/me"}).status, 401);
}

TEST_P(Sessions, a_key_is_made_by_whoever_has_just_shown_who_they_are) {
  Ask const ask{.method = "POST", .path = "/api-keys", .body = R"({"name":"a","scopes":["numbers_read"]})"};
  EXPECT_EQ(code_of(as(manager_, ask)), "not_allowed");
  auto const made = as(admin_, ask);
  EXPECT_EQ(made.status, 201);
  EXPECT_THAT(std::string(json_of(made).at("key").as_string()), HasSubstr("pb_"));
  EXPECT_THAT(as(admin_, {.path = header(made, "Location")}).body, Not(HasSubstr("\"key\"")));
  now += people::kConfirmed;
  EXPECT_EQ(code_of(as(admin_, ask)), "session.confirmation_needed");
}

TEST_P(Sessions, keys_are_checked_when_they_are_made) {
  auto const made = [&](std::string body) {
    return code_of(as(admin_, {.method = "POST", .path = "/api-keys", .body = std::move(body)}));
  };
  EXPECT_EQ(made(R"({"name":"a","scopes":[]})"), "api_key.scopes");
  EXPECT_EQ(made(R"({"name":"a","scopes":["everything"]})"), "fields");
  EXPECT_EQ(made(R"({"name":"a","scopes":["reports","reports"]})"), "api_key.scopes");
  EXPECT_EQ(made(R"({"name":" ","scopes":["reports"]})"), "name.empty");
  EXPECT_EQ(made(R"({"name":"a","scopes":["reports"],"addresses":["office"]})"), "api_key.addresses");
  EXPECT_EQ(made(R"({"name":"a","scopes":["reports"],"expires_at":"2020-01-01T00:00:00Z"})"),
            "api_key.expires_at");
  EXPECT_EQ(
      made(
          R"({"name":"a","scopes":["reports"],"addresses":["10.0.0.0/8"],"expires_at":"2030-01-01T00:00:00Z"})"),
      "201");
  EXPECT_EQ(json_of(as(admin_, {.path = "/api-keys"})).at("items").as_array().size(), 1U);
}

TEST_P(Sessions, the_demo_signs_in_from_its_own_machine_only) {
  Ask const ask{.method = "POST", .path = "/session/demo"};
  EXPECT_EQ(code_of(send(ask)), "not_found") << "this is no demo";
  visitor_ = admin_.user;
  address_ = "192.0.2.1";
  EXPECT_EQ(code_of(send(ask)), "not_found");
  address_ = "::1";
  auto const answer = send(ask);
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(json_of(with(cookie(answer, "__Host-session"), {.path = "/me"})).at("role"), "admin");
}

}  // namespace
}  // namespace pb::api
