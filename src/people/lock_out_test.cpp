#include "people/lock_out.h"

#include <gtest/gtest.h>

#include "people/test_desk.h"
#include "store/sign_in_failures.h"

namespace pb::people {
namespace {

using namespace std::chrono_literals;
using Wait = std::optional<std::chrono::seconds>;

class LockOut : public DeskTest {
 protected:
  auto attempt(Place const& place, std::string const& account = kEmail) -> Attempt {
    return {.account = account,
            .user = account == kEmail ? std::optional(owner_.user) : std::nullopt,
            .place = place};
  }
  // One that fails.
  auto failed(Attempt const& attempt) -> Wait {
    return write([&](store::Unit& unit) { return admit(unit, attempt); });
  }
  void failed_often(Attempt const& attempt, int times) {
    for (int count = 0; count < times; ++count) {
      auto const wait = failed(attempt);
      ASSERT_EQ(wait, std::nullopt) << count;
    }
  }
  // As a stranger who waits as long as it takes, from an address of its own each time.
  void attacked(int times) {
    for (int count = 0; count < times; ++count)
      while (auto const wait = failed(attempt({.address = "10.0.0." + std::to_string(count)}))) now += *wait;
  }
  void known(Place const& place) {
    write([&](store::Unit& unit) { note_place(unit, owner_.user, place); });
  }
  static auto device(char const* token, char const* address = "203.0.113.7") -> Place {
    return {.address = address, .device = Secret(token)};
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, LockOut, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(LockOut, five_attempts_are_free_and_then_each_waits_twice_as_long) {
  failed_often(attempt(kHome), 5);

  for (auto const expected : {10s, 20s, 40s, 80s, 160s, 320s, 640s, 900s, 900s}) {
    EXPECT_EQ(failed(attempt(kHome)), expected);
    now += expected - 1s;
    EXPECT_EQ(failed(attempt(kHome)), 1s) << "who tries while waiting does not wait longer";
    now += 1s;
    EXPECT_EQ(failed(attempt(kHome)), std::nullopt);
  }
}

TEST_P(LockOut, success_forgets_what_the_person_mistyped) {
  failed_often(attempt(kHome), 5);
  now += 10s;
  failed_often(attempt(kHome), 1);

  write([&](store::Unit& unit) { succeeded(unit, attempt(kHome)); });

  failed_often(attempt(kHome), 5);
}

TEST_P(LockOut, what_was_not_made_does_not_count) {
  for (int count = 0; count < 40; ++count) {
    failed_often(attempt(kHome), 1);
    write([&](store::Unit& unit) { withdraw(unit, attempt(kHome)); });
  }
}

TEST_P(LockOut, a_day_without_attempts_begins_anew) {
  failed_often(attempt(kHome), 5);
  now += kFailuresLast;
  failed_often(attempt(kHome), 5);
}

TEST_P(LockOut, an_address_that_tries_many_accounts_is_slowed_down) {
  for (int count = 0; count < 30; ++count)
    failed_often(attempt(kHome, "someone" + std::to_string(count) + "@example.com"), 1);

  EXPECT_EQ(failed(attempt(kHome, "another@example.com")), 10s);
  EXPECT_EQ(failed(attempt(kElsewhere, "another@example.com")), std::nullopt);
}

TEST_P(LockOut, an_account_that_is_attacked_from_everywhere_is_guarded_from_everywhere_but_its_places) {
  known(kHome);
  attacked(52);

  EXPECT_EQ(failed(attempt(kElsewhere)), 40s);
  failed_often(attempt(kHome), 5);
}

TEST_P(LockOut, neighbours_behind_the_same_address_do_not_slow_down_a_known_device) {
  known(device("mine"));
  failed_often(attempt(kHome), 5);
  EXPECT_TRUE(failed(attempt(kHome)));

  failed_often(attempt(device("mine")), 5);
  EXPECT_EQ(failed(attempt(device("mine"))), 10s);
  EXPECT_TRUE(failed(attempt(device("made up")))) << "an unknown device is none";
}

TEST_P(LockOut, a_device_of_one_person_is_none_for_another_account) {
  known(device("mine"));
  failed_often(attempt(kHome, "petro@example.com"), 5);
  EXPECT_TRUE(failed(attempt(device("mine"), "petro@example.com")));
}

TEST_P(LockOut, a_place_is_forgotten_when_the_person_was_not_there_for_long) {
  known(kHome);
  now += kPlacesLast;
  attacked(51);
  EXPECT_TRUE(failed(attempt(kHome)));
}

TEST_P(LockOut, one_network_has_many_ipv6_addresses_and_one_ipv4_address_two_forms) {
  failed_often(attempt({.address = "2001:db8:1:2::1"}), 3);
  failed_often(attempt({.address = "2001:db8:1:2:ffff::9"}), 2);
  EXPECT_TRUE(failed(attempt({.address = "2001:db8:1:2:3:4:5:6"})));
  EXPECT_FALSE(failed(attempt({.address = "2001:db8:1:3::1"})));

  failed_often(attempt({.address = "192.0.2.1"}), 5);
  EXPECT_TRUE(failed(attempt({.address = "::ffff:192.0.2.1"})));
  EXPECT_FALSE(failed(attempt({.address = "::ffff:192.0.2.2"})));
}

TEST_P(LockOut, what_is_guessed_is_counted_apart) {
  auto factor = attempt(kHome);
  factor.proof = Proof::second_factor;
  failed_often(attempt(kHome), 5);
  failed_often(factor, 5);
  EXPECT_TRUE(failed(factor));
}

TEST_P(LockOut, nothing_readable_is_kept_and_old_things_are_forgotten) {
  failed_often(attempt(kHome), 1);
  known(kHome);
  auto const subjects = read([](store::Unit& unit) {
    return unit.sql.all<std::string>(
        "select subject from sign_in_failures union select place from sign_in_places");
  });
  EXPECT_EQ(subjects.size(), 4U);
  for (auto const& subject : subjects)
    EXPECT_EQ(subject.find_first_not_of("0123456789abcdef"), std::string::npos);

  auto const pruned = [&] { return write([](store::Unit& unit) { return prune_sign_in_failures(unit); }); };
  EXPECT_EQ(pruned(), 0);
  now += kFailuresLast + 1s;
  EXPECT_EQ(pruned(), 3);
  now += kPlacesLast;
  EXPECT_EQ(pruned(), 1);
}

}  // namespace
}  // namespace pb::people
