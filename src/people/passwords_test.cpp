#include "people/passwords.h"

#include <gmock/gmock.h>

#include <latch>
#include <thread>

#include "people/second_factor.h"
#include "people/test_desk.h"
#include "store/second_factors.h"

namespace pb::people {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Passwords : public DeskTest {
 protected:
  auto changed(Actor const& actor, char const* next, std::optional<char const*> current = {}) -> std::string {
    PasswordChange change{.next = Secret(next), .place = kHome};
    if (current) change.current = Secret(*current);
    return key_of(change_password(desk_, actor, change));
  }
  auto removed(Actor const& actor, char const* current) -> std::string {
    return key_of(remove_password(desk_, actor, Secret(current), kHome));
  }
  static auto key_of(Result<void> const& done) -> std::string {
    return done ? "done" : done.error().message.key;
  }
  auto hash() -> std::string {
    return read([&](store::Unit& unit) { return store::find_password(unit.sql, owner_.user)->hash; });
  }
  void give_factor(Actor const& actor) {
    write([&](store::Unit& unit) {
      store::begin_second_factor(unit.sql, actor.user, "GEZDGNBVGY3TQOJQ", now);
      store::confirm_second_factor(unit.sql, actor.user, "GEZDGNBVGY3TQOJQ", 1, now);
    });
  }

