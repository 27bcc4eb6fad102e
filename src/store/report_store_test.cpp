#include <gmock/gmock.h>

#include "store/report_definitions.h"
#include "store/report_deliveries.h"
#include "store/test_business.h"

namespace pb::store {
namespace {

class ReportStore : public TestBusiness {
 protected:
  auto schedule(UserId owner) -> ReportSchedule {
    ReportSchedule made{.definition = "monthly",
                        .parameters = "{}",
                        .expression = "0 9 1 * *",
                        .time_zone = kKyiv,
                        .formats = "pdf",
                        .owner = owner,
                        .armed_at = now};
    made.id = write([&](Unit& unit) { return insert_report_schedule(unit.sql, made, now); });
    return made;
  }
  auto delivery(std::int64_t round = 0) -> std::optional<ReportDeliveryId> {
    return write([&](Unit& unit) {
      return insert_delivery(unit.sql,
                             {.schedule = schedule_.id,
                              .recipient = recipient_,
                              .slot = now,
                              .round = round,
                              .where = {.user = owner_.user}},
                             now);
    });
  }
  auto state(ReportDeliveryId id) -> DeliveryState {
    return read([&](Unit& unit) { return find_delivery(unit.sql, id)->state; });
  }

  Actor owner_ = add_person("Оксана", Role::owner);
  ReportSchedule schedule_ = schedule(owner_.user);
  ReportRecipientId recipient_ = write([&](Unit& unit) {
    return insert_report_recipient(unit.sql, schedule_.id, {.user = owner_.user}, std::nullopt);
  });
};
INSTANTIATE_TEST_SUITE_P(Engines, ReportStore, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(ReportStore, a_recipient_has_one_delivery_of_a_slot_and_one_more_for_each_round) {
  EXPECT_TRUE(delivery());
  EXPECT_FALSE(delivery());
  EXPECT_TRUE(delivery(1));
  EXPECT_FALSE(delivery(1));
}

TEST_P(ReportStore, deliveries_by_hand_do_not_stand_in_each_others_way) {
  auto const by_hand = [&] {
    return write([&](Unit& unit) {
      return insert_delivery(unit.sql, {.slot = now, .where = {.user = owner_.user}}, now);
    });
  };

  EXPECT_TRUE(by_hand());
  EXPECT_TRUE(by_hand());
}

TEST_P(ReportStore, equal_requests_are_one_copy_and_its_files_come_back_byte_by_byte) {
  auto const first = write([&](Unit& unit) { return want_copy(unit.sql, R"({"a":1})", now); });
  auto const second = write([&](Unit& unit) { return want_copy(unit.sql, R"({"a":1})", now); });
  std::string const bytes("%PDF\0\xff\n", 7);

  auto const saved = write([&](Unit& unit) {
    return save_copy(unit.sql, first, "Title", {{ArtefactRole::document, "a.pdf", "application/pdf", bytes}},
                     now);
  });
  auto const late =
      write([&](Unit& unit) { return save_copy(unit.sql, first, "Other", {{.file_name = "b.pdf"}}, now); });

  EXPECT_EQ(first, second);
  EXPECT_TRUE(saved);
  EXPECT_FALSE(late);
  auto const listed = read([&](Unit& unit) { return list_artefacts(unit.sql, first); });
  ASSERT_EQ(listed.size(), 1);
  EXPECT_EQ(read([&](Unit& unit) { return read_artefact(unit.sql, listed.front().id)->bytes; }), bytes);
}

TEST_P(ReportStore, a_delivery_is_sent_when_its_last_message_is_confirmed) {
  auto const id = *delivery();
  write([&](Unit& unit) { return begin_sending(unit.sql, id, 2); });
  EXPECT_FALSE(write([&](Unit& unit) { return begin_sending(unit.sql, id, 2); }));

  EXPECT_FALSE(write([&](Unit& unit) { return confirm_part(unit.sql, id, 501, now); }));
  EXPECT_EQ(state(id), DeliveryState::sending);
  EXPECT_TRUE(write([&](Unit& unit) { return confirm_part(unit.sql, id, 502, now); }));

  EXPECT_EQ(state(id), DeliveryState::sent);
  EXPECT_EQ(read([&](Unit& unit) { return find_delivery(unit.sql, id)->message_id; }), 501);
}

TEST_P(ReportStore, what_has_ended_does_not_end_again) {
  auto const id = *delivery();
  write([&](Unit& unit) { return begin_sending(unit.sql, id, 1); });
  EXPECT_TRUE(
      write([&](Unit& unit) { return end_delivery(unit.sql, id, DeliveryState::uncertain, "?", now); }));

  EXPECT_FALSE(
      write([&](Unit& unit) { return end_delivery(unit.sql, id, DeliveryState::failed, "no", now); }));
  EXPECT_FALSE(write([&](Unit& unit) { return confirm_part(unit.sql, id, 1, now); }));

  EXPECT_EQ(state(id), DeliveryState::uncertain);
}

TEST_P(ReportStore, a_schedule_armed_after_a_slot_does_not_take_part_in_it) {
  auto const at = [&](Instant slot) {
    return read(
        [&](Unit& unit) { return report_schedules_at(unit.sql, {"0 9 1 * *", kKyiv}, slot, {}, 10).size(); });
  };

  EXPECT_EQ(at(now), 1);
  EXPECT_EQ(at(now - std::chrono::seconds(1)), 0);
}

TEST_P(ReportStore, files_are_forgotten_when_nobody_waits_for_them) {
  auto const copy = write([&](Unit& unit) { return want_copy(unit.sql, "{}", now); });
  write([&](Unit& unit) { return save_copy(unit.sql, copy, "T", {{.file_name = "a.pdf"}}, now); });
  auto const id = write([&](Unit& unit) {
    return *insert_delivery(unit.sql, {.slot = now, .copy = copy, .where = {.user = owner_.user}}, now);
  });
  auto const later = now + std::chrono::hours(24 * 400);
  auto const prune = [&] { return write([&](Unit& unit) { return prune_artefacts(unit.sql, later, 100); }); };

  EXPECT_EQ(prune(), 0);
  write([&](Unit& unit) { return end_delivery(unit.sql, id, DeliveryState::sent, {}, now); });
  EXPECT_EQ(prune(), 1);
  write([&](Unit& unit) { want_copy_again(unit.sql, copy); });

  EXPECT_EQ(read([&](Unit& unit) { return find_copy(unit.sql, copy)->state; }), ReportCopyState::wanted);
  EXPECT_EQ(write([&](Unit& unit) { return prune_deliveries(unit.sql, later, 100); }), 1);
  EXPECT_EQ(read([&](Unit& unit) { return find_copy(unit.sql, copy); }), std::nullopt);
}

TEST_P(ReportStore, a_definition_keeps_its_versions_and_its_name_to_itself) {
  auto const add = [&] {
    return write([&](Unit& unit) {
      return insert_report_definition(unit.sql, {"mine", owner_.user, {}, "{1}"}, now);
    });
  };
  auto const save = [&](ReportDefinitionId id, std::int64_t expected) {
    return write(
        [&](Unit& unit) { return save_report_version(unit.sql, id, expected, "{2}", owner_.user, now); });
  };
  auto const id = *add();

  EXPECT_EQ(add(), std::nullopt);
  EXPECT_EQ(save(id, 1), 2);
  EXPECT_EQ(save(id, 1), std::nullopt);
  EXPECT_EQ(read([&](Unit& unit) { return report_version_text(unit.sql, id, 1); }), "{1}");
  EXPECT_EQ(read([&](Unit& unit) { return find_report_definition(unit.sql, "mine")->text; }), "{2}");
  EXPECT_TRUE(write([&](Unit& unit) { return archive_report_definition(unit.sql, id, now); }));
  EXPECT_TRUE(add());
}

}  // namespace
}  // namespace pb::store
