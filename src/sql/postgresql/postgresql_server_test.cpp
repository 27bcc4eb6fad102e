#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "sql/migrator.h"
#include "sql/postgresql/connection.h"
#include "sql/test_database.h"

// What PostgreSQL alone promises: several nodes, units that meet and are run again, a server that goes away
// and comes back.
namespace pb::sql {
namespace {

using namespace std::chrono_literals;

constexpr Migration kSchema[] = {
    {1, "things", "create table things (number {int} primary key, amount {int} not null){strict};"},
    {2, "first", "insert into things (number, amount) values (0, 0);"}};

struct PostgresqlServer : testing::Test {
  TestDatabase database{Dialect::postgresql};

  auto amount() -> std::int64_t {
    return database->read(
        [](Session& s) { return s.one<std::int64_t>("select amount from things where number = 0").value(); });
  }
  static void control(std::string const& verb) {
    auto const* const program = std::getenv("PROFITBOT_TEST_PG_CTL");
    ASSERT_NE(program, nullptr) << "run this test by scripts/test-servers run";
    ASSERT_EQ(std::system((std::string(program) + " " + verb).c_str()), 0);
  }
};

// Counts calls; waits for them with a deadline.
class Bell {
 public:
  void ring() {
    std::scoped_lock const lock(mutex_);
    ++rung_;
    changed_.notify_all();
  }
  bool rang(int at_least) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 10s, [&] { return rung_ >= at_least; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int rung_ = 0;
};

TEST_F(PostgresqlServer, nodes_that_start_together_migrate_once) {
  std::vector<std::unique_ptr<Database>> nodes;
  for (int node = 0; node < 4; ++node) nodes.push_back(open_database(database.options()));
  {
    std::vector<std::jthread> threads;
    for (auto const& node : nodes) {
      threads.emplace_back([&] { EXPECT_NO_THROW(EXPECT_EQ(migrate(*node, kSchema).after, 2)); });
    }
  }

  EXPECT_EQ(amount(), 0);
}

TEST_F(PostgresqlServer, units_that_meet_are_run_again_until_each_has_had_its_effect) {
  migrate(database.get(), kSchema);
  std::atomic<int> runs = 0;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&] {
        for (int step = 0; step < 25; ++step) {
          database->write([&](Session& s) {
            ++runs;
            auto const now = s.one<std::int64_t>("select amount from things where number = 0").value();
            s.run("update things set amount = $1 where number = 0", now + 1);
          });
        }
      });
    }
  }

  EXPECT_EQ(amount(), 100);
  EXPECT_GT(runs, 100) << "no two units met, so nothing was tried";
}

TEST_F(PostgresqlServer, a_unit_that_swallows_a_meeting_is_run_again_all_the_same) {
  migrate(database.get(), kSchema);
  int runs = 0;

  database->write([&](Session& s) {
    ++runs;
    auto const now = s.one<std::int64_t>("select amount from things where number = 0").value();
    if (runs == 1) {
      open_database(database.options())->write([](Session& other) {
        other.run("update things set amount = 7 where number = 0");
      });
    }
    try {
      s.savepoint([&] { s.run("update things set amount = $1 where number = 0", now + 1); });
    } catch (SqlError const&) {
    }
  });

  EXPECT_EQ(runs, 2);
  EXPECT_EQ(amount(), 8);
}

TEST_F(PostgresqlServer, a_statement_kept_from_before_a_migration_is_prepared_anew) {
  migrate(database.get(), kSchema);
  auto const all = [&] {
    return database->write([](Session& s) {
      std::int64_t columns = 0;
      s.connection().execute("select * from things", {},
                             [&](RowView const& row) { columns = static_cast<std::int64_t>(row.columns()); });
      return columns;
    });
  };
  for (int run = 0; run < 8; ++run) EXPECT_EQ(all(), 2);

  open_database(database.options())->write([](Session& s) {
    s.connection().execute_script("alter table things add column more bigint");
  });

  for (int run = 0; run < 8; ++run) EXPECT_EQ(all(), 3);
}

TEST_F(PostgresqlServer, a_listener_on_another_node_is_woken) {
  auto const other = open_database(database.options());
  Bell bell;
  auto const handle = other->listen("things", [&] { bell.ring(); });

  database->write([](Session& s) { s.notify("things"); });

  EXPECT_TRUE(bell.rang(1));
}

TEST_F(PostgresqlServer, after_a_restart_work_goes_on_and_listeners_look_by_themselves) {
  migrate(database.get(), kSchema);
  Bell bell;
  auto const handle = database->listen("things", [&] { bell.ring(); });
  auto const add_one = [](Session& s) { s.run("update things set amount = amount + 1 where number = 0"); };
  database->write(add_one);

  control("restart");

  EXPECT_NO_THROW(database->write(add_one));
  EXPECT_EQ(amount(), 2);
  EXPECT_TRUE(bell.rang(1));
}

TEST_F(PostgresqlServer, a_server_that_stays_away_is_said_to_be_unavailable) {
  migrate(database.get(), kSchema);
  control("stop");

  EXPECT_THROW(amount(), Unavailable);
  EXPECT_THROW(open_database(database.options()).reset(), Unavailable);

  control("start");
  EXPECT_EQ(amount(), 0);
}

// Crashes fall anywhere: between statements, inside the commit, before its answer.
TEST_F(PostgresqlServer, crashes_under_load_neither_lose_nor_repeat_a_unit) {
  migrate(database.get(), kSchema);
  std::atomic<int> acknowledged = 0;
  std::atomic<int> unknown = 0;
  std::atomic<bool> enough = false;
  {
    std::vector<std::jthread> threads;
    for (int thread = 1; thread <= 4; ++thread) {
      database->write(
          [&](Session& s) { s.run("insert into things (number, amount) values ($1, 0)", thread); });
      threads.emplace_back([&, thread] {
        while (!enough) {
          try {
            database->write([&](Session& s) {
              s.run("update things set amount = amount + 1 where number = $1", thread);
            });
            ++acknowledged;
          } catch (OutcomeUnknown const&) {
            ++unknown;
          } catch (Unavailable const&) {  // the server was away for longer than a unit waits
          }
        }
      });
    }
    for (int round = 1; round <= 5; ++round) {
      auto const target = acknowledged + 50;
      while (acknowledged < target) std::this_thread::yield();
      control("restart");
    }
    enough = true;
  }

  auto const total = database->read(
      [](Session& s) { return s.one<std::int64_t>("select sum(amount) from things where number > 0"); });
  EXPECT_GE(total, acknowledged);
  EXPECT_LE(total, acknowledged + unknown);
}

}  // namespace
}  // namespace pb::sql
