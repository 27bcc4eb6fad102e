#include "api/test_door.h"

namespace pb::api {
namespace {

using people::KeyScope;
using store::units;
using testing::ElementsAre;

class Values : public TestDoor {
 protected:
  static auto plan(TerritoryId territory, std::string const& amount, std::string const& day = "2025-01-15")
      -> std::string {
    return R"({"territory":)" + std::to_string(territory.value) + R"(,"day":")" + day + R"(","amount":")" +
           amount + R"("})";
  }
  auto post(Actor const& actor, std::string path, std::string body) -> http::Response {
    return as(actor, {.method = "POST", .path = std::move(path), .body = std::move(body)});
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Values, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Values, a_plan_is_given_once_and_the_second_is_told_by_whom) {
  auto const given = post(manager_, "/plans", plan(port_, "12345.6"));
  EXPECT_EQ(given.status, 201);
  auto const body = json_of(given);
  EXPECT_EQ(body.at("amount"), "12345.60");
  EXPECT_EQ(body.at("by").at("name"), "Менеджер");
  EXPECT_EQ(json_of(as(manager_, {.path = header(given, "Location")})), body);

  auto const second = post(head_, "/plans", plan(port_, "1"));
  EXPECT_EQ(second.status, 409);
  EXPECT_EQ(code_of(second), "plan.taken");
  EXPECT_THAT(std::string(json_of(second).at("detail").as_string()), testing::HasSubstr("Менеджер"));
}

TEST_P(Values, are_checked_like_everywhere) {
  auto const refused = [&](std::string body) { return code_of(post(manager_, "/plans", std::move(body))); };
  EXPECT_EQ(refused(plan(port_, "-1")), "plan.negative");
  EXPECT_EQ(refused(plan(port_, "1e5")), "fields");
  EXPECT_EQ(refused(plan(port_, "1,000")), "fields");
  EXPECT_EQ(refused(plan(port_, "0.001")), "fields");
  EXPECT_EQ(refused(plan(port_, "99999999999999999999")), "fields");
  EXPECT_EQ(refused(plan(port_, "2000000000")), "amount.above_limit");
  EXPECT_EQ(refused(plan(port_, "1", "2025-02-30")), "fields");
  EXPECT_EQ(refused(plan(port_, "1", "2027-01-01")), "plan.too_early");
  EXPECT_EQ(refused(plan(centre_, "1")), "territory.not_found") << "another office's";
  EXPECT_EQ(refused(R"({"territory":1,"day":"2025-01-15","amount":1})"), "fields");
  EXPECT_EQ(refused(R"({"territory":)" + std::to_string(port_.value) +
                    R"(,"day":"2025-01-15","amount":"1","currency":"EUR"})"),
            "fields");
  EXPECT_EQ(code_of(post(analyst_, "/plans", plan(port_, "1"))), "territory.not_found");
}

TEST_P(Values, of_many_each_stands_or_falls_by_itself) {
  give_plan(port_, today_, units(7));
  auto const answer = post(admin_, "/plans/bulk",
                           R"({"values":[)" + plan(centre_, "10") + "," + plan(port_, "20") + "," +
                               R"({"territory":"x","day":"2025-01-15","amount":"1","more":2},5,)" +
                               plan(port_, "30", "2025-01-16") + "]}");
  EXPECT_EQ(answer.status, 200);
  auto const body = json_of(answer);
  EXPECT_EQ(body.at("taken"), 2);
  EXPECT_EQ(body.at("refused"), 3);
  std::vector<std::int64_t> statuses;
  for (auto const& result : body.at("results").as_array())
    statuses.push_back(result.at("status").to_number<std::int64_t>());
  EXPECT_THAT(statuses, ElementsAre(201, 409, 422, 422, 201));
  EXPECT_EQ(body.at_pointer("/results/2/problem/errors/0/pointer"), "/values/2/territory");
  EXPECT_EQ(code_of(post(admin_, "/plans/bulk", R"({"values":[]})")), "fields");
}

