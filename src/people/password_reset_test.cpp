#include "people/password_reset.h"

#include <gmock/gmock.h>

#include "people/second_factor.h"
#include "people/test_desk.h"
#include "store/second_factors.h"

namespace pb::people {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto kNext = "нова батарейка";
constexpr std::string_view kPage = "https://bot.example.com/password#";

class PasswordReset : public DeskTest {
 protected:
  auto requested(char const* email, Place const& place = kHome) -> std::optional<std::chrono::seconds> {
    return write([&](store::Unit& unit) {
      return request_password_reset(unit, texts_, email, place, kPage, random_);
    });
  }
  // The code of the last mail.
  auto code() -> std::string {
    constexpr std::size_t kLength = 27;
    auto const text = mails().back();
    return text.substr(text.find(kPage) + kPage.size(), kLength);
  }
  auto reset(std::string const& code, char const* next = kNext) -> std::string {
    auto const user = reset_password(desk_, {.code = Secret(code), .next = Secret(next), .place = kHome});
    if (!user) return user.error().message.key;
    EXPECT_EQ(*user, owner_.user);
    return "done";
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, PasswordReset, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(PasswordReset, whoever_reads_the_mail_sets_a_password) {
  give_password(owner_, kPassword);
  EXPECT_EQ(requested(" OLENA@example.com"), std::nullopt);
  EXPECT_THAT(mails(), ElementsAre(HasSubstr("протягом 15 хвилин")));

  EXPECT_EQ(reset(code()), "done");

  EXPECT_EQ(outcome(kEmail, kNext), SignInOutcome::signed_in);
  EXPECT_EQ(outcome(kEmail, kPassword), SignInOutcome::refused);
  EXPECT_THAT(event_types(),
              ElementsAre("user.password_reset_requested", "user.password_changed", "session.failed"));
  EXPECT_THAT(mails().back(), HasSubstr("пароль змінено"));
}

TEST_P(PasswordReset, a_first_password_comes_the_same_way) {
  requested(kEmail);
  EXPECT_EQ(reset(code()), "done");
  EXPECT_EQ(event_types().back(), "user.password_set");
}

TEST_P(PasswordReset, without_a_page_the_code_is_to_be_typed) {
  write([&](store::Unit& unit) { return request_password_reset(unit, texts_, kEmail, kHome, "", random_); });

  EXPECT_THAT(mails().back(), testing::Not(HasSubstr("http")));
  auto typed = mails().back().substr(mails().back().find(": ") + 2, 27);
  for (auto& letter : typed) letter = letter == '-' ? ' ' : static_cast<char>(std::tolower(letter));
  EXPECT_EQ(reset(typed), "done");
}

TEST_P(PasswordReset, nobody_learns_whose_address_it_is) {
  auto const blocked = add_person("Петро", Role::analyst);
  give_email(blocked, "petro@example.com");
  block(blocked);
  for (auto const* email : {"stranger@example.com", "petro@example.com", "", "no address"})
    EXPECT_EQ(requested(email), std::nullopt) << email;
  EXPECT_THAT(mails(), IsEmpty());
  EXPECT_THAT(event_types(), IsEmpty());

  EXPECT_EQ(requested("stranger@example.com"), std::nullopt);
  EXPECT_EQ(requested("stranger@example.com"), std::nullopt);
  EXPECT_EQ(requested("stranger@example.com"), 60s);
  for (int count = 0; count < 3; ++count) EXPECT_EQ(requested(kEmail), std::nullopt);
  EXPECT_EQ(requested(kEmail), 60s) << "as for a stranger";
}

TEST_P(PasswordReset, nobody_buries_a_person_in_mails) {
  for (int count = 0; count < 100; ++count) requested(kEmail, {.address = "10.0.0." + std::to_string(count)});
  EXPECT_EQ(mails().size(), 5U);
}

TEST_P(PasswordReset, a_code_works_once_and_for_a_quarter_of_an_hour) {
  requested(kEmail);
  auto const first = code();
  now += kResetLasts + 1s;
  EXPECT_EQ(reset(first), "error.password.reset_expired");

  requested(kEmail);
  auto const second = code();
  EXPECT_EQ(reset(first), "error.password.reset_expired");
  EXPECT_EQ(reset(second), "done");
  EXPECT_EQ(reset(second), "error.password.reset_expired");
}

TEST_P(PasswordReset, a_refused_password_leaves_the_code_as_it_was) {
  requested(kEmail);
  EXPECT_EQ(reset(code(), "short"), "error.password.too_short");
  EXPECT_EQ(reset(code(), "ОленаКоваль1"), "error.password.own_words");
  EXPECT_EQ(reset(code()), "done");
}

TEST_P(PasswordReset, the_code_is_worth_nothing_at_another_address_or_for_who_is_blocked) {
  requested(kEmail);
  auto const mailed = code();
  give_email(owner_, "olena@example.org");
  EXPECT_EQ(reset(mailed), "error.password.reset_expired");

  give_email(owner_, kEmail);
  block(owner_);
  EXPECT_EQ(reset(mailed), "error.password.reset_expired");
}

TEST_P(PasswordReset, guessed_codes_cost_no_work) {
  requested(kEmail);
  auto const works = hasher_.works();
  for (auto const* guess : {"", "x", "000000-000000-000000-000000"})
    EXPECT_EQ(reset(guess), "error.password.reset_expired");
  EXPECT_EQ(hasher_.works(), works);
}

TEST_P(PasswordReset, does_not_pass_the_second_factor_by) {
  write([&](store::Unit& unit) {
    store::begin_second_factor(unit.sql, owner_.user, "GEZDGNBVGY3TQOJQ", now);
    store::confirm_second_factor(unit.sql, owner_.user, "GEZDGNBVGY3TQOJQ", 1, now);
  });
  requested(kEmail);
  EXPECT_EQ(reset(code()), "done");

  EXPECT_EQ(outcome(kEmail, kNext), SignInOutcome::factor_wanted);
}

TEST_P(PasswordReset, frees_who_has_mistyped_too_often) {
  give_password(owner_, kPassword);
  for (int count = 0; count < 5; ++count) outcome(kEmail, "wrong password");
  EXPECT_EQ(outcome(kEmail, kPassword), SignInOutcome::slowed);
  requested(kEmail);
  EXPECT_EQ(reset(code()), "done");
  EXPECT_EQ(outcome(kEmail, kNext), SignInOutcome::signed_in);
}

}  // namespace
}  // namespace pb::people
