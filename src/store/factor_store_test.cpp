#include <gmock/gmock.h>

#include "store/passwords.h"
#include "store/second_factors.h"
#include "store/sign_in_failures.h"
#include "store/test_business.h"

namespace pb::store {
namespace {

using namespace std::chrono_literals;

class FactorStore : public TestBusiness {
 protected:
  UserId olena_ = add_person("Олена", Role::owner).user;
  UserId petro_ = add_person("Петро", Role::admin).user;
};
INSTANTIATE_TEST_SUITE_P(Engines, FactorStore, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(FactorStore, a_person_has_one_password) {
  write([&](Unit& unit) {
    save_password(unit.sql, {.user = olena_, .hash = "first", .changed_at = now});
    save_password(unit.sql, {.user = olena_, .hash = "second", .changed_at = now + 1s});
  });

  auto const found = read([&](Unit& unit) { return find_password(unit.sql, olena_); });
  EXPECT_EQ(found->hash, "second");
  EXPECT_EQ(found->changed_at, now + 1s);
  EXPECT_FALSE(read([&](Unit& unit) { return find_password(unit.sql, petro_); }));
}

TEST_P(FactorStore, a_hash_is_replaced_only_where_it_is_still_the_one) {
  write([&](Unit& unit) { save_password(unit.sql, {.user = olena_, .hash = "first", .changed_at = now}); });
  auto const replaced = [&](char const* before) {
    return write([&](Unit& unit) { return replace_password_hash(unit.sql, olena_, before, "dearer"); });
  };

  EXPECT_FALSE(replaced("other"));
  EXPECT_TRUE(replaced("first"));
  EXPECT_FALSE(replaced("first"));
}

TEST_P(FactorStore, an_address_is_found_whatever_its_case) {
  write([&](Unit& unit) { set_user_email(unit.sql, olena_, "Olena@example.com"); });
  auto const found = [&](char const* email) {
    return read([&](Unit& unit) { return find_user_by_email(unit.sql, email); });
  };

  EXPECT_EQ(found("olena@EXAMPLE.com")->id, olena_);
  EXPECT_FALSE(found("olena@example.org"));
  EXPECT_FALSE(found(""));
}

TEST_P(FactorStore, a_reset_is_found_by_its_code_until_another_is_asked_for) {
  auto const save = [&](char const* hash) {
    write([&](Unit& unit) {
      save_password_reset(unit.sql,
                          {.user = olena_, .address = "a@b.cd", .code_hash = hash, .expires_at = now});
    });
  };
  auto const found = [&](char const* hash) {
    return read([&](Unit& unit) { return find_password_reset(unit.sql, hash).has_value(); });
  };
  save("one");
  save("two");

  EXPECT_FALSE(found("one"));
  EXPECT_TRUE(found("two"));
  EXPECT_EQ(write([&](Unit& unit) { return prune_password_resets(unit.sql, now); }), 0);
  EXPECT_EQ(write([&](Unit& unit) { return prune_password_resets(unit.sql, now + 1s); }), 1);
  EXPECT_FALSE(found("two"));
}

TEST_P(FactorStore, a_confirmed_factor_is_not_begun_anew) {
  auto const begun = [&](char const* key) {
    return write([&](Unit& unit) { return begin_second_factor(unit.sql, olena_, key, now); });
  };
  auto const confirmed = [&](char const* key) {
    return write([&](Unit& unit) { return confirm_second_factor(unit.sql, olena_, key, 7, now); });
  };

  EXPECT_TRUE(begun("AAAA"));
  EXPECT_TRUE(begun("BBBB"));
  EXPECT_FALSE(confirmed("AAAA"));
  EXPECT_TRUE(confirmed("BBBB"));
  EXPECT_FALSE(confirmed("BBBB"));
  EXPECT_FALSE(begun("CCCC"));
}

TEST_P(FactorStore, a_step_and_a_recovery_code_are_used_once) {
  write([&](Unit& unit) {
    begin_second_factor(unit.sql, olena_, "AAAA", now);
    confirm_second_factor(unit.sql, olena_, "AAAA", 7, now);
    save_recovery_codes(unit.sql, olena_, {"one", "two"});
  });
  auto const step_used = [&](std::int64_t step) {
    return write([&](Unit& unit) { return use_totp_step(unit.sql, olena_, step); });
  };
  auto const code_used = [&](UserId user, char const* hash) {
    return write([&](Unit& unit) { return use_recovery_code(unit.sql, user, hash, now); });
  };

  EXPECT_FALSE(step_used(7));
  EXPECT_TRUE(step_used(8));
  EXPECT_FALSE(step_used(8));
  EXPECT_FALSE(code_used(petro_, "one"));
  EXPECT_TRUE(code_used(olena_, "one"));
  EXPECT_FALSE(code_used(olena_, "one"));
  EXPECT_EQ(read([&](Unit& unit) { return count_recovery_codes(unit.sql, olena_); }), 1);

  write([&](Unit& unit) { remove_second_factor(unit.sql, olena_); });
  EXPECT_FALSE(code_used(olena_, "two"));
  EXPECT_FALSE(step_used(9));
}

TEST_P(FactorStore, failures_are_counted_until_long_enough_none_came) {
  auto const count = [&](Instant at) {
    write([&](Unit& unit) { count_sign_in_failure(unit.sql, "x", at, at - 1h); });
    return read([&](Unit& unit) { return sign_in_failures(unit.sql, "x", at - 1h).count; });
  };
  EXPECT_EQ(count(now), 1);
  EXPECT_EQ(count(now + 59min), 2);
  EXPECT_EQ(count(now + 119min), 1);

  write([&](Unit& unit) {
    take_back_sign_in_failure(unit.sql, "x");
    take_back_sign_in_failure(unit.sql, "x");
  });
  EXPECT_EQ(read([&](Unit& unit) { return sign_in_failures(unit.sql, "x", now).count; }), 0);
  EXPECT_EQ(write([&](Unit& unit) { return prune_sign_in_failures(unit.sql, now + 120min); }), 1);
}

TEST_P(FactorStore, a_place_is_known_for_a_time) {
  write([&](Unit& unit) {
    note_sign_in_place(unit.sql, olena_, "here", now - 2h);
    note_sign_in_place(unit.sql, olena_, "here", now);
  });
  auto const known = [&](UserId user, char const* place, Instant since) {
    return read([&](Unit& unit) { return is_sign_in_place(unit.sql, user, place, since); });
  };

  EXPECT_TRUE(known(olena_, "here", now - 1h));
  EXPECT_FALSE(known(olena_, "here", now));
  EXPECT_FALSE(known(olena_, "there", now - 1h));
  EXPECT_FALSE(known(petro_, "here", now - 1h));
  EXPECT_EQ(write([&](Unit& unit) { return prune_sign_in_places(unit.sql, now + 1s); }), 1);
}

}  // namespace
}  // namespace pb::store
