#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "crypto/random.h"
#include "people/password_sign_in.h"
#include "people/person.h"
#include "store/passwords.h"
#include "store/test_business.h"

// For tests: a company whose owner has an address, and what passwords are worked on with, at next to no cost.
namespace pb::people {

inline constexpr auto kEmail = "olena@example.com";
inline constexpr auto kPassword = "батарейка кінь скоба";

class DeskTest : public store::TestBusiness {
 protected:
  DeskTest() { give_email(owner_, kEmail); }

  void give_email(Actor const& actor, char const* email) {
    write([&](store::Unit& unit) { store::set_user_email(unit.sql, actor.user, email); });
  }
  void give_password(Actor const& actor, char const* password) {
    auto const hash = *hasher_.hash(Secret(password));
    write([&](store::Unit& unit) {
      store::save_password(unit.sql, {.user = actor.user, .hash = hash, .changed_at = now});
    });
  }
  void block(Actor const& actor) {
    write(
        [&](store::Unit& unit) { store::set_user_status(unit.sql, actor.user, store::UserStatus::blocked); });
  }
  auto sign_in(char const* email, char const* password, Place const& place = kHome) -> SignInAnswer {
    return sign_in_by_password(desk_, email, Secret(password), place);
  }
  auto outcome(char const* email, char const* password, Place const& place = kHome) -> SignInOutcome {
    return sign_in(email, password, place).outcome;
  }
  // Texts of all mails, oldest first.
  auto mails() -> std::vector<std::string> {
    return read([](store::Unit& unit) {
      return unit.sql.all<std::string>("select text from outgoing_mails order by id");
    });
  }

  static inline Place const kHome{.address = "203.0.113.7"};
  static inline Place const kElsewhere{.address = "198.51.100.9"};

  Actor owner_ = add_person("Олена Коваль", Role::owner);
  crypto::SystemRandom random_;
  crypto::PasswordHasher hasher_{{.passes = 1, .memory_bytes = 8192}};
  i18n::Translator texts_;

 private:
  struct MovedClock final : Clock {
    explicit MovedClock(Instant const& moment) : moment_(moment) {}
    [[nodiscard]] Instant now() const override { return moment_; }
    Instant const& moment_;
  };
  MovedClock clock_{now};

 protected:
  PasswordDesk desk_{.database = database_.get(), .clock = clock_, .hasher = hasher_, .texts = texts_};
};

}  // namespace pb::people
