#include "people/email.h"

#include <gmock/gmock.h>

#include "crypto/random.h"
#include "people/person.h"
#include "people/recipients.h"
#include "store/test_business.h"

namespace pb::people {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

class Email : public store::TestBusiness {
 protected:
  auto requested(Actor const& actor, std::string const& address) -> Result<EmailCode> {
    return write([&](store::Unit& unit) { return request_email(unit, actor, address, random_); });
  }
  // A wrong code counts: its unit is committed as a bot's turn is.
  auto confirmed(Actor const& actor, std::string const& code) -> std::string {
    return write([&](store::Unit& unit) {
      auto const done = confirm_email(unit, actor, code);
      return done ? std::string("done") : done.error().message.key;
    });
  }
  auto email_of(Actor const& actor) -> std::optional<std::string> {
    return read([&](store::Unit& unit) { return find_person(unit, actor.user)->email; });
  }

  crypto::SystemRandom random_;
  Actor owner_ = add_person("Власник", Role::owner);
  Actor admin_ = add_person("Адмін", Role::admin);
};
INSTANTIATE_TEST_SUITE_P(Engines, Email, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Email, is_theirs_once_the_code_has_come_back) {
  auto const code = requested(owner_, " Olena@Example.COM ").value();
  EXPECT_EQ(code.address, "Olena@example.com");
  EXPECT_EQ(code.code.size(), 6U);
  EXPECT_EQ(email_of(owner_), std::nullopt);

  EXPECT_EQ(confirmed(owner_, code.code), "done");

  EXPECT_EQ(email_of(owner_), "Olena@example.com");
  EXPECT_THAT(event_types(), ElementsAre("user.email_changed"));
  EXPECT_EQ(confirmed(owner_, code.code), "error.mail.code_expired") << "a code works once";
}

TEST_P(Email, codes_are_guessed_five_times_at_most) {
  auto const code = requested(owner_, "olena@example.com").value().code;
  auto const wrong = code == "123456" ? "654321" : "123456";
  for (int count = 0; count < kCodeTries; ++count)
    EXPECT_EQ(confirmed(owner_, wrong), "error.mail.code_wrong");

  EXPECT_EQ(confirmed(owner_, code), "error.mail.code_expired");
  EXPECT_EQ(email_of(owner_), std::nullopt);
}

TEST_P(Email, codes_expire_and_are_not_mailed_in_a_row) {
  auto const first = requested(owner_, "olena@example.com").value().code;
  EXPECT_EQ(requested(owner_, "olena@example.com").error().message.key, "error.mail.too_soon");

  now += kBetweenCodes;
  auto const second = requested(owner_, "olena@example.com").value().code;
  if (first != second) {
    EXPECT_EQ(confirmed(owner_, first), "error.mail.code_wrong");
  }
  now += kCodeLasts + 1s;
  EXPECT_EQ(confirmed(owner_, second), "error.mail.code_expired");
}

TEST_P(Email, is_nobody_elses_whatever_its_case) {
  EXPECT_EQ(confirmed(owner_, requested(owner_, "olena@example.com").value().code), "done");
  EXPECT_EQ(confirmed(admin_, requested(admin_, "OLENA@example.com").value().code), "error.mail.taken");
  EXPECT_EQ(email_of(admin_), std::nullopt);

  write([&](store::Unit& unit) { return remove_email(unit, owner_); });
  now += kBetweenCodes;
  EXPECT_EQ(email_of(owner_), std::nullopt);
  EXPECT_EQ(confirmed(admin_, requested(admin_, "OLENA@example.com").value().code), "done");
}

TEST_P(Email, a_notice_goes_where_it_is_wanted_and_can_go) {
  write([&](store::Unit& unit) {
    store::set_user_email(unit.sql, owner_.user, "olena@example.com");
    auto const json = store::to_json({.digest = store::NoticeChannel::email});
    store::set_user_preferences(unit.sql, owner_.user, json, std::nullopt);
    store::set_user_preferences(unit.sql, admin_.user, json, std::nullopt);
  });

  auto const mailed = read([](store::Unit& unit) { return mail_recipients(unit, store::Notice::digest); });
  auto const told = read([](store::Unit& unit) { return recipients(unit, store::Notice::digest); });

  EXPECT_THAT(mailed, ElementsAre(testing::Field(&Recipient::user, owner_.user)));
  EXPECT_THAT(told, ElementsAre(testing::Field(&Recipient::user, admin_.user)))
      << "nobody without an address is lost";
}

}  // namespace
}  // namespace pb::people
