#include "reports/test_deliveries.h"

namespace pb::reports {
namespace {

using store::DeliveryState;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class MailDeliveries : public TestDeliveries {
 protected:
  MailDeliveries() {
    office_of_deliveries_.workshop.send_mail = [this](MailToSend const& mail) {
      sent_.push_back(mail);
      auto const answer = answers_.empty() ? mail::Answer{} : answers_.front();
      if (!answers_.empty()) answers_.erase(answers_.begin());
      return answer;
    };
    auto schedule = subscription();
    schedule.recipients = {to_mail("director@example.com")};
    scheduled(owner_, schedule);
  }

  std::vector<MailToSend> sent_;
  std::vector<mail::Answer> answers_;
};
INSTANTIATE_TEST_SUITE_P(Engines, MailDeliveries, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(MailDeliveries, a_mail_that_the_server_has_taken_is_sent) {
  slot_comes();
  run_jobs();

  ASSERT_THAT(sent_, SizeIs(1));
  EXPECT_EQ(sent_.front().address, "director@example.com");
  EXPECT_THAT(sent_.front().parts, SizeIs(1));
  EXPECT_THAT(states(), ElementsAre(DeliveryState::sent));
  EXPECT_EQ(made_.front().channel, Channel::email);
}

TEST_P(MailDeliveries, a_refusal_is_the_receipts_reason_and_not_tried_again) {
  answers_ = {{mail::End::refused, "550 no such user"}};
  slot_comes();
  run_jobs();

  EXPECT_THAT(sent_, SizeIs(1));
  EXPECT_THAT(states(), ElementsAre(DeliveryState::failed));
  EXPECT_EQ(deliveries().front().reason, "550 no such user");
}

TEST_P(MailDeliveries, a_server_that_is_busy_gets_the_same_mail_later) {
  answers_ = {{mail::End::later, "421 busy"}, {mail::End::later, "421 busy"}};
  slot_comes();
  run_jobs();

  ASSERT_THAT(sent_, SizeIs(3));
  EXPECT_EQ(sent_[0].delivery, sent_[2].delivery);
  EXPECT_THAT(states(), ElementsAre(DeliveryState::sent));
  EXPECT_EQ(deliveries().front().attempts, 3);
}

TEST_P(MailDeliveries, a_server_that_is_busy_for_ever_is_given_up) {
  answers_.assign(100, {mail::End::later, "421 busy"});
  slot_comes();
  run_jobs();

  EXPECT_THAT(states(), ElementsAre(DeliveryState::failed));
  EXPECT_LT(sent_.size(), 20U);
}

TEST_P(MailDeliveries, a_server_that_is_away_is_no_fault_of_the_address) {
  for (int slot = 0; slot < 4; ++slot) {
    answers_.assign(100, {mail::End::unreachable, "could not connect"});
    slot_comes();
    run_jobs();
  }

  EXPECT_THAT(states(), testing::Each(DeliveryState::failed));
  EXPECT_THAT(paused_, IsEmpty());

  answers_.assign(100, {mail::End::refused, "550 no such user"});
  for (int slot = 0; slot < 4; ++slot) {
    slot_comes();
    run_jobs();
  }
  EXPECT_THAT(paused_, SizeIs(1));
}

TEST_P(MailDeliveries, somebody_who_wants_reports_by_mail_gets_them_there) {
  write([&](store::Unit& unit) {
    store::set_user_email(unit.sql, mykola_.user, "olena@example.com");
    store::set_user_preferences(
        unit.sql, mykola_.user,
        store::to_json({.quiet_from = 0, .quiet_until = 23 * 60, .report = store::NoticeChannel::email}),
        std::nullopt);
  });
  subscribed(mykola_, subscription());
  slot_comes();
  run_jobs();

  EXPECT_THAT(sent_, SizeIs(2));
  EXPECT_EQ(sent_.back().address, "olena@example.com") << "and quiet hours hold no mail back";
  EXPECT_THAT(outgoing(), IsEmpty());
  EXPECT_FALSE(made_.back().everything) << "with the own scope";
}

TEST_P(MailDeliveries, who_leaves_gets_nothing_more_and_the_owner_is_told) {
  auto const recipient =
      read([](store::Unit& unit) { return store::report_recipients(unit.sql, {1}); }).front();
  auto const leave = [&] {
    return write(
        [&](store::Unit& unit) { return leave_schedule(unit, recipient.id, office_of_deliveries_.notices); });
  };

  EXPECT_TRUE(leave());
  EXPECT_FALSE(leave());
  slot_comes();
  run_jobs();

  EXPECT_THAT(sent_, IsEmpty());
  EXPECT_THAT(left_, ElementsAre(recipient.id));
}

TEST_P(MailDeliveries, a_connection_lost_after_the_message_is_never_repeated_by_itself) {
  answers_ = {{mail::End::uncertain, "connection lost after DATA"}};
  slot_comes();
  run_jobs();
  slot_again();
  run_jobs();

  EXPECT_THAT(sent_, SizeIs(1));
  EXPECT_THAT(states(), ElementsAre(DeliveryState::uncertain));

  auto const id = deliveries().front().id;
  EXPECT_TRUE(write([&](store::Unit& unit) { return send_again(unit, owner_, id); }));
  run_jobs();
  EXPECT_THAT(sent_, SizeIs(2));
  EXPECT_THAT(states(), ElementsAre(DeliveryState::uncertain, DeliveryState::sent));
}

TEST_P(MailDeliveries, a_worker_that_died_while_sending_leaves_it_uncertain) {
  slot_comes();
  ASSERT_TRUE(run(*claim({std::string(kSlotJob)})));
  ASSERT_TRUE(run(*claim({std::string(kCopyJob)})));
  auto const id = deliveries().front().id;
  write([&](store::Unit& unit) { return store::begin_sending(unit.sql, id, 1); });

  run_jobs();

  EXPECT_THAT(sent_, IsEmpty());
  EXPECT_THAT(states(), ElementsAre(DeliveryState::uncertain));
}

TEST_P(MailDeliveries, without_a_server_the_receipt_says_so) {
  office_of_deliveries_.workshop.send_mail = {};
  slot_comes();
  run_jobs();

  EXPECT_THAT(states(), ElementsAre(DeliveryState::failed));
  EXPECT_EQ(deliveries().front().reason, "report.reason.no_mail");
}

}  // namespace
}  // namespace pb::reports
