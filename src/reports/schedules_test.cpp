#include "reports/schedules.h"

#include "reports/schedule_rules.h"
#include "reports/stored_definitions.h"
#include "reports/test_deliveries.h"

namespace pb::reports {
namespace {

auto text_of(std::string const& name) -> std::string {
  return R"({"name": ")" + name + R"(", "title": {"en": "Mine"}, "period": "this month", "blocks": []})";
}

using testing::SizeIs;

class ReportSchedules : public TestDeliveries {
 protected:
  auto refused(Actor const& actor, NewSchedule const& schedule) -> std::string {
    auto const result = write([&](store::Unit& unit) { return create_schedule(unit, actor, schedule); });
    return result ? "" : result.error().message.key;
  }
  auto to(Actor const& actor) -> NewRecipient { return {.where = {.user = actor.user}}; }
  auto good() -> NewSchedule {
    auto schedule = subscription();
    schedule.recipients = {to(mykola_)};
    return schedule;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ReportSchedules, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(ReportSchedules, what_is_wrong_is_named) {
  auto const with = [&](auto change) {
    auto schedule = good();
    change(schedule);
    return refused(mykola_, schedule);
  };

  EXPECT_EQ(with([](auto&) {}), "");
  EXPECT_EQ(with([](auto& s) { s.definition = "nobody"; }), "error.report.unknown");
  EXPECT_EQ(with([](auto& s) { s.parameters = "[]"; }), "error.query.kind_of_value");
  EXPECT_EQ(with([](auto& s) { s.expression = "0 25 * * *"; }), "error.cron.value");
  EXPECT_EQ(with([](auto& s) { s.expression = "*/5 * * * *"; }), "error.report.too_often");
  EXPECT_EQ(with([](auto& s) { s.time_zone = "Mars/Olympus"; }), "error.time_zone.unknown");
  EXPECT_EQ(with([](auto& s) { s.formats = {}; }), "error.report.formats");
  EXPECT_EQ(with([](auto& s) { s.formats = {Format::pdf, Format::pdf}; }), "error.report.formats");
  EXPECT_EQ(with([](auto& s) { s.threshold = 5; }), "error.report.threshold");
  EXPECT_EQ(with([](auto& s) { s.language = "de"; }), "error.language.unknown");
  EXPECT_EQ(with([](auto& s) { s.recipients.clear(); }), "error.report.recipients");
}

TEST_P(ReportSchedules, managers_send_to_themselves_heads_to_their_office_and_admins_to_anybody) {
  auto const head = add_person("Олег", Role::head, kyiv_);
  auto schedule = good();

  schedule.recipients = {to(maria_)};
  EXPECT_EQ(refused(mykola_, schedule), "error.not_allowed");
  EXPECT_EQ(refused(head, schedule), "");
  schedule.recipients = {to(ivan_)};
  EXPECT_EQ(refused(head, schedule), "error.report.recipient_unknown");
  EXPECT_EQ(refused(owner_, schedule), "");
  schedule.recipients = {to_mail("a@example.com")};
  EXPECT_EQ(refused(mykola_, schedule), "error.not_allowed");
  EXPECT_EQ(refused(owner_, schedule), "");
  schedule.recipients = {to_mail("nobody")};
  EXPECT_EQ(refused(owner_, schedule), "error.mail.address");
  schedule.recipients = {to_chat(-77)};
  EXPECT_EQ(refused(owner_, schedule), "error.group.not_found");
}

TEST_P(ReportSchedules, a_strangers_schedule_does_not_exist) {
  auto const schedule = subscribed(mykola_, subscription());
  auto const remove = [&](Actor const& actor) {
    return write([&](store::Unit& unit) { return remove_schedule(unit, actor, schedule.id); });
  };

  EXPECT_EQ(remove(maria_).error().code, ErrorCode::not_found);
  EXPECT_EQ(remove(ivan_).error().code, ErrorCode::not_found);
  EXPECT_TRUE(remove(owner_));
  EXPECT_EQ(event_types().back(), "report.schedule_removed");
}

TEST_P(ReportSchedules, what_was_switched_on_again_does_not_send_what_is_past) {
  auto const schedule = subscribed(mykola_, subscription());
  auto const enable = [&](bool on) {
    write([&](store::Unit& unit) { return change_schedule(unit, mykola_, schedule.id, {.enabled = on}); });
  };
  slot_comes();
  enable(false);
  now += std::chrono::minutes(1);
  enable(true);

  run_jobs();

  EXPECT_THAT(deliveries(), SizeIs(0));
}

TEST_P(ReportSchedules, the_same_change_again_is_no_event) {
  auto const schedule = subscribed(mykola_, subscription());
  auto const change = [&] {
    write([&](store::Unit& unit) {
      return change_schedule(unit, mykola_, schedule.id, {.expression = "0 8 * * *"});
    });
    return event_types().size();
  };

  EXPECT_EQ(change(), change());
}

TEST_P(ReportSchedules, people_at_the_same_time_share_one_cron_schedule) {
  subscribed(mykola_, subscription());
  subscribed(maria_, subscription());
  auto other = subscription();
  other.expression = "0 8 * * 1";
  subscribed(maria_, other);

  EXPECT_THAT(read([](store::Unit& unit) { return report_times(unit.sql); }), SizeIs(2 + 1));
}

TEST_P(ReportSchedules, a_definition_of_a_manager_is_theirs_and_one_of_an_admin_everybodys) {
  auto const save = [&](Actor const& actor, std::string const& name) {
    return write([&](store::Unit& unit) { return save_definition(unit, actor, name, text_of(name)); });
  };
  auto const finds = [&](Actor const& actor, std::string const& name) {
    return read([&](store::Unit& unit) { return find_definition(unit, actor, name).has_value(); });
  };
  ASSERT_TRUE(save(mykola_, "mine"));
  ASSERT_TRUE(save(owner_, "ours"));

  EXPECT_TRUE(finds(mykola_, "mine"));
  EXPECT_FALSE(finds(ivan_, "mine"));
  EXPECT_TRUE(finds(ivan_, "ours"));
  EXPECT_EQ(save(ivan_, "mine").error().message.key, "error.report.name_taken");
  EXPECT_EQ(save(ivan_, "monthly").error().message.key, "error.report.name_taken");
  EXPECT_EQ(save(ivan_, "Злий").error().message.key, "error.report.name");
}

TEST_P(ReportSchedules, of_two_who_edit_a_definition_at_once_the_second_is_told) {
  write([&](store::Unit& unit) { return save_definition(unit, owner_, "ours", text_of("ours")); });
  auto const edit = [&] {
    return write(
        [&](store::Unit& unit) { return edit_definition(unit, owner_, "ours", 1, text_of("ours")); });
  };

  EXPECT_EQ(edit().value().version, 2);
  EXPECT_EQ(edit().error().code, ErrorCode::conflict);
}

TEST(CopyRequestText, comes_back_as_it_was) {
  CopyRequest const request{.definition = "monthly",
                            .version = 3,
                            .parameters = R"({"period":"last_month"})",
                            .office = OfficeId{7},
                            .language = i18n::Language::ru,
                            .time_zone = "Europe/Kyiv",
                            .slot = Instant(std::chrono::microseconds(1'234'567)),
                            .formats = {Format::pdf, Format::xlsx},
                            .channel = Channel::email};

  EXPECT_EQ(copy_request_from(to_json(request)), request);
  EXPECT_EQ(copy_request_from("{}"), std::nullopt);
}

}  // namespace
}  // namespace pb::reports
