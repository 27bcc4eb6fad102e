#include "people/second_factor.h"

#include <gmock/gmock.h>

#include <set>

#include "crypto/base32.h"
#include "crypto/totp.h"
#include "people/test_desk.h"

namespace pb::people {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

class SecondFactor : public DeskTest {
 protected:
  auto begun(Actor const& actor) -> Result<NewSecondFactor> {
    return write([&](store::Unit& unit) { return begin_second_factor(unit, actor, random_); });
  }
  auto confirmed(Actor const& actor, std::string const& code) -> Result<std::vector<Secret>> {
    return write(
        [&](store::Unit& unit) { return confirm_second_factor(unit, texts_, actor, code, random_); });
  }
  // With its key and its recovery codes; the step of now is used.
  void added() {
    key_ = Secret(*crypto::from_base32(begun(owner_)->key.reveal()));
    codes_ = *confirmed(owner_, app());
  }
  // What the app shows so many steps from now.
  auto app(std::int64_t steps = 0) -> std::string {
    return crypto::totp_code(key_, crypto::totp_step(now) + steps);
  }
  auto checked(std::string const& code, Place const& place = kHome) -> FactorAnswer {
    return write(
        [&](store::Unit& unit) { return check_second_factor(unit, texts_, owner_.user, code, place); });
  }
  auto wrong() -> std::string {
    std::set const right{app(-1), app(), app(1)};
    for (int guess = 0;; ++guess) {
      auto const code = std::to_string(100'000 + guess);
      if (!right.contains(code)) return code;
    }
  }

  Secret key_;
  std::vector<Secret> codes_;
};
INSTANTIATE_TEST_SUITE_P(Engines, SecondFactor, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(SecondFactor, is_asked_for_once_a_code_has_come_back) {
  auto const made = begun(owner_);
  EXPECT_THAT(made->uri.reveal(),
              StartsWith("otpauth://totp/Profit%20Bot%20%28Profit%29:olena%40example.com?secret=" +
                         made->key.reveal()));
  EXPECT_FALSE(read([&](store::Unit& unit) { return has_second_factor(unit, owner_.user); }));
  key_ = Secret(*crypto::from_base32(made->key.reveal()));
  EXPECT_EQ(checked(app()).outcome, FactorOutcome::refused) << "not before it is confirmed";

  EXPECT_EQ(confirmed(owner_, wrong()).error().message.key, "error.factor.wrong");
  auto const codes = confirmed(owner_, app());

  EXPECT_EQ(codes->size(), 10U);
  EXPECT_TRUE(read([&](store::Unit& unit) { return has_second_factor(unit, owner_.user); }));
  EXPECT_EQ(event_types().back(), "user.second_factor_added");
  EXPECT_THAT(mails(), ElementsAre(HasSubstr("Відтепер під час входу потрібен код")));
}

TEST_P(SecondFactor, begun_anew_has_another_key_and_lasts_a_quarter_of_an_hour) {
  key_ = Secret(*crypto::from_base32(begun(owner_)->key.reveal()));
  auto const old = app();
  key_ = Secret(*crypto::from_base32(begun(owner_)->key.reveal()));
  if (old != app() && old != app(1) && old != app(-1)) {
    EXPECT_FALSE(confirmed(owner_, old));
  }

  now += kBeginningLasts + 1s;
  EXPECT_EQ(confirmed(owner_, app()).error().message.key, "error.factor.not_begun");
}

TEST_P(SecondFactor, that_is_there_is_not_replaced_by_who_has_the_session_alone) {
  added();
  EXPECT_EQ(begun(owner_).error().message.key, "error.factor.there");
  EXPECT_EQ(confirmed(owner_, app(1)).error().message.key, "error.factor.there");
}

TEST_P(SecondFactor, a_code_of_the_app_lets_in_once) {
  added();
  EXPECT_EQ(checked(app()).outcome, FactorOutcome::refused) << "the one it was confirmed with is used";

  now += 30s;
  EXPECT_EQ(checked(app()).outcome, FactorOutcome::by_app);
  EXPECT_EQ(checked(app()).outcome, FactorOutcome::refused);
  EXPECT_EQ(checked(app(-1)).outcome, FactorOutcome::refused);
  EXPECT_EQ(checked(app(1)).outcome, FactorOutcome::by_app) << "a clock may be ahead";
}

TEST_P(SecondFactor, a_recovery_code_lets_in_once_and_the_person_hears_of_it) {
  added();
  auto const first = checked(codes_[0].reveal());

  EXPECT_EQ(first.outcome, FactorOutcome::by_recovery_code);
  EXPECT_EQ(first.recovery_codes_left, 9);
  EXPECT_EQ(event_types().back(), "user.recovery_code_used");
  EXPECT_THAT(mails().back(), HasSubstr("лишилося 9 кодів"));
  EXPECT_EQ(checked(codes_[0].reveal()).outcome, FactorOutcome::refused);
  EXPECT_EQ(checked(codes_[9].reveal()).outcome, FactorOutcome::by_recovery_code);
}

TEST_P(SecondFactor, codes_of_one_person_are_worth_nothing_for_another) {
  added();
  auto const other = add_person("Адмін", Role::admin);
  auto const answer = write([&](store::Unit& unit) {
    return check_second_factor(unit, texts_, other.user, codes_[0].reveal(), kHome);
  });
  EXPECT_EQ(answer.outcome, FactorOutcome::refused);
}

TEST_P(SecondFactor, guessing_is_slowed_down_from_everywhere) {
  added();
  int looked_at = 0;
  for (int count = 0; count < 100; ++count)
    looked_at +=
        checked(wrong(), {.address = "10.0.0." + std::to_string(count)}).outcome == FactorOutcome::refused;
  EXPECT_EQ(looked_at, 10);

  now += 30s;
  auto const answer = checked(app(), kElsewhere);
  EXPECT_EQ(answer.outcome, FactorOutcome::by_app) << "ten seconds have passed";
}

TEST_P(SecondFactor, a_right_code_is_not_looked_at_while_its_sender_has_to_wait) {
  added();
  for (int count = 0; count < 4; ++count) checked(wrong());
  EXPECT_EQ(checked(wrong()).wait, 10s);

  auto const answer = checked(codes_[0].reveal());

  EXPECT_EQ(answer.outcome, FactorOutcome::slowed);
  EXPECT_EQ(factor_error(answer).message.key, "error.sign_in.slowed");
  now += 10s;
  EXPECT_EQ(checked(codes_[0].reveal()).outcome, FactorOutcome::by_recovery_code);
}

TEST_P(SecondFactor, is_removed_by_who_has_it) {
  added();
  auto const removed = [&](std::string const& code) {
    return write([&](store::Unit& unit) { return remove_second_factor(unit, texts_, owner_, code, kHome); });
  };
  EXPECT_FALSE(removed(wrong()).accepted());
  EXPECT_TRUE(read([&](store::Unit& unit) { return has_second_factor(unit, owner_.user); }));
  EXPECT_TRUE(removed(codes_[3].reveal()).accepted());
  EXPECT_FALSE(read([&](store::Unit& unit) { return has_second_factor(unit, owner_.user); }));
  EXPECT_EQ(read([&](store::Unit& unit) { return recovery_codes_left(unit, owner_.user); }), 0);
  EXPECT_EQ(event_types().back(), "user.second_factor_removed");
}

TEST_P(SecondFactor, new_recovery_codes_make_the_old_ones_worthless) {
  added();
  auto const renewed = [&](std::string const& code) {
    return write(
        [&](store::Unit& unit) { return renew_recovery_codes(unit, texts_, owner_, code, kHome, random_); });
  };
  EXPECT_TRUE(renewed(wrong()).codes.empty());
  auto const fresh = renewed(codes_[0].reveal());

  EXPECT_EQ(fresh.codes.size(), 10U);
  EXPECT_EQ(checked(codes_[1].reveal()).outcome, FactorOutcome::refused);
  EXPECT_EQ(checked(fresh.codes[1].reveal()).outcome, FactorOutcome::by_recovery_code);
}

TEST_P(SecondFactor, is_taken_from_who_has_lost_it_by_those_above) {
  added();
  auto const admin = add_person("Адмін", Role::admin);
  auto const second = add_person("Оксана", Role::owner);
  auto const taken = [&](Actor const& actor, UserId user) {
    auto const done =
        write([&](store::Unit& unit) { return take_away_second_factor(unit, texts_, actor, user); });
    return done ? std::string("done") : done.error().message.key;
  };
  EXPECT_EQ(taken(admin, owner_.user), "error.not_allowed");
  EXPECT_EQ(taken(owner_, owner_.user), "error.not_allowed") << "not without a code";
  EXPECT_EQ(taken(second, admin.user), "error.factor.none");
  EXPECT_EQ(taken(second, owner_.user), "done");
  EXPECT_FALSE(read([&](store::Unit& unit) { return has_second_factor(unit, owner_.user); }));
}

TEST_P(SecondFactor, of_who_is_blocked_lets_nobody_in) {
  added();
  block(owner_);
  EXPECT_EQ(checked(codes_[0].reveal()).outcome, FactorOutcome::refused);
}

}  // namespace
}  // namespace pb::people
