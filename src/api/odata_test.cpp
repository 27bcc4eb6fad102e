#include "api/odata_routes.h"
#include "api/test_door.h"

namespace pb::api {
namespace {

using people::KeyScope;
using store::units;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class OData : public TestDoor {
 protected:
  OData() {
    add_odata_routes(router_, surroundings());
    for (int back = 0; back < 40; ++back) give_plan(port_, today_ - back, units(100 + back), manager_.user);
    give_plan(centre_, today_, units(1'000));
    give_fact(port_, store::FactPeriod::of(Month::from(2024, 12)), units(-7), manager_.user);
  }
  auto ask(Actor const& actor, std::string const& question) -> http::Response {
    auto& key = keys_[actor.user.value];
    if (key.empty()) key = key_with(actor, {KeyScope::numbers_read});
    return with_key(key, question);
  }
  auto with_key(std::string const& key, std::string const& question) -> http::Response {
    std::string target = "/odata/v4/";
    auto const mark = question.find('?');
    target += question.substr(0, mark);
    if (mark != std::string::npos) {
      target += '?';
      for (char const c : question.substr(mark + 1))
        target += c == ' ' ? std::string("%20") : std::string(1, c);
    }
    return send({.path = target, .headers = {{"Authorization", "Basic " + crypto::to_base64("x:" + key)}}});
  }
  auto values(std::string const& question) -> boost::json::array {
    auto const answer = ask(admin_, question);
    EXPECT_EQ(answer.status, 200) << question << "\n" << answer.body;
    return answer.status == 200 ? json_of(answer).at("value").as_array() : boost::json::array();
  }
  auto refused(std::string const& question) -> std::string {
    auto const answer = ask(admin_, question);
    EXPECT_EQ(answer.status, 400) << question;
    return std::string(json_of(answer).at("error").at("message").as_string());
  }
  std::map<std::int64_t, std::string> keys_;
};
INSTANTIATE_TEST_SUITE_P(Engines, OData, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(OData, asks_for_a_key_as_password) {
  auto const nobody = send({.path = "/odata/v4/"});
  EXPECT_EQ(nobody.status, 401);
  EXPECT_THAT(header(nobody, "WWW-Authenticate"), HasSubstr("Basic"));
  EXPECT_EQ(with_key(key_with(admin_, {KeyScope::reports}), "Plans").status, 403);
  EXPECT_EQ(with_key("pb_wrong", "Plans").status, 401);
}

TEST_P(OData, says_what_there_is) {
  EXPECT_THAT(ask(admin_, "").body, HasSubstr(R"("name":"MonthlyNumbers")"));
  auto const metadata = ask(admin_, "$metadata");
  EXPECT_EQ(header(metadata, "Content-Type"), "application/xml");
  EXPECT_THAT(metadata.body,
              AllOf(HasSubstr(R"(<EntitySet Name="Plans" EntityType="ProfitBot.Plan"/>)"),
                    HasSubstr(R"(<Property Name="Amount" Type="Edm.Decimal" Scale="2" Nullable="false"/>)")));
  EXPECT_EQ(ask(admin_, "Secrets").status, 404);
}

TEST_P(OData, rows_are_filtered_ordered_selected_and_counted) {
  EXPECT_EQ(values("Plans").size(), 41U);
  auto const last =
      values("Plans?$filter=Office eq 'Одеса' and Day ge 2025-01-14&$orderby=Day desc&$select=Day,Amount");
  ASSERT_EQ(last.size(), 2U);
  EXPECT_EQ(boost::json::serialize(last[0]), R"({"Day":"2025-01-15","Amount":1E2})");
  EXPECT_EQ(values("Plans?$filter=year(Day) eq 2024 and month(Day) eq 12 and day(Day) ge 30").size(), 2U);
  EXPECT_EQ(values("Plans?$filter=Amount gt 1000 or Amount in (100,101.00)").size(), 2U);
  EXPECT_EQ(values("Plans?$filter=contains(Geo,'орт')").size(), 40U);
  EXPECT_EQ(values("Plans?$filter=startswith(Office,'Л')").size(), 1U);
  EXPECT_EQ(values("Plans?$filter=endswith(Office,'са') and not (Late)").size(), 40U);
  EXPECT_EQ(values("Plans?$filter=ById eq null").size(), 1U);
  EXPECT_EQ(values("Plans?$filter=ById ne null").size(), 40U);
  EXPECT_EQ(values("Plans?$filter=not (ById eq 1)").size(), 41U) << "null is not 1";
  EXPECT_EQ(values("Plans?$filter=SubmittedAt lt 2030-01-01T00:00:00Z and Late eq false").size(), 41U);
  auto const counted = json_of(ask(admin_, "Plans?$count=true&$top=3&$skip=1&$filter=Office eq 'Одеса'"));
  EXPECT_EQ(counted.at("@odata.count"), 40);
  EXPECT_EQ(counted.at("value").as_array().size(), 3U);
  EXPECT_FALSE(counted.as_object().contains("@odata.nextLink"));
}

TEST_P(OData, groups_are_added_up) {
  auto const groups = values(
      "Plans?$apply=groupby((Office),aggregate(Amount with sum as Total,Amount with max as Most,$count as "
      "Rows,"
      "Day with countdistinct as Days))&$orderby=Total desc");
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].at("Office"), "Одеса");
  EXPECT_EQ(groups[0].at("Total").to_number<double>(), 40 * 100 + 39 * 20);
  EXPECT_EQ(groups[0].at("Most").to_number<double>(), 139);
  EXPECT_EQ(groups[0].at("Rows"), 40);
  EXPECT_EQ(groups[0].at("Days"), 40);
  EXPECT_EQ(values("Plans?$apply=aggregate(Amount with average as Mean)")[0].at("Mean").to_number<double>(),
            140.98);
  EXPECT_EQ(values("Plans?$apply=groupby((Office,Late))").size(), 2U);
}

TEST_P(OData, monthly_numbers_put_plan_and_fact_side_by_side) {
  auto const months = values("MonthlyNumbers?$filter=Geo eq 'Порт'&$orderby=Month");
  ASSERT_EQ(months.size(), 2U);
  EXPECT_EQ(months[0].at("Month"), "2024-12-01");
  EXPECT_EQ(months[0].at("Fact").to_number<double>(), -7);
  EXPECT_EQ(months[1].at("Month"), "2025-01-01");
  EXPECT_TRUE(months[1].at("Fact").is_null());
  EXPECT_EQ(values("Facts")[0].at("Month"), "2024-12-01");
  EXPECT_TRUE(values("Facts")[0].at("Day").is_null());
  EXPECT_EQ(values("Territories?$filter=Open").size(), 2U);
}

TEST_P(OData, everybody_reads_their_own_office_only) {
  auto const head_of_all = ask(owner_, "Plans?$filter=OfficeId eq " + std::to_string(lviv_.value));
  EXPECT_EQ(json_of(head_of_all).at("value").as_array().size(), 1U);
  auto const own = as(head_, {.path = "/odata/v4/Plans?$count=true"});
  EXPECT_EQ(own.status, 200);
  EXPECT_EQ(json_of(own).at("@odata.count"), 40);
  EXPECT_EQ(json_of(as(head_, {.path = "/odata/v4/MonthlyNumbers"})).at("value").as_array().size(), 2U);
}

TEST_P(OData, large_sets_come_in_parts_that_fit_together) {
  write([&](store::Unit& unit) {
    auto const first = store::day_of(1990, 1, 1);
    for (std::int32_t day = 0; day < 6'000; ++day)
      store::insert_plan(unit.sql, {centre_, first + day, units(1), std::nullopt, now, false});
  });
  for (auto const* const order : {"", "&$orderby=Day"}) {
    std::set<std::int64_t> ids;
    std::string question = std::string("Plans?$select=Id,Day&$top=6010&$skip=5") + order;
    int parts = 0;
    std::size_t rows = 0;
    while (!question.empty()) {
      auto const body = json_of(ask(admin_, question));
      for (auto const& row : body.at("value").as_array()) ids.insert(row.at("Id").to_number<std::int64_t>());
      rows += body.at("value").as_array().size();
      ++parts;
      auto const* const next = body.as_object().if_contains("@odata.nextLink");
      question =
          next == nullptr
              ? ""
              : std::string(next->as_string()).substr(std::string("http://profit.example/odata/v4/").size());
    }
    EXPECT_EQ(parts, 2) << order;
    EXPECT_EQ(rows, 6'010U) << order;
    EXPECT_EQ(ids.size(), 6'010U) << order;
  }
}

TEST_P(OData, what_is_not_offered_is_refused_by_name) {
  EXPECT_THAT(refused("Plans?$expand=Office"), HasSubstr("$expand"));
  EXPECT_THAT(refused("Plans?$filter=Password eq 'x'"), HasSubstr("Password"));
  EXPECT_THAT(refused("Plans?$filter=Amount eq 'x'"), HasSubstr("another type"));
  EXPECT_THAT(refused("Plans?$filter=Office eq 'x' or 1 eq 1"), HasSubstr("no property 1"));
  EXPECT_THAT(refused("Plans?$filter=Office eq 'x"), HasSubstr("another type"));
  EXPECT_THAT(refused("Plans?$filter=(Late"), HasSubstr("bracket"));
  EXPECT_THAT(refused("Plans?$orderby=Amount desc; drop table plans"), HasSubstr("$orderby"));
  EXPECT_THAT(refused("Plans?$select=Amount\" from users"), HasSubstr("$select"));
  EXPECT_THAT(refused("Plans?$top=-1"), HasSubstr("$top"));
  EXPECT_THAT(refused("Plans?$apply=groupby((Office),aggregate(Office with sum as X))"),
              HasSubstr("added up"));
  EXPECT_THAT(refused("Plans?$apply=groupby((Office),aggregate(Amount with sum as Office))"),
              HasSubstr("name"));
  EXPECT_THAT(refused("Plans?$filter=" + std::string(60, '(') + "Late" + std::string(60, ')')),
              HasSubstr("many"));
  EXPECT_EQ(values("Plans?$filter=Office eq ''' or ''1'' eq ''1'").size(), 0U);
}

}  // namespace
}  // namespace pb::api