TEST_P(Values, are_listed_in_the_order_they_were_given) {
  for (int back = 0; back < 5; ++back) give_plan(port_, today_ - back, units(back + 1), manager_.user);
  give_plan(centre_, today_, units(100));
  std::vector<std::string> amounts;
  std::string path = "/plans?from=2025-01-01&to=2025-01-31&limit=2";
  while (!path.empty()) {
    auto const answer = as(manager_, {.path = path});
    auto const body = json_of(answer);
    for (auto const& value : body.at("items").as_array())
      amounts.emplace_back(value.at("amount").as_string());
    auto const link = header(answer, "Link");
    path = link.empty() ? "" : link.substr(1, link.find('>') - 1);
  }
  EXPECT_THAT(amounts, ElementsAre("1.00", "2.00", "3.00", "4.00", "5.00"));
  auto const in_all = json_of(as(analyst_, {.path = "/plans?from=2025-01-15&to=2025-01-15"}));
  EXPECT_EQ(in_all.at("items").as_array().size(), 2U);
  auto const foreign = "/plans?from=2025-01-15&to=2025-01-15&office=" + std::to_string(lviv_.value);
  EXPECT_EQ(code_of(as(manager_, {.path = foreign})), "office.not_found");
  EXPECT_EQ(code_of(as(manager_, {.path = "/plans?from=2025-01-15"})), "fields");
}

TEST_P(Values, facts_are_of_a_month_and_a_loss_needs_a_yes) {
  auto const fact = [&](std::string const& rest) {
    return R"({"territory":)" + std::to_string(port_.value) + R"(,"month":"2024-12")" + rest + "}";
  };
  EXPECT_EQ(code_of(post(manager_, "/facts", fact(R"(,"amount":"-5")"))), "fact.negative_needs_yes");
  auto const given = post(manager_, "/facts", fact(R"(,"amount":"-5","loss_confirmed":true)"));
  EXPECT_EQ(given.status, 201);
  EXPECT_EQ(json_of(given).at("amount"), "-5.00");
  EXPECT_EQ(json_of(given).at("month"), "2024-12");
  EXPECT_TRUE(json_of(given).at("day").is_null());
  EXPECT_EQ(code_of(post(manager_, "/facts", fact(R"(,"amount":"5","day":"2024-12-31")"))), "fields");
  EXPECT_EQ(
      json_of(as(head_, {.path = "/facts?from=2024-12-01&to=2024-12-31"})).at("items").as_array().size(), 1U);
  EXPECT_EQ(as(head_, {.path = header(given, "Location")}).status, 200);
  EXPECT_EQ(as(stranger_, {.path = header(given, "Location")}).status, 404);
  auto const many = post(admin_, "/facts/bulk",
                         R"({"values":[{"territory":)" + std::to_string(centre_.value) +
                             R"(,"month":"2024-12","amount":"100"}]})");
  EXPECT_EQ(json_of(many).at("taken"), 1);
}

TEST_P(Values, a_correction_is_asked_for_endorsed_and_decided) {
  give_plan(port_, today_ - 1, units(100), manager_.user);
  write([&](store::Unit& unit) {
    return unit.sql.run("insert into closed_days (office_id, day, closed_at) values ($1, $2, $3)", odesa_,
                        today_ - 1, now);
  });
  auto const body = [&](std::string const& reason) {
    return R"({"kind":"plan","territory":)" + std::to_string(port_.value) +
           R"(,"day":"2025-01-14","amount":"10.00","reason":")" + reason + R"("})";
  };
  EXPECT_EQ(code_of(post(manager_, "/corrections", body(""))), "correction.reason_missing");
  auto const asked = post(manager_, "/corrections", body("a zero too many"));
  EXPECT_EQ(asked.status, 201);
  EXPECT_EQ(json_of(asked).at("route"), "ask_head");
  auto const where = header(asked, "Location");
  EXPECT_EQ(json_of(as(manager_, {.path = "/corrections?mine=true"})).at("items").as_array().size(), 1U);
  EXPECT_EQ(json_of(as(head_, {.path = "/corrections"})).at_pointer("/items/0/after"), "10.00");
  EXPECT_EQ(json_of(as(head_, {.path = where})).at("reason"), "a zero too many");
  EXPECT_EQ(json_of(post(head_, where + "/decision", R"({"verdict":"approve"})")).at("result"), "endorsed");
  EXPECT_EQ(json_of(post(admin_, where + "/decision", R"({"verdict":"approve","note":"ok"})")).at("result"),
            "approved");
  EXPECT_EQ(code_of(post(admin_, where + "/decision", R"({"verdict":"reject"})")),
            "correction.decided_already");
  auto const history = json_of(as(manager_, {.path = "/value-history?kind=plan&day=2025-01-14&territory=" +
                                                     std::to_string(port_.value)}));
  EXPECT_EQ(history.at("items").as_array().size(), 2U);
  EXPECT_EQ(history.at_pointer("/items/0/state"), "given");
  EXPECT_EQ(history.at_pointer("/items/1/state"), "approved");
}

