#include <fmt/format.h>

#include "api/test_door.h"
#include "base/ascii.h"
#include "people/invitations.h"

// Every operation of the document, by everybody: who is not known gets nowhere, a key goes no further than
// its scopes, and nobody reaches what belongs to another office.
namespace pb::api {
namespace {

namespace json = boost::json;
using people::KeyScope;

auto resolved(json::value const& document, json::value const& value) -> json::value const& {
  auto const* const reference = value.is_object() ? value.as_object().if_contains("$ref") : nullptr;
  if (reference == nullptr) return value;
  return resolved(document, document.at_pointer(std::string_view(reference->as_string()).substr(1)));
}

class Walk : public TestDoor {
 protected:
  struct Step {
    std::string name;
    std::string method;
    std::string path;
    std::string body{};
    bool anybody = false;       // the document lets nobody in particular call it
    bool session_only = false;  // and no key
  };

  // Things of the other office, by the path they are found under.
  auto foreign_id(std::string const& path) -> std::int64_t {
    if (path.starts_with("/offices")) return lviv_.value;
    if (path.starts_with("/territories")) return centre_.value;
    if (path.starts_with("/users")) return stranger_.user.value;
    return 1;  // a plan, a fact, a correction, a key or a session: the first ones are the stranger's
  }

  void found_foreign_things() {
    give_plan(centre_, today_ - 1, store::units(100), stranger_.user);
    give_fact(centre_, store::FactPeriod::of(Month::from(2024, 12)), store::units(100), stranger_.user);
    write([&](store::Unit& unit) {
      return unit.sql.run("insert into closed_days (office_id, day, closed_at) values ($1, $2, $3)", lviv_,
                          today_ - 1, now);
    });
    token_of(stranger_);
    as(stranger_, {.method = "POST",
                   .path = "/corrections",
                   .body = fmt::format(
                       R"({{"kind":"plan","territory":{},"day":"2025-01-14","amount":"1","reason":"x"}})",
                       centre_.value)});
    write([&](store::Unit& unit) { return *people::invite(unit, owner_, random_, Role::manager, lviv_); });
    key_with(owner_, {KeyScope::reports});
  }

  auto steps() -> std::vector<Step> {
    auto const document = json::parse(Document::text());
    std::vector<Step> all;
    for (auto const& [path, item] : document.at("paths").as_object()) {
      for (auto const& [method, operation] : item.as_object()) {
        if (method == "parameters") continue;
        Step step{.name = std::string(operation.at("operationId").as_string()),
                  .method = upper_case(method),
                  .path = std::string(path)};
        auto const* const security = operation.as_object().if_contains("security");
        step.anybody = security != nullptr && security->at(0).as_object().empty();
        step.session_only = security != nullptr && security->as_array().size() == 1 && !step.anybody;
        if (auto const* const body = operation.as_object().if_contains("requestBody")) {
          auto const& examples =
              resolved(document, *body).at("content").at("application/json").at("examples").as_object();
          step.body = json::serialize(resolved(document, examples.begin()->value()).at("value"));
        }
        while (step.path.find('{') != std::string::npos) {
          auto const brace = step.path.find('{');
          step.path.replace(brace, step.path.find('}') - brace + 1, std::to_string(foreign_id(step.path)));
        }
        all.push_back(std::move(step));
      }
    }
    return all;
  }

  static auto ask(Step const& step, http::Headers headers = {}) -> Ask {
    headers.emplace_back("If-Match", "*");
    return {.method = step.method, .path = step.path, .body = step.body, .headers = std::move(headers)};
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Walk, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Walk, nobody_gets_nowhere) {
  for (auto const& step : steps()) {
    auto const status = send(ask(step, {{"Origin", "http://profit.example"}})).status;
    if (step.anybody) {
      // No demo, no such link; an address that may be nobody's is no reason for a refusal.
      EXPECT_TRUE(status >= 400 || step.name == "requestPasswordReset") << step.name << " " << status;
    } else {
      EXPECT_EQ(status, 401) << step.name;
    }
  }
}

TEST_P(Walk, a_key_without_the_scope_gets_nowhere) {
  auto const administration = key_with(admin_, {KeyScope::administration});
  auto const reports = key_with(admin_, {KeyScope::reports});
  for (auto const& step : steps()) {
    if (step.anybody || step.name == "getMe") continue;
    auto const& key = step.path.starts_with("/webhooks") ? reports : administration;
    auto const answer = send(ask(step, {{"Authorization", "Bearer " + key}}));
    EXPECT_EQ(answer.status, 403) << step.name;
    EXPECT_EQ(code_of(answer), step.session_only ? "session.needed" : "api_key.scope") << step.name;
  }
}

TEST_P(Walk, nobody_reaches_what_is_another_offices) {
  found_foreign_things();
  for (auto const& step : steps()) {
    if (step.path.find_first_of("0123456789") == std::string::npos) continue;
    for (auto const& actor : {head_, manager_}) {
      bool const everybodys = step.name == "getGeo";
      auto const status = as(actor, ask(step)).status;
      EXPECT_TRUE(everybodys || status == 403 || status == 404 || status == 422)
          << step.name << " " << status << " as " << actor.name;
    }
  }
}

TEST_P(Walk, everybody_gets_an_answer_to_everything) {
  found_foreign_things();
  load_numbers();
  for (auto const& step : steps()) {
    for (auto const& actor : {analyst_, manager_, head_, admin_, owner_}) {
      if (step.name == "endSession" || step.name == "changeUser") continue;
      auto const status = as(actor, ask(step)).status;
      EXPECT_TRUE(status < 500 || step.name == "openLive")
          << step.name << " " << status << " as " << actor.name;
    }
  }
}

}  // namespace
}  // namespace pb::api
