#include "delivery/mails.h"

#include <gmock/gmock.h>

#include "jobs/claim.h"
#include "store/test_business.h"

namespace pb::delivery {
namespace {

using store::OutgoingMailState;
using testing::HasSubstr;
using testing::SizeIs;

class Mails : public store::TestBusiness {
 protected:
  Mails() {
    write([&](store::Unit& unit) {
      enqueue(unit, {.address = "olena@example.com",
                     .subject = "Digest",
                     .text = "All is well\n",
                     .html = "",
                     .language = "en"});
    });
  }
  auto claimed() -> std::optional<jobs::Job> {
    auto const found = write([&](store::Unit& unit) {
      return jobs::claim(unit.sql,
                         {.kinds = {std::string(kMailJob)}, .now = now, .lease = std::chrono::minutes(1)});
    });
    return found.empty() ? std::nullopt : std::optional(found.front());
  }
  void run(jobs::Job const& job, SendMail const& send) {
    ManualClock const clock(now);
    jobs::Attempt attempt(job, clock);
    auto const done = run_mail_job(database_.get(), clock, send, attempt);
    if (!done)
      write([&](store::Unit& unit) { jobs::fail_until(unit.sql, job, unit.now, done.error().message.key); });
  }
  auto answering(mail::End end) -> SendMail {
    return [this, end](store::OutgoingMail const& mail) {
      sent_.push_back(mail);
      return mail::Answer{end, "words of the server"};
    };
  }
  auto mail() -> store::OutgoingMail {
    return read([](store::Unit& unit) { return store::find_outgoing_mail(unit.sql, {1}).value(); });
  }

  std::vector<store::OutgoingMail> sent_;
};
INSTANTIATE_TEST_SUITE_P(Engines, Mails, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Mails, leave_once) {
  run(*claimed(), answering(mail::End::accepted));

  ASSERT_THAT(sent_, SizeIs(1));
  EXPECT_EQ(sent_.front().text, "All is well\n");
  EXPECT_EQ(mail().state, OutgoingMailState::sent);
  EXPECT_FALSE(claimed());
}

TEST_P(Mails, are_tried_again_while_that_can_help) {
  run(*claimed(), answering(mail::End::later));
  EXPECT_EQ(mail().state, OutgoingMailState::queued);
  EXPECT_EQ(mail().reason, "words of the server");

  run(*claimed(), answering(mail::End::unreachable));
  run(*claimed(), answering(mail::End::accepted));

  EXPECT_THAT(sent_, SizeIs(3));
  EXPECT_EQ(mail().attempts, 3);
  EXPECT_EQ(mail().state, OutgoingMailState::sent);
}

TEST_P(Mails, that_are_refused_or_in_doubt_end_there) {
  run(*claimed(), answering(mail::End::uncertain));

  EXPECT_EQ(mail().state, OutgoingMailState::uncertain);
  EXPECT_FALSE(claimed());
}

TEST_P(Mails, are_not_sent_twice_after_a_worker_that_died) {
  auto const job = *claimed();
  write([&](store::Unit& unit) { return store::begin_sending_mail(unit.sql, {1}); });

  run(job, answering(mail::End::accepted));

  EXPECT_THAT(sent_, SizeIs(0));
  EXPECT_EQ(mail().state, OutgoingMailState::uncertain);
}

TEST_P(Mails, without_a_server_say_so) {
  run(*claimed(), {});

  EXPECT_EQ(mail().state, OutgoingMailState::failed);
  EXPECT_EQ(mail().reason, "report.reason.no_mail");
}

TEST(Letter, says_the_words_of_the_chat_and_opens_with_their_first_line) {
  auto const mail = letter("olena@example.test", "uk", {"<b>Звіт за день</b>\nОдеса &lt; 5", "Київ"});

  EXPECT_EQ(mail.subject, "Звіт за день");
  EXPECT_EQ(mail.text, "Звіт за день\nОдеса < 5\n\nКиїв\n");
  EXPECT_THAT(mail.html, HasSubstr("<b>Звіт за день</b>\nОдеса &lt; 5\n\nКиїв"));
  EXPECT_THAT(mail.html, HasSubstr("lang=\"uk\""));
}

}  // namespace
}  // namespace pb::delivery