TEST_P(Values, targets_are_set_listed_and_removed) {
  auto const place = R"("office":)" + std::to_string(odesa_.value) + R"(,"first_month":"2025-01")";
  auto const set = [&](Actor const& actor, std::string const& amount) {
    return as(
        actor,
        {.method = "PUT", .path = "/targets", .body = "{" + place + R"(,"amount":")" + amount + R"("})"});
  };
  EXPECT_EQ(set(head_, "500").status, 204);
  EXPECT_EQ(set(admin_, "600").status, 204);
  EXPECT_EQ(code_of(set(manager_, "1")), "not_allowed");
  auto const listed = json_of(as(head_, {.path = "/targets?month=2025-01"}));
  EXPECT_EQ(listed.at_pointer("/items/0/amount"), "600.00");
  auto const path = "/targets?first_month=2025-01&office=" + std::to_string(odesa_.value);
  EXPECT_EQ(as(admin_, {.method = "DELETE", .path = path}).status, 204);
  EXPECT_EQ(code_of(as(admin_, {.method = "DELETE", .path = path})), "target.not_found");
}

TEST_P(Values, questions_are_answered_within_what_one_sees) {
  auto const ask = [&](Actor const& actor, std::string body) {
    return post(actor, "/query", std::move(body));
  };
  std::string const question = R"({"measures":["plan"],"group_by":["office"],"range":"today"})";
  EXPECT_EQ(code_of(ask(owner_, question)), "numbers.loading");
  give_plan(port_, today_, units(100), manager_.user);
  give_plan(centre_, today_, units(50));
  load_numbers();
  auto const all = json_of(ask(analyst_, question));
  EXPECT_EQ(all.at_pointer("/totals/1"), "150.00");
  EXPECT_EQ(json_of(ask(manager_, question)).at_pointer("/totals/1"), "100.00");
  auto const wrong = ask(owner_, R"({"measures":["plan","profit"],"range":"today"})");
  EXPECT_EQ(code_of(wrong), "query.measure_unknown");
  EXPECT_EQ(json_of(wrong).at_pointer("/errors/0/pointer"), "/measures/1");
  EXPECT_EQ(code_of(ask(owner_, R"({"measures":["plan"],"range":"today","more":1})")), "query.field_unknown");
  auto const key = key_with(admin_, {KeyScope::people_read});
  EXPECT_EQ(code_of(send({.method = "POST",
                          .path = "/query",
                          .body = question,
                          .headers = {{"Authorization", "Bearer " + key}}})),
            "api_key.scope");
}

TEST_P(Values, forecasts_are_for_the_offices_one_sees) {
  EXPECT_EQ(code_of(as(owner_, {.path = "/forecast"})), "numbers.loading");
  for (int back = 1; back < 90; ++back) {
    give_plan(port_, today_ - back, units(100 + back % 7), manager_.user);
    give_plan(centre_, today_ - back, units(50));
  }
  load_numbers();
  auto const amount = [&](Actor const& actor, std::string const& path) {
    return std::stod(
        std::string(json_of(as(actor, {.path = path})).at_pointer("/month/plan/expected").as_string()));
  };
  EXPECT_GT(amount(owner_, "/forecast"), amount(manager_, "/forecast"));
  EXPECT_EQ(amount(owner_, "/forecast?office=" + std::to_string(odesa_.value)),
            amount(manager_, "/forecast"));
  EXPECT_EQ(code_of(as(manager_, {.path = "/forecast?office=" + std::to_string(lviv_.value)})),
            "office.not_found");
}

TEST_P(Values, events_are_for_those_who_may_read_the_audit_log) {
  EXPECT_EQ(code_of(as(head_, {.path = "/events"})), "not_allowed");
  auto const events = json_of(as(admin_, {.path = "/events?limit=1"}));
  EXPECT_LE(events.at("items").as_array().size(), 1U);
}

}  // namespace
}  // namespace pb::api
