#include "api/test_door.h"
#include "reports/runs.h"
#include "store/report_copies.h"

namespace pb::api {
namespace {

using testing::Contains;
using testing::HasSubstr;

class ReportResources : public TestDoor {
 protected:
  auto post(Actor const& actor, std::string path, std::string body) -> http::Response {
    return as(actor, {.method = "POST", .path = std::move(path), .body = std::move(body)});
  }
  static auto definition(std::string const& name, std::string const& title = "My weeks") -> std::string {
    return R"({"name":")" + name + R"(","title":{"en":")" + title +
           R"("},"period":"last 7 days","blocks":[{"kind":"tiles","query":{"measures":["plan","fact"]}}]})";
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ReportResources, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(ReportResources, built_in_reports_are_listed_and_shown_with_their_definition) {
  auto const listed = json_of(as(manager_, {.path = "/reports", .headers = {{"Accept-Language", "en"}}}));
  EXPECT_GE(listed.at("items").as_array().size(), 11U);
  auto const monthly = json_of(as(manager_, {.path = "/reports/monthly"}));
  EXPECT_EQ(monthly.at("built_in"), true);
  EXPECT_FALSE(monthly.at("definition").at("blocks").as_array().empty());
  EXPECT_EQ(code_of(as(manager_, {.path = "/reports/nothing"})), "report.unknown");
}

TEST_P(ReportResources, a_report_of_ones_own_is_made_changed_and_archived) {
  auto const made =
      post(admin_, "/reports", R"({"name":"my-weeks","definition":)" + definition("my-weeks") + "}");
  EXPECT_EQ(made.status, 201);
  auto const where = header(made, "Location");
  auto const change = R"({"definition":)" + definition("my-weeks", "Weeks") + "}";
  EXPECT_EQ(json_of(changed(admin_, where, change, "PUT")).at("version"), 2);
  EXPECT_EQ(as(admin_, {.method = "PUT", .path = where, .body = change}).status, 428);
  auto const wrong = post(
      admin_, "/reports",
      R"({"name":"x","definition":{"name":"x","title":{"en":"X"},"period":"today","blocks":[{"kind":"pie"}]}})");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(std::string(json_of(wrong).at_pointer("/errors/0/pointer").as_string()),
              HasSubstr("/definition/blocks/0"));
  EXPECT_EQ(as(admin_, {.method = "DELETE", .path = where}).status, 204);
  EXPECT_EQ(as(admin_, {.path = where}).status, 404);
}

TEST_P(ReportResources, a_preview_shows_what_the_reader_may_see) {
  auto const body = R"({"definition":)" + definition("my-weeks") + "}";
  EXPECT_EQ(code_of(post(admin_, "/report-previews", body)), "numbers.loading");
  give_plan(port_, today_ - 1, store::units(100), manager_.user);
  give_plan(centre_, today_ - 1, store::units(50));
  load_numbers();
  auto const built = json_of(post(admin_, "/report-previews", body));
  EXPECT_EQ(built.at("blocks").as_array().size(), 1U);
  EXPECT_THAT(boost::json::serialize(built), HasSubstr("15000"));
  EXPECT_THAT(boost::json::serialize(json_of(post(manager_, "/report-previews", body))), HasSubstr("10000"));
}