  Actor admin_ = add_person("Адмін", Role::admin);
};
INSTANTIATE_TEST_SUITE_P(Engines, Passwords, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Passwords, let_in_whoever_knows_them) {
  EXPECT_EQ(changed(owner_, kPassword), "done");

  auto const answer = sign_in(" Olena@EXAMPLE.com ", kPassword);

  EXPECT_EQ(answer.outcome, SignInOutcome::signed_in);
  EXPECT_EQ(answer.user, owner_.user);
  EXPECT_THAT(event_types(), ElementsAre("user.password_set"));
  EXPECT_THAT(mails(), ElementsAre(HasSubstr("за e-mail і паролем")));
}

TEST_P(Passwords, every_failure_is_an_event_without_what_was_typed) {
  give_password(owner_, kPassword);

  EXPECT_EQ(outcome(kEmail, "wrong password"), SignInOutcome::refused);
  EXPECT_EQ(last_event_data(), R"({"method":"password","reason":"wrong_password","address":"203.0.113.7"})");
  EXPECT_EQ(outcome("stranger@example.com", kPassword), SignInOutcome::refused);
  EXPECT_EQ(last_event_data(), R"({"method":"password","reason":"unknown_account","address":"203.0.113.7"})");

  EXPECT_THAT(event_types(), ElementsAre("session.failed", "session.failed"));
}

// The time of an answer is that of its work: the same units, and one password.
TEST_P(Passwords, nobody_learns_who_has_an_account) {
  give_password(owner_, kPassword);
  give_email(admin_, "admin@example.com");
  auto const blocked = add_person("Петро", Role::analyst);
  give_email(blocked, "petro@example.com");
  give_password(blocked, kPassword);
  block(blocked);

  auto const wrong = sign_in_error(sign_in(kEmail, "wrong password"));
  for (auto const* email : {"stranger@example.com", "admin@example.com", "petro@example.com", "",
                            "no address", "olena@example.com' or 1=1", "\xFF"}) {
    auto const works = hasher_.works();
    auto const answer = sign_in(email, kPassword);
    EXPECT_EQ(answer.outcome, SignInOutcome::refused) << email;
    EXPECT_EQ(answer.user, std::nullopt) << email;
    EXPECT_EQ(hasher_.works() - works, 1) << email;
    EXPECT_EQ(sign_in_error(answer).message.key, wrong.message.key) << email;
  }
}

TEST_P(Passwords, an_account_that_nobody_has_is_slowed_down_like_any_other) {
  give_password(owner_, kPassword);
  for (auto const* email : {kEmail, "stranger@example.com"}) {
    for (int count = 0; count < 4; ++count) EXPECT_EQ(sign_in(email, "wrong password").wait, std::nullopt);
    EXPECT_EQ(sign_in(email, "wrong password").wait, 10s);
    auto const works = hasher_.works();
    auto const answer = sign_in(email, kPassword);
    EXPECT_EQ(answer.outcome, SignInOutcome::slowed);
    EXPECT_EQ(answer.wait, 10s);
    EXPECT_EQ(hasher_.works(), works) << "what is slowed down costs no work";
  }
}

// Without counting before the work, all would be looked at before the first has failed.
TEST_P(Passwords, many_guesses_at_once_are_not_more_than_one_after_another) {
  constexpr int kGuesses = 16;
  give_password(owner_, kPassword);
  crypto::PasswordHasher patient({.passes = 1, .memory_bytes = std::size_t{4} * 1024 * 1024},
                                 {.at_once = 1, .waiting = kGuesses, .patience = 60s});
  PasswordDesk const desk{desk_.database, desk_.clock, patient, texts_};
  std::latch together(kGuesses);
  std::atomic<int> refused = 0;
  {
    std::vector<std::jthread> threads;
    for (int count = 0; count < kGuesses; ++count)
      threads.emplace_back([&] {
        together.arrive_and_wait();
        auto const answer = sign_in_by_password(desk, kEmail, Secret("wrong password"), kHome);
        refused += answer.outcome == SignInOutcome::refused ? 1 : 0;
      });
  }
  EXPECT_EQ(refused, 5);
  EXPECT_EQ(patient.works(), 5);
}

TEST_P(Passwords, the_person_gets_in_while_somebody_guesses_elsewhere) {
  give_password(owner_, kPassword);
  EXPECT_EQ(outcome(kEmail, kPassword), SignInOutcome::signed_in);
  for (int count = 0; count < 60; ++count) {
    Place const place{.address = "10.0.0." + std::to_string(count)};
    while (sign_in(kEmail, "wrong password", place).outcome == SignInOutcome::slowed) now += 1h;
  }

  EXPECT_EQ(outcome(kEmail, kPassword, kElsewhere), SignInOutcome::slowed);
  EXPECT_EQ(outcome(kEmail, kPassword), SignInOutcome::signed_in);
}

TEST_P(Passwords, where_too_many_sign_in_nobody_is_blamed) {
  give_password(owner_, kPassword);
  crypto::PasswordHasher busy({.passes = 1, .memory_bytes = 8192}, {.at_once = 0, .waiting = 0});
  PasswordDesk const desk{desk_.database, desk_.clock, busy, texts_};
  for (int count = 0; count < 20; ++count)
    EXPECT_EQ(sign_in_by_password(desk, kEmail, Secret(kPassword), kHome).outcome, SignInOutcome::busy);

  EXPECT_EQ(outcome(kEmail, kPassword), SignInOutcome::signed_in);
  EXPECT_THAT(event_types(), IsEmpty());
}

TEST_P(Passwords, with_a_second_factor_the_password_is_half_of_it_and_makes_no_place_known) {
  give_password(owner_, kPassword);
  give_factor(owner_);

  auto const answer = sign_in(kEmail, kPassword);

  EXPECT_EQ(answer.outcome, SignInOutcome::factor_wanted);
  EXPECT_EQ(answer.user, owner_.user);
  EXPECT_EQ(read([](store::Unit& unit) {
              return unit.sql.one<std::int64_t>("select count(*) from sign_in_places");
            }),
            0);
}

TEST_P(Passwords, a_change_while_one_is_verified_counts) {
  give_password(owner_, kPassword);
  auto const check = write([&](store::Unit& unit) { return begin_password_sign_in(unit, kEmail, kHome); });
  auto const verdict = verify(hasher_, check, Secret(kPassword));
  give_password(owner_, "інша батарейка");

  auto const answer = write([&](store::Unit& unit) { return end_password_sign_in(unit, check, verdict); });

  EXPECT_EQ(answer.outcome, SignInOutcome::refused);
}

TEST_P(Passwords, a_hash_of_a_lower_cost_is_made_anew_when_its_password_is_known) {
  give_password(owner_, kPassword);
  crypto::PasswordHasher dearer({.passes = 2, .memory_bytes = 16384});
  PasswordDesk const desk{desk_.database, desk_.clock, dearer, texts_};

  EXPECT_EQ(sign_in_by_password(desk, kEmail, Secret("wrong password"), kHome).outcome,
            SignInOutcome::refused);
  EXPECT_TRUE(dearer.is_outdated(hash()));
  EXPECT_EQ(sign_in_by_password(desk, kEmail, Secret(kPassword), kHome).outcome, SignInOutcome::signed_in);
  EXPECT_FALSE(dearer.is_outdated(hash()));

  EXPECT_EQ(outcome(kEmail, kPassword), SignInOutcome::signed_in);
  EXPECT_EQ(changed(owner_, "нова батарейка", kPassword), "done");
}

TEST_P(Passwords, need_a_confirmed_address) {
  EXPECT_EQ(changed(admin_, kPassword), "error.password.no_email");
}

TEST_P(Passwords, that_others_would_guess_are_refused) {
  EXPECT_EQ(changed(owner_, "short"), "error.password.too_short");
  EXPECT_EQ(changed(owner_, "1q2w3e4r5t"), "error.password.common");
  EXPECT_EQ(changed(owner_, "ОленаКоваль1"), "error.password.own_words");
  EXPECT_THAT(event_types(), IsEmpty());
}

TEST_P(Passwords, are_changed_by_who_knows_the_current_one) {
  give_password(owner_, kPassword);

  EXPECT_EQ(changed(owner_, "нова батарейка"), "error.password.current_missing");
  EXPECT_EQ(changed(owner_, "нова батарейка", "wrong password"), "error.password.wrong");
  EXPECT_EQ(changed(owner_, "нова батарейка", kPassword), "done");

  EXPECT_EQ(outcome(kEmail, kPassword), SignInOutcome::refused);
  EXPECT_EQ(outcome(kEmail, "нова батарейка"), SignInOutcome::signed_in);
  EXPECT_THAT(event_types(), ElementsAre("session.failed", "user.password_changed", "session.failed"));
  EXPECT_THAT(mails(), ElementsAre(HasSubstr("пароль змінено")));
}

TEST_P(Passwords, guessing_the_current_one_is_guessing_at_the_account) {
  give_password(owner_, kPassword);
  for (int count = 0; count < 5; ++count)
    EXPECT_EQ(changed(owner_, "нова батарейка", "wrong"), "error.password.wrong");

  EXPECT_EQ(changed(owner_, "нова батарейка", kPassword), "error.sign_in.slowed");
  EXPECT_EQ(outcome(kEmail, kPassword), SignInOutcome::slowed);
}

TEST_P(Passwords, are_removed_by_who_knows_them_and_has_another_way_in) {
  EXPECT_EQ(removed(owner_, "anything"), "done") << "there is none";
  give_password(owner_, kPassword);

  EXPECT_EQ(removed(owner_, "wrong password"), "error.password.wrong");
  write([&](store::Unit& unit) { unit.sql.run("update users set tg_id = null where id = $1", owner_.user); });
  EXPECT_EQ(removed(owner_, kPassword), "error.password.last_way");
  write([&](store::Unit& unit) { unit.sql.run("update users set tg_id = 5 where id = $1", owner_.user); });
  EXPECT_EQ(removed(owner_, kPassword), "done");

  EXPECT_EQ(outcome(kEmail, kPassword), SignInOutcome::refused);
  EXPECT_FALSE(read([&](store::Unit& unit) { return has_password(unit, owner_.user); }));
}

TEST_P(Passwords, are_asked_for_again_before_what_is_dangerous) {
  EXPECT_EQ(confirm_by_password(desk_, owner_, Secret(kPassword), kHome).outcome, SignInOutcome::refused);
  give_password(owner_, kPassword);
  EXPECT_EQ(confirm_by_password(desk_, owner_, Secret(kPassword), kHome).outcome, SignInOutcome::signed_in);
  EXPECT_EQ(confirm_by_password(desk_, Actor::system(), Secret(kPassword), kHome).outcome,
            SignInOutcome::refused);
}

TEST_P(Passwords, are_kept_nowhere_as_they_are) {
  EXPECT_EQ(changed(owner_, kPassword), "done");
  EXPECT_THAT(hash(), HasSubstr("$argon2id$"));
  EXPECT_THAT(hash(), Not(HasSubstr("батарейка")));
  EXPECT_THAT(last_event_data(), Not(HasSubstr("батарейка")));
}

}  // namespace
}  // namespace pb::people
