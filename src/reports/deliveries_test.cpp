#include "reports/test_deliveries.h"

namespace pb::reports {
namespace {

using delivery::ReceiptEnd;
using store::DeliveryState;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Deliveries : public TestDeliveries {};
INSTANTIATE_TEST_SUITE_P(Engines, Deliveries, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Deliveries, a_subscription_brings_its_document_when_its_time_comes) {
  subscribed(mykola_, subscription());
  slot_comes();

  run_jobs();

  ASSERT_THAT(outgoing(), SizeIs(1));
  EXPECT_EQ(outgoing().front().method, "sendDocument");
  EXPECT_EQ(outgoing().front().chat_id, tg_id(2));
  EXPECT_THAT(states(), ElementsAre(DeliveryState::sending));
  telegram_says(ReceiptEnd::confirmed);
  EXPECT_THAT(states(), ElementsAre(DeliveryState::sent));
  EXPECT_EQ(event_types().back(), "report.delivered");
}

TEST_P(Deliveries, the_job_of_a_slot_that_runs_twice_delivers_once) {
  subscribed(mykola_, subscription());
  slot_comes();
  run_jobs();
  telegram_says(ReceiptEnd::confirmed);

  slot_again();
  run_jobs();

  EXPECT_THAT(outgoing(), IsEmpty());
  EXPECT_THAT(states(), ElementsAre(DeliveryState::sent));
}

TEST_P(Deliveries, the_job_of_a_copy_that_runs_twice_hands_over_once) {
  subscribed(mykola_, subscription());
  slot_comes();
  ASSERT_TRUE(run(*claim({std::string(kSlotJob)})));
  auto const copy = deliveries().front().copy;
  run_jobs();

  write([&](store::Unit& unit) { make_copy_soon(unit, *copy, jobs::Priority::bulk); });
  run_jobs();

  EXPECT_THAT(outgoing(), SizeIs(1));
  EXPECT_THAT(made_, SizeIs(1));
}

TEST_P(Deliveries, a_worker_that_was_lost_after_it_handed_over_leaves_nothing_to_hand_over_again) {
  subscribed(mykola_, subscription());
  slot_comes();
  ASSERT_TRUE(run(*claim({std::string(kSlotJob)})));
  auto const first = *claim({std::string(kCopyJob)});
  jobs::Attempt late(first, clock_);
  clock_.advance(std::chrono::minutes(5));
  now = clock_.now();
  write([&](store::Unit& unit) {
    return jobs::take_back_expired(unit.sql, unit.now, std::chrono::minutes(3)).again.size();
  });
  auto const second = *claim({std::string(kCopyJob)});
  ASSERT_TRUE(run(second));

  EXPECT_THROW((void)run_copy_job(office_of_deliveries_, late), jobs::LostLease);

  EXPECT_THAT(outgoing(), SizeIs(1));
}

TEST_P(Deliveries, equal_copies_are_made_once_and_offices_see_their_own) {
  for (auto const& actor : {mykola_, maria_, ivan_, owner_}) subscribed(actor, subscription());
  slot_comes();

  run_jobs();

  EXPECT_THAT(outgoing(), SizeIs(4));
  ASSERT_THAT(made_, SizeIs(3));
  std::vector<std::int64_t> offices;
  for (auto const& request : made_) offices.push_back(request.everything ? 0 : request.office.value().value);
  EXPECT_THAT(offices, testing::UnorderedElementsAre(0, kyiv_.value, lviv_.value));
}

TEST_P(Deliveries, who_reads_another_language_gets_a_copy_of_their_own) {
  subscribed(mykola_, subscription());
  subscribed(maria_, subscription());
  write([&](store::Unit& unit) { store::set_user_language(unit.sql, maria_.user, "en"); });
  slot_comes();

  run_jobs();

  EXPECT_THAT(made_, SizeIs(2));
}

TEST_P(Deliveries, a_chat_sees_what_the_owner_of_the_schedule_sees_at_that_time) {
  auto const head = add_person("Олег", Role::head, kyiv_);
  write([&](store::Unit& unit) {
    store::save_group_chat(unit.sql,
                           {.chat_id = -5, .title = "Група", .language = "ru", .added_at = unit.now});
  });
  auto schedule = subscription();
  schedule.recipients = {to_chat(-5)};
  scheduled(head, schedule);
  write([&](store::Unit& unit) { store::set_user_role(unit.sql, head.user, Role::head, lviv_); });
  slot_comes();

  run_jobs();

  ASSERT_THAT(made_, SizeIs(1));
  EXPECT_EQ(made_.front().office, lviv_);
  EXPECT_FALSE(made_.front().everything);
  EXPECT_EQ(made_.front().language, i18n::Language::ru);
  EXPECT_EQ(outgoing().front().chat_id, -5);
}

TEST_P(Deliveries, a_schedule_whose_owner_is_gone_pauses_and_somebody_is_told_once) {
  auto const schedule = subscribed(mykola_, subscription());
  write(
      [&](store::Unit& unit) { store::set_user_status(unit.sql, mykola_.user, store::UserStatus::blocked); });
  slot_comes();
  run_jobs();
  slot_comes();
  run_jobs();

  EXPECT_THAT(orphaned_, ElementsAre(schedule.id));
  EXPECT_THAT(outgoing(), IsEmpty());
  EXPECT_THAT(read([](store::Unit& unit) { return store::report_times(unit.sql); }), IsEmpty());
}

TEST_P(Deliveries, a_report_that_cannot_be_made_says_so_on_its_receipt_and_the_others_go_out) {
  making_fails_ = ErrorCode::invalid;
  subscribed(mykola_, subscription());
  slot_comes();
  run_jobs();
  EXPECT_THAT(states(), ElementsAre(DeliveryState::failed));
  EXPECT_EQ(deliveries().front().reason, "error.not_found");

  making_fails_.reset();
  subscribed(ivan_, subscription());
  slot_comes();
  run_jobs();

  EXPECT_THAT(outgoing(), SizeIs(2));
}

TEST_P(Deliveries, trouble_of_the_moment_is_tried_again_and_its_copy_arrives_once) {
  making_fails_ = ErrorCode::unavailable;
  subscribed(mykola_, subscription());
  slot_comes();
  run_jobs(3);
  EXPECT_THAT(states(), ElementsAre(DeliveryState::queued));

  making_fails_.reset();
  run_jobs();

  EXPECT_THAT(outgoing(), SizeIs(1));
}

TEST_P(Deliveries, several_messages_make_one_receipt) {
  subscribed(mykola_, subscription({Format::text, Format::pdf, Format::xlsx}));
  slot_comes();
  run_jobs();
  ASSERT_THAT(outgoing(), SizeIs(3));

  telegram_says(ReceiptEnd::confirmed);

  EXPECT_THAT(states(), ElementsAre(DeliveryState::sent));
  auto const types = event_types();
  EXPECT_EQ(std::ranges::count(types, "report.delivered"), 1);
}

TEST_P(Deliveries, after_failures_in_a_row_a_recipient_is_paused_and_the_owner_told_once) {
  subscribed(mykola_, subscription());
  for (int n = 0; n < kFailuresInARow; ++n) {
    EXPECT_THAT(paused_, IsEmpty());
    slot_comes();
    run_jobs();
    telegram_says(ReceiptEnd::refused, "blocked");
  }
  ASSERT_THAT(paused_, SizeIs(1));

  slot_comes();
  run_jobs();
  EXPECT_THAT(outgoing(), IsEmpty());
  EXPECT_EQ(states().back(), DeliveryState::skipped);
  EXPECT_THAT(paused_, SizeIs(1));

  write([&](store::Unit& unit) { return resume_recipient(unit, mykola_, paused_.front()); });
  slot_comes();
  run_jobs();
  EXPECT_THAT(outgoing(), SizeIs(1));
}

TEST_P(Deliveries, a_success_ends_the_row_of_failures) {
  subscribed(mykola_, subscription());
  for (auto const end : {ReceiptEnd::refused, ReceiptEnd::refused, ReceiptEnd::confirmed, ReceiptEnd::refused,
                         ReceiptEnd::refused}) {
    slot_comes();
    run_jobs();
    telegram_says(end, "no");
  }

  EXPECT_THAT(paused_, IsEmpty());
}

TEST_P(Deliveries, quiet_hours_hold_reports_back_and_let_them_go_together) {
  write([&](store::Unit& unit) {
    store::set_user_preferences(unit.sql, mykola_.user,
                                store::to_json({.quiet_from = 8 * 60, .quiet_until = 10 * 60}), std::nullopt);
  });
  subscribed(mykola_, subscription());
  subscribed(mykola_, subscription({Format::xlsx}));
  slot_comes();
  run_jobs();
  EXPECT_THAT(outgoing(), IsEmpty());
  EXPECT_THAT(states(), Each(DeliveryState::held));
  EXPECT_THAT(made_, SizeIs(2));

  clock_.advance(std::chrono::hours(1));
  now = clock_.now();
  run_jobs();

  ASSERT_THAT(outgoing(), SizeIs(2));
  for (auto const& message : outgoing()) EXPECT_THAT(message.payload, HasSubstr("disable_notification"));
  EXPECT_THAT(together_, ElementsAre("Monthly", "Monthly"));
  telegram_says(ReceiptEnd::confirmed);
  EXPECT_THAT(states(), Each(DeliveryState::sent));
}

TEST_P(Deliveries, who_has_switched_reports_off_gets_none) {
  write([&](store::Unit& unit) {
    store::set_user_preferences(unit.sql, mykola_.user,
                                store::to_json({.report = store::NoticeChannel::none}), std::nullopt);
  });
  subscribed(mykola_, subscription());
  slot_comes();

  run_jobs();

  EXPECT_THAT(outgoing(), IsEmpty());
  EXPECT_EQ(deliveries().front().reason, "report.reason.own_choice");
}

TEST_P(Deliveries, only_what_is_behind_is_sent_where_the_schedule_says_so) {
  std::optional<std::int64_t> attainment;
  office_of_deliveries_.workshop.attainment = [&](CopyRequest const&) { return attainment; };
  auto schedule = subscription();
  schedule.condition = store::ReportCondition::attainment_below;
  schedule.threshold = 9'000;
  subscribed(mykola_, schedule);

  for (auto const value : {std::optional<std::int64_t>(), std::optional<std::int64_t>(9'000),
                           std::optional<std::int64_t>(8'999)}) {
    EXPECT_THAT(outgoing(), IsEmpty());
    attainment = value;
    slot_comes();
    run_jobs();
  }

  EXPECT_THAT(outgoing(), SizeIs(1));
  EXPECT_THAT(states(), ElementsAre(DeliveryState::skipped, DeliveryState::skipped, DeliveryState::sending));
}

TEST_P(Deliveries, by_hand_it_goes_to_who_asked_at_once_and_again_when_asked_again) {
  auto const asked = write([&](store::Unit& unit) {
    return send_now(unit, mykola_, {.definition = "monthly", .formats = {Format::pdf}}).value();
  });
  run_jobs();
  EXPECT_FALSE(write([&](store::Unit& unit) { return send_again(unit, mykola_, asked); }));
  telegram_says(ReceiptEnd::uncertain, "lost");
  EXPECT_THAT(states(), ElementsAre(DeliveryState::uncertain));

  EXPECT_FALSE(write([&](store::Unit& unit) { return send_again(unit, ivan_, asked); }));
  EXPECT_TRUE(write([&](store::Unit& unit) { return send_again(unit, mykola_, asked); }));
  run_jobs();

  EXPECT_THAT(outgoing(), SizeIs(1));
  EXPECT_THAT(made_, SizeIs(1));
}

TEST_P(Deliveries, sent_again_after_its_files_are_gone_it_is_made_again) {
  subscribed(mykola_, subscription());
  slot_comes();
  run_jobs();
  telegram_says(ReceiptEnd::confirmed);
  now += std::chrono::hours(24 * 30);
  clock_.set(now);
  write([&](store::Unit& unit) { return store::prune_artefacts(unit.sql, unit.now - kArtefactsKept, 100); });

  auto const again =
      write([&](store::Unit& unit) { return send_again(unit, mykola_, deliveries().front().id); });
  run_jobs();

  ASSERT_TRUE(again);
  ASSERT_THAT(made_, SizeIs(2));
  EXPECT_EQ(made_[0], made_[1]);
  EXPECT_THAT(outgoing(), SizeIs(1));
}

}  // namespace
}  // namespace pb::reports