TEST_P(ReportResources, a_run_is_looked_after_downloaded_and_cancelled) {
  auto const started = post(manager_, "/report-runs", R"({"report":"monthly","formats":["pdf","csv"]})");
  EXPECT_EQ(started.status, 202);
  auto const where = header(started, "Location");
  auto const queued = as(manager_, {.path = where});
  EXPECT_EQ(json_of(queued).at("state"), "queued");
  EXPECT_EQ(header(queued, "Retry-After"), "1");

  write([&](store::Unit& unit) {
    auto const run = reports::list_runs(unit, manager_, 1'000'000, 1)[0].stored;
    return store::save_copy(unit.sql, run.copy, "Monthly",
                            {{store::ArtefactRole::document, "monthly.pdf", "application/pdf", "%PDF-"}},
                            now);
  });
  auto const made = json_of(as(manager_, {.path = where}));
  EXPECT_EQ(made.at("state"), "made");
  EXPECT_EQ(made.at("progress"), 100);
  std::string const url(made.at_pointer("/files/0/url").as_string());
  auto const file = as(manager_, {.path = url});
  EXPECT_EQ(file.body, "%PDF-");
  EXPECT_EQ(header(file, "Content-Disposition"), "attachment; filename=\"monthly.pdf\"");
  EXPECT_EQ(as(head_, {.path = url}).status, 404) << "not theirs";
  EXPECT_EQ(as(head_, {.path = where}).status, 404);

  EXPECT_EQ(as(manager_, {.method = "DELETE", .path = where}).status, 204);
  EXPECT_EQ(json_of(as(manager_, {.path = where})).at("state"), "cancelled");
  EXPECT_EQ(as(manager_, {.path = url}).status, 404);
  EXPECT_EQ(json_of(as(manager_, {.path = "/report-runs"})).at("items").as_array().size(), 1U);
  EXPECT_EQ(code_of(post(manager_, "/report-runs", R"({"report":"monthly","formats":[]})")),
            "report.formats");
}

TEST_P(ReportResources, a_schedule_is_made_changed_and_removed) {
  auto const made = post(
      admin_, "/schedules",
      R"({"report":"weekly","cron":"0 9 * * 1","formats":["pdf"],"recipients":[{"kind":"person","user":)" +
          std::to_string(manager_.user.value) + "}]}");
  EXPECT_EQ(made.status, 201) << made.body;
  auto const where = header(made, "Location");
  EXPECT_EQ(json_of(changed(admin_, where, R"({"enabled":false})")).at("enabled"), false);
  EXPECT_EQ(code_of(changed(admin_, where, R"({"cron":"every day"})")), "cron.fields");
  auto const added = post(admin_, where + "/recipients",
                          R"({"kind":"email","address":"board@example.com","language":"en"})");
  EXPECT_EQ(added.status, 201);
  auto const recipients = json_of(added).at("recipients").as_array();
  ASSERT_EQ(recipients.size(), 2U);
  auto const recipient =
      where + "/recipients/" + std::to_string(recipients[1].at("id").to_number<std::int64_t>());
  EXPECT_EQ(as(manager_, {.method = "DELETE", .path = recipient}).status, 404);
  EXPECT_EQ(as(admin_, {.method = "POST", .path = recipient + "/resumption"}).status, 204);
  EXPECT_EQ(as(admin_, {.method = "DELETE", .path = recipient}).status, 204);
  EXPECT_EQ(json_of(as(admin_, {.path = where + "/deliveries"})).at("items").as_array().size(), 0U);
  EXPECT_EQ(json_of(as(admin_, {.path = "/schedules?mine=true"})).at("items").as_array().size(), 1U);
  EXPECT_EQ(json_of(as(manager_, {.path = "/schedules"})).at("items").as_array().size(), 0U);
  EXPECT_EQ(as(manager_, {.path = where}).status, 404);
  EXPECT_EQ(as(admin_, {.method = "DELETE", .path = where}).status, 204);
  EXPECT_EQ(as(admin_, {.path = where}).status, 404);
}

TEST_P(ReportResources, a_report_is_sent_to_oneself) {
  auto const sent = post(manager_, "/deliveries", R"({"report":"digest","formats":["png"]})");
  EXPECT_EQ(sent.status, 202);
  auto const again =
      "/deliveries/" + std::to_string(json_of(sent).at("id").to_number<std::int64_t>()) + "/redelivery";
  EXPECT_EQ(code_of(post(manager_, again, "")), "report.on_its_way");
  EXPECT_EQ(code_of(post(stranger_, again, "")), "report.delivery_unknown");
}

}  // namespace
}  // namespace pb::api
