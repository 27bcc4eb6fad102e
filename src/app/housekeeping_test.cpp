#include "app/housekeeping.h"

#include <gmock/gmock.h>

#include "sql/migrator.h"
#include "sql/test_database.h"
#include "store/answered_requests.h"
#include "store/conversations.h"
#include "store/invitations.h"
#include "store/schema.h"
#include "store/sign_in_links.h"
#include "store/users.h"

namespace pb::app {
namespace {

using std::chrono::hours;

constexpr Instant kNow{std::chrono::sys_days(std::chrono::year(2026) / 11 / 25)};

class HousekeepingTest : public testing::TestWithParam<sql::Dialect> {
 protected:
  HousekeepingTest() : database_(GetParam()) { sql::migrate(database_.get(), store::migrations()); }

  auto tidied() -> Tidied {
    return database_->write([](sql::Session& session) { return tidy_up(session, kNow); });
  }

  sql::TestDatabase database_;
};

TEST_P(HousekeepingTest, forgets_conversations_that_rested_for_a_season) {
  database_->write([](sql::Session& session) {
    store::save_screen(session, 1, "{}", kNow - hours(24 * 91));
    store::save_screen(session, 2, "{}", kNow - hours(24 * 89));
  });

  EXPECT_EQ(tidied().conversations, 1);
  auto const kept =
      database_->read([](sql::Session& session) { return store::load_conversation(session, 2); });
  EXPECT_TRUE(kept.has_value());
}

TEST_P(HousekeepingTest, forgets_invitations_that_ended_long_ago) {
  auto const invite = [&](std::string hash, Instant expires) {
    database_->write([&](sql::Session& session) {
      store::insert_invitation(session,
                               {.token_hash = std::move(hash), .role = Role::admin, .expires_at = expires},
                               kNow - hours(24 * 100));
    });
  };
  invite("open", kNow + hours(1));
  invite("just over", kNow - hours(24));
  invite("long over", kNow - hours(24 * 31));

  EXPECT_EQ(tidied().invitations, 1);
  auto const open =
      database_->read([](sql::Session& session) { return store::open_invitations(session, {}, kNow); });
  EXPECT_EQ(open.size(), 1U);
}

TEST_P(HousekeepingTest, forgets_links_that_expired_and_answers_of_yesterday) {
  database_->write([](sql::Session& session) {
    auto const user =
        *store::insert_user(session, {.tg_id = 7, .name = "A", .role = Role::owner, .language = "uk"}, kNow);
    store::insert_sign_in_link(session, user, "open", kNow, kNow + hours(1));
    store::insert_sign_in_link(session, user, "over", kNow - hours(2), kNow - hours(1));
    store::insert_answered_request(session, "user:1", "old", {}, kNow - hours(25));
    store::insert_answered_request(session, "user:1", "new", {}, kNow - hours(23));
  });

  auto const gone = tidied();

  EXPECT_EQ(gone.sign_ins, 1);
  EXPECT_EQ(gone.answers, 1);
}

TEST_P(HousekeepingTest, finds_nothing_to_do_in_an_empty_house) {
  auto const nothing = tidied();

  EXPECT_EQ(nothing.conversations + nothing.invitations + nothing.sign_ins + nothing.answers, 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, HousekeepingTest, testing::ValuesIn(sql::engines()), sql::engine_name);

}  // namespace
}  // namespace pb::app
