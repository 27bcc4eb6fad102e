#include "api/test_door.h"
#include "http/target.h"

namespace pb::api {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;

class PeopleResources : public TestDoor {
 protected:
  static auto names(http::Response const& response) -> std::vector<std::string> {
    std::vector<std::string> all;
    auto const body = json_of(response);
    for (auto const& item : body.at("items").as_array()) all.emplace_back(item.at("name").as_string());
    return all;
  }
  static auto path(char const* name, auto id) -> std::string {
    return std::string(name) + std::to_string(id.value);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, PeopleResources, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(PeopleResources, offices_are_opened_changed_and_archived) {
  auto const made = as(admin_, {.method = "POST", .path = "/offices", .body = R"({"name":" Київ "})"});
  EXPECT_EQ(made.status, 201);
  auto const where = header(made, "Location");
  EXPECT_EQ(json_of(as(admin_, {.path = where})).at("name"), "Київ");
  EXPECT_EQ(json_of(changed(admin_, where, R"({"own_time_zone":"Europe/Warsaw"})")).at("time_zone"),
            "Europe/Warsaw");
  EXPECT_EQ(json_of(changed(admin_, where, R"({"own_time_zone":null})")).at("time_zone"), "Europe/Kyiv");
  EXPECT_FALSE(json_of(changed(admin_, where, R"({"archived":true})")).at("archived_at").is_null());
  EXPECT_THAT(names(as(admin_, {.path = "/offices"})), ElementsAre("Львів", "Одеса"));
  EXPECT_THAT(names(as(admin_, {.path = "/offices?archived=true"})), Contains("Київ"));
  EXPECT_TRUE(json_of(changed(admin_, where, R"({"archived":false})")).at("archived_at").is_null());
  EXPECT_EQ(as(admin_, {.method = "POST", .path = "/offices", .body = R"({"name":"Харків"})"}).status, 201);
  EXPECT_EQ(code_of(changed(admin_, where, R"({"name":"ХАРКІВ"})")), "office.name_taken");
  EXPECT_EQ(code_of(changed(admin_, where, R"({"own_time_zone":"Moon"})")), "time_zone.unknown");
}

TEST_P(PeopleResources, a_head_and_a_manager_see_their_own_office_only) {
  EXPECT_THAT(names(as(head_, {.path = "/offices"})), ElementsAre("Одеса"));
  EXPECT_EQ(code_of(as(manager_, {.path = path("/offices/", lviv_)})), "office.not_found");
  EXPECT_EQ(code_of(as(manager_, {.path = path("/territories/", centre_)})), "territory.not_found");
  EXPECT_EQ(json_of(as(manager_, {.path = "/territories"})).at("items").as_array().size(), 1U);
  EXPECT_EQ(json_of(as(analyst_, {.path = "/territories"})).at("items").as_array().size(), 2U);
  EXPECT_EQ(code_of(as(manager_, {.method = "POST", .path = "/offices", .body = R"({"name":"a"})"})),
            "not_allowed");
}

TEST_P(PeopleResources, geos_and_territories_are_opened_and_closed) {
  auto const geo = as(admin_, {.method = "POST", .path = "/geos", .body = R"({"name":"Ізмаїл"})"});
  auto const id = json_of(geo).at("id").to_number<std::int64_t>();
  EXPECT_EQ(json_of(changed(admin_, header(geo, "Location"), R"({"name":"Рені"})")).at("name"), "Рені");
  auto const made = as(admin_, {.method = "POST",
                                .path = "/territories",
                                .body = R"({"office":)" + std::to_string(odesa_.value) + R"(,"geo":)" +
                                        std::to_string(id) + "}"});
  EXPECT_EQ(made.status, 201);
  auto const where = header(made, "Location");
  EXPECT_EQ(json_of(changed(admin_, where, R"({"open":false})")).at("open"), false);
  EXPECT_EQ(json_of(changed(admin_, where, R"({"open":true})")).at("open"), true);
  EXPECT_EQ(code_of(changed(admin_, header(geo, "Location"), R"({"archived":true})")), "200");
  EXPECT_EQ(
      code_of(as(admin_, {.method = "POST", .path = "/territories", .body = R"({"office":1,"geo":9999})"})),
      "geo.not_found");
}

TEST_P(PeopleResources, people_are_renamed_promoted_and_blocked) {
  auto const where = path("/users/", manager_.user);
  EXPECT_EQ(json_of(changed(admin_, where, R"({"name":"Олена"})")).at("name"), "Олена");
  EXPECT_EQ(json_of(changed(admin_, where, R"({"role":"head"})")).at("role"), "head");
  EXPECT_EQ(json_of(changed(admin_, where, R"({"role":"analyst","office":null})")).at("office"), nullptr);
  EXPECT_EQ(code_of(changed(admin_, where, R"({"role":"manager"})")), "user.office_missing");
  EXPECT_EQ(json_of(changed(admin_, where, R"({"status":"blocked"})")).at("status"), "blocked");
  EXPECT_EQ(json_of(changed(admin_, where, R"({"status":"active"})")).at("status"), "active");
  EXPECT_EQ(code_of(changed(admin_, path("/users/", owner_.user), R"({"role":"admin"})")), "not_allowed");
  EXPECT_EQ(code_of(as(head_, {.path = path("/users/", stranger_.user)})), "user.not_found");
  EXPECT_THAT(names(as(admin_, {.path = "/users?status=blocked"})), IsEmpty());
}

TEST_P(PeopleResources, invitations_are_made_listed_and_revoked) {
  auto const made =
      as(head_, {.method = "POST",
                 .path = "/invitations",
                 .body = R"({"role":"manager","office":)" + std::to_string(odesa_.value) + "}"});
  EXPECT_EQ(made.status, 201);
  EXPECT_EQ(json_of(as(head_, {.path = "/invitations"})).at("items").as_array().size(), 1U);
  EXPECT_EQ(as(head_, {.method = "DELETE", .path = header(made, "Location")}).status, 204);
  EXPECT_EQ(json_of(as(head_, {.path = "/invitations"})).at("items").as_array().size(), 0U);
  EXPECT_EQ(code_of(as(head_, {.method = "POST", .path = "/invitations", .body = R"({"role":"admin"})"})),
            "not_allowed");
}

TEST_P(PeopleResources, everybody_has_a_name_a_language_and_preferences_of_their_own) {
  auto const me = json_of(as(manager_, {.path = "/me"}));
  EXPECT_EQ(me.at("office").at("name"), "Одеса");
  std::vector<std::string> may;
  for (auto const& action : me.at("may").as_array()) may.emplace_back(action.as_string());
  EXPECT_THAT(may, IsSupersetOf({"submit", "see_numbers"}));
  EXPECT_EQ(json_of(changed(manager_, "/me", R"({"name":"Олена","language":"en"})")).at("language"), "en");
  EXPECT_EQ(code_of(changed(manager_, "/me", R"({"language":"fr"})")), "language.unknown");

  auto preferences = json_of(as(manager_, {.path = "/me/preferences"})).as_object();
  preferences["quiet_from"] = 1320;
  EXPECT_EQ(code_of(changed(manager_, "/me/preferences", boost::json::serialize(preferences), "PUT")),
            "quiet_hours.half");
  preferences["quiet_until"] = 420;
  preferences["digest"] = "email";
  auto const after =
      json_of(changed(manager_, "/me/preferences", boost::json::serialize(preferences), "PUT"));
  EXPECT_EQ(after, boost::json::value(preferences));
  EXPECT_EQ(json_of(as(manager_, {.path = "/me/preferences"})), after);
}

TEST_P(PeopleResources, the_organisation_is_changed_by_its_administrators) {
  EXPECT_EQ(json_of(as(manager_, {.path = "/organisation"})).at("currency"), "UAH");
  EXPECT_EQ(
      json_of(changed(admin_, "/organisation", R"({"name":"Ромашка","fiscal_start":4})")).at("fiscal_start"),
      4);
  EXPECT_EQ(code_of(changed(manager_, "/organisation", R"({"name":"x"})")), "not_allowed");
  EXPECT_EQ(code_of(changed(admin_, "/organisation", R"({"fiscal_start":13})")), "fiscal_start.range");
  EXPECT_EQ(code_of(changed(admin_, "/organisation", R"({"fact_grain":"week"})")), "fields");
}

}  // namespace
}  // namespace pb::api
