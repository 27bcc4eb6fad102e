#include "api/door.h"

#include "api/test_door.h"
#include "http/target.h"
#include "people/geos.h"

namespace pb::api {
namespace {

using people::KeyScope;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class ApiDoor : public TestDoor {};
INSTANTIATE_TEST_SUITE_P(Engines, ApiDoor, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(ApiDoor, tells_nothing_to_nobody) {
  auto const answer = send({.path = "/offices"});
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(code_of(answer), "unauthenticated");
  EXPECT_THAT(header(answer, "WWW-Authenticate"), HasSubstr("Bearer"));
  EXPECT_EQ(send({.path = "/offices", .headers = {{"Authorization", "Bearer pb_wrong"}}}).status, 401);
  EXPECT_EQ(send({.path = "/offices", .headers = {{"Cookie", "__Host-session=wrong"}}}).status, 401);
}

TEST_P(ApiDoor, refuses_in_the_language_that_is_asked_for) {
  auto const detail = [&](std::string language) {
    auto const answer =
        as(owner_, {.path = "/offices/999", .headers = {{"Accept-Language", std::move(language)}}});
    EXPECT_EQ(code_of(answer), "office.not_found");
    return std::string(json_of(answer).at("detail").as_string());
  };
  EXPECT_EQ(detail("en"), "There is no such office.");
  EXPECT_EQ(detail("fr, ru;q=0.5, en;q=0.4"), "Такого офиса нет.");
  EXPECT_EQ(detail("fr"), "Такого офісу немає.") << "the person's own";
}

TEST_P(ApiDoor, says_everything_that_is_wrong_with_a_body_at_once) {
  auto const answer =
      as(owner_,
         {.method = "POST", .path = "/offices", .body = R"({"name":7,"time_zone":"x","own_time_zone":1})"});
  EXPECT_EQ(answer.status, 422);
  std::vector<std::string> places;
  auto const body = json_of(answer);
  for (auto const& error : body.at("errors").as_array()) {
    places.push_back(std::string(error.at("pointer").as_string()) + " " +
                     std::string(error.at("code").as_string()));
  }
  EXPECT_THAT(places,
              ElementsAre("/name field.text", "/own_time_zone field.text", "/time_zone field.unknown"));
}

TEST_P(ApiDoor, takes_only_sound_json) {
  auto const posted = [&](std::string body, std::string type = "application/json") {
    return code_of(as(owner_, {.method = "POST",
                               .path = "/geos",
                               .body = std::move(body),
                               .headers = {{"Content-Type", std::move(type)}}}));
  };
  EXPECT_EQ(posted("{"), "body.json");
  EXPECT_EQ(posted("{\"name\":\"\xFF\"}"), "body.json");
  EXPECT_EQ(posted(R"({"name":"a","name":"b"})"), "body.name_twice");
  EXPECT_EQ(posted(R"({"name":"a","n\u0061me":"b"})"), "body.name_twice");
  EXPECT_EQ(posted(std::string(100, '[') + std::string(100, ']')), "body.json");
  EXPECT_EQ(posted("[]"), "body.object");
  EXPECT_EQ(posted("name=a", "application/x-www-form-urlencoded"), "body.type");
  EXPECT_EQ(posted(R"({"name":"a\u0000b"})"), "fields");
  EXPECT_EQ(posted("{\"name\":\"" + std::string(2'000'000, 'a') + "\"}"), "body.too_large");
  EXPECT_EQ(posted(R"({"name":1e999})"), "fields");
  EXPECT_EQ(posted(R"({"name":99999999999999999999999999})"), "fields");
  EXPECT_EQ(posted(R"({"name":"Київ"})"), "201");
}

TEST_P(ApiDoor, refuses_parameters_it_does_not_know) {
  auto const asked = [&](std::string const& query) {
    return code_of(as(owner_, {.path = "/users?" + query}));
  };
  EXPECT_EQ(asked("limit=0"), "fields");
  EXPECT_EQ(asked("limit=201"), "fields");
  EXPECT_EQ(asked("limit=2x"), "fields");
  EXPECT_EQ(asked("cursor=-1"), "fields");
  EXPECT_EQ(asked("offset=1"), "fields");
  EXPECT_EQ(asked("limit=1&limit=2"), "fields");
  EXPECT_EQ(asked("role=king"), "fields");
  EXPECT_EQ(asked("role=head&office=" + std::to_string(odesa_.value)), "200");
}

TEST_P(ApiDoor, leads_from_one_part_of_a_list_to_the_next) {
  std::vector<std::string> names;
  std::string path = "/users?limit=4";
  while (!path.empty()) {
    auto const answer = as(owner_, {.path = path});
    auto const body = json_of(answer);
    for (auto const& user : body.at("items").as_array()) names.emplace_back(user.at("name").as_string());
    auto const link = header(answer, "Link");
    path = link.empty() ? "" : link.substr(1, link.find('>') - 1);
    EXPECT_EQ(body.at("next").is_null(), link.empty());
  }
  EXPECT_EQ(names.size(), 6U);
  EXPECT_EQ(std::set(names.begin(), names.end()).size(), 6U);
}

TEST_P(ApiDoor, lets_nobody_overwrite_what_they_have_not_seen) {
  auto const path = "/offices/" + std::to_string(odesa_.value);
  auto const seen = header(as(owner_, {.path = path}), "ETag");
  auto const rename = [&](std::string name, http::Headers headers) {
    return as(owner_, {.method = "PATCH",
                       .path = path,
                       .body = R"({"name":")" + name + R"("})",
                       .headers = std::move(headers)});
  };
  EXPECT_EQ(rename("A", {}).status, 428);
  EXPECT_EQ(rename("A", {{"If-Match", "\"other\""}}).status, 412);
  EXPECT_EQ(rename("A", {{"If-Match", seen}}).status, 200);
  EXPECT_EQ(rename("B", {{"If-Match", seen}}).status, 412) << "it is A by now";
  EXPECT_EQ(json_of(as(owner_, {.path = path})).at("name"), "A");
}

TEST_P(ApiDoor, sends_nothing_again_that_is_known) {
  auto const first = as(owner_, {.path = "/geos"});
  auto const again = as(owner_, {.path = "/geos", .headers = {{"If-None-Match", header(first, "ETag")}}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(as(owner_, {.path = "/geos", .headers = {{"If-None-Match", "\"x\""}}}).status, 200);
}

TEST_P(ApiDoor, the_same_request_again_has_no_second_effect_and_the_same_answer) {
  Ask const ask{.method = "POST",
                .path = "/geos",
                .body = R"({"name":"Київ"})",
                .headers = {{"Idempotency-Key", "k-1"}}};
  auto const first = as(owner_, ask);
  auto const again = as(owner_, ask);
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(header(again, "Location"), header(first, "Location"));
  EXPECT_EQ(header(again, "Idempotency-Replayed"), "true");

  auto other = ask;
  other.body = R"({"name":"Харків"})";
  EXPECT_EQ(code_of(as(owner_, other)), "idempotency_key.reused");
  EXPECT_EQ(code_of(as(admin_, other)), "201") << "another caller's keys are others";
  other.headers[0].second = std::string(256, 'k');
  EXPECT_EQ(code_of(as(owner_, other)), "idempotency_key.length");
}

TEST_P(ApiDoor, a_refusal_is_replayed_too_and_leaves_nothing_behind) {
  Ask const ask{.method = "POST",
                .path = "/geos",
                .body = R"({"name":"Порт"})",
                .headers = {{"Idempotency-Key", "k-2"}}};
  auto const taken = write([&](store::Unit& unit) { return *people::add_geo(unit, owner_, "порт"); });
  auto const first = as(owner_, ask);
  EXPECT_EQ(code_of(first), "geo.name_taken");
  write([&](store::Unit& unit) { return people::archive_geo(unit, owner_, taken); });
  EXPECT_EQ(as(owner_, ask).body, first.body);
  EXPECT_EQ(event_types(), (std::vector<std::string>{"geo.added", "session.started", "geo.archived"}));
}

TEST_P(ApiDoor, a_secret_is_shown_once_whatever_is_sent_again) {
  Ask const ask{.method = "POST",
                .path = "/invitations",
                .body = R"({"role":"analyst"})",
                .headers = {{"Idempotency-Key", "k-3"}}};
  EXPECT_EQ(as(owner_, ask).status, 201);
  EXPECT_EQ(code_of(as(owner_, ask)), "idempotency_key.secret");
  EXPECT_EQ(json_of(as(owner_, {.path = "/invitations"})).at("items").as_array().size(), 1U);
}

TEST_P(ApiDoor, a_browser_changes_things_from_our_own_pages_only) {
  auto const posted = [&](http::Headers headers) {
    headers.emplace_back("Cookie", std::string(kSessionCookie) + "=" + token_of(owner_));
    return code_of(send({.method = "POST", .path = "/geos", .body = R"({"name":"a"})", .headers = headers}));
  };
  EXPECT_EQ(posted({}), "origin");
  EXPECT_EQ(posted({{"Origin", "http://evil.example"}}), "origin");
  EXPECT_EQ(posted({{"Origin", "null"}}), "origin");
  EXPECT_EQ(posted({{"Origin", "http://profit.example.evil.example"}}), "origin");
  EXPECT_EQ(posted({{"Origin", "http://profit.example"}}), "201");
}

TEST_P(ApiDoor, a_key_does_what_its_scopes_say_and_no_more) {
  auto const key = key_with(admin_, {KeyScope::people_read});
  auto const with = [&](std::string const& method, std::string const& path, std::string body = {}) {
    return code_of(send({.method = method,
                         .path = path,
                         .body = std::move(body),
                         .headers = {{"Authorization", "Bearer " + key}}}));
  };
  EXPECT_EQ(with("GET", "/offices"), "200");
  EXPECT_EQ(with("GET", "/me"), "200");
  EXPECT_EQ(with("POST", "/geos", R"({"name":"a"})"), "api_key.scope");
  EXPECT_EQ(with("GET", "/api-keys"), "session.needed");
  EXPECT_EQ(with("GET", "/sessions"), "session.needed");
}

TEST_P(ApiDoor, a_key_is_also_a_password_of_basic) {
  auto const key = key_with(admin_, {KeyScope::people_read});
  auto const basic = "Basic " + crypto::to_base64("anybody:" + key);
  EXPECT_EQ(send({.path = "/offices", .headers = {{"Authorization", basic}}}).status, 200);
  EXPECT_EQ(send({.path = "/offices", .headers = {{"Authorization", "Basic !"}}}).status, 401);
}

TEST_P(ApiDoor, a_key_works_from_its_addresses_until_it_expires_or_is_revoked) {
  auto const key = key_with(admin_, {KeyScope::people_read}, {"192.0.2.0/24"});
  auto const status = [&] {
    return send({.path = "/offices", .headers = {{"Authorization", "Bearer " + key}}}).status;
  };
  EXPECT_EQ(status(), 401);
  address_ = "192.0.2.17";
  EXPECT_EQ(status(), 200);
  EXPECT_THAT(event_types(), ElementsAre("api_key.made", "api_key.used"));
  auto const id = read([&](store::Unit& unit) { return store::api_keys_of(unit.sql, admin_.user)[0].id; });
  EXPECT_EQ(as(owner_, {.method = "DELETE", .path = "/api-keys/" + std::to_string(id.value)}).status, 404);
  EXPECT_EQ(as(admin_, {.method = "DELETE", .path = "/api-keys/" + std::to_string(id.value)}).status, 204);
  EXPECT_EQ(status(), 401);
}

TEST_P(ApiDoor, unknown_addresses_and_methods_are_problems_too) {
  EXPECT_EQ(code_of(send({.path = "/nothing"})), "not_found");
  auto const answer = send({.method = "DELETE", .path = "/offices"});
  EXPECT_EQ(code_of(answer), "method");
  EXPECT_EQ(header(answer, "Allow"), "GET, HEAD, POST");
  EXPECT_EQ(code_of(as(owner_, {.path = "/offices/one"})), "not_found");
  EXPECT_EQ(code_of(as(owner_, {.path = "/offices/99999999999999999999"})), "not_found");
}

TEST_P(ApiDoor, every_answer_names_its_request) {
  auto const first = header(as(owner_, {.path = "/me"}), "X-Request-Id");
  EXPECT_EQ(first.size(), 16U);
  EXPECT_NE(first, header(as(owner_, {.path = "/me"}), "X-Request-Id"));
}

TEST_P(ApiDoor, whoever_asks_too_much_waits) {
  auto const first = as(owner_, {.path = "/me"});
  EXPECT_EQ(header(first, "RateLimit-Policy"), "\"default\";q=1000;w=60");
  EXPECT_EQ(header(first, "RateLimit"), "\"default\";r=999;t=1");
  for (int count = 0; count < 99; ++count)
    as(owner_, {.method = "POST", .path = "/query", .body = R"({"measures":["plan"],"range":"today"})"});
  for (int count = 0; count < 9; ++count) as(owner_, {.path = "/me"});
  auto const refused = as(owner_, {.path = "/me"});
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(code_of(refused), "too_many_requests");
  EXPECT_EQ(header(refused, "Retry-After"), "1");
  EXPECT_EQ(as(admin_, {.path = "/me"}).status, 200) << "others have their own";
  now += std::chrono::seconds(1);
  EXPECT_EQ(as(owner_, {.path = "/me"}).status, 200);
  for (int count = 0; count < 10'000; ++count) address_limiter_.take("192.0.2.9", 1, now);
  address_ = "192.0.2.9";
  EXPECT_EQ(send({.path = "/me"}).status, 429) << "whoever they are";
}

TEST(ApiDocument, a_handler_it_lacks_and_a_missing_handler_end_the_start) {
  sql::TestDatabase database(sql::Dialect::sqlite);
  SystemClock const clock;
  crypto::SystemRandom random;
  i18n::Translator const translator;
  Document const document;
  http::Router router;
  Door door(document,
            {.database = database.get(), .clock = clock, .random = random, .translator = translator}, router);
  auto const nothing = [](Call&) -> Outcome<Reply> { return no_content(); };
  EXPECT_THROW(door.read("makeCoffee", nothing), std::logic_error);
  door.read("getMe", nothing);
  EXPECT_THROW(door.check_complete(), std::logic_error);
}

// Who forgets to ask what the caller may do has no answer to give.
TEST(ApiAccess, an_answer_without_having_asked_is_a_500) {
  sql::TestDatabase database(sql::Dialect::sqlite);
  sql::migrate(database.get(), store::migrations());
  SystemClock const clock;
  crypto::SystemRandom random;
  i18n::Translator const translator;
  Document const document;
  http::Router router;
  Door door(document,
            {.database = database.get(), .clock = clock, .random = random, .translator = translator}, router);
  door.read("getMe", [](Call&) -> Outcome<Reply> { return answered("all I know"); });
  auto const answer = std::make_shared<std::promise<http::Response>>();
  router.handle({.method = "GET", .path = "/api/v1/me"},
                [answer](http::Response given) { answer->set_value(std::move(given)); });
  auto const response = answer->get_future().get();
  EXPECT_EQ(response.status, 500);
  EXPECT_THAT(response.body, testing::Not(HasSubstr("all I know")));
}

}  // namespace
}  // namespace pb::api
