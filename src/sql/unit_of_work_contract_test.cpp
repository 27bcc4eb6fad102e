#include <gtest/gtest.h>

#include <cmath>
#include <condition_variable>
#include <mutex>

#include "base/error.h"
#include "sql/bulk.h"
#include "sql/database.h"
#include "sql/migrator.h"
#include "sql/test_database.h"

// What a unit of work may rely on, on both engines: what its failures leave behind, what may be stored, and
// that a crowd is turned away and not kept.
namespace pb::sql {
namespace {

constexpr Migration kSchema[] = {
    {1, "things",
     "create table things (id {id}, name {text} not null unique, amount {int}, ratio {real}){strict};"}};

struct UnitOfWorkContract : testing::TestWithParam<Dialect> {
  TestDatabase database{GetParam(), {.readers = 1, .writers = 1, .queue_limit = 3}};

  void SetUp() override { migrate(database.get(), kSchema); }
  auto names() -> std::vector<std::string> {
    return database->read(
        [](Session& s) { return s.all<std::string>("select name from things order by name"); });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, UnitOfWorkContract, testing::ValuesIn(engines()), engine_name);

void insert(Session& session, std::string_view name) {
  session.run("insert into things (name) values ($1)", name);
}

TEST_P(UnitOfWorkContract, a_unit_that_swallows_an_error_is_undone_and_says_so) {
  auto const swallowing = [](Session& s) {
    insert(s, "a");
    try {
      insert(s, "a");
    } catch (SqlError const&) {
    }
  };

  EXPECT_THROW(database->write(swallowing), SqlError);

  EXPECT_TRUE(names().empty());
}

TEST_P(UnitOfWorkContract, after_a_failed_statement_every_later_one_fails) {
  bool later_failed = false;
  auto const stubborn = [&](Session& s) {
    EXPECT_THROW(s.run("insert into nothing (x) values (1)"), SqlError);
    try {
      insert(s, "later");
    } catch (SqlError const&) {
      later_failed = true;
      throw;
    }
  };

  EXPECT_THROW(database->write(stubborn), SqlError);

  EXPECT_TRUE(later_failed);
  EXPECT_TRUE(names().empty());
}

TEST_P(UnitOfWorkContract, a_failed_unit_does_not_spoil_the_next_one) {
  for (int round = 0; round < 3; ++round) {
    EXPECT_THROW(database->write([](Session& s) { s.run("no sql at all"); }), SqlError);
    EXPECT_THROW(database->read([](Session& s) { s.run("no sql at all"); }), SqlError);
    database->write([&](Session& s) { insert(s, std::to_string(round)); });
  }

  EXPECT_EQ(names(), (std::vector<std::string>{"0", "1", "2"}));
}

TEST_P(UnitOfWorkContract, savepoints_nest) {
  database->write([](Session& s) {
    insert(s, "outer");
    s.savepoint([&] {
      insert(s, "middle");
      EXPECT_THROW(s.savepoint([&] {
        insert(s, "inner");
        throw std::runtime_error("no");
      }),
                   std::runtime_error);
      insert(s, "middle, later");
    });
  });

  EXPECT_EQ(names(), (std::vector<std::string>{"middle", "middle, later", "outer"}));
}

TEST_P(UnitOfWorkContract, a_query_may_run_inside_the_rows_of_the_same_one) {
  constexpr std::string_view kSql = "select name from things where name >= $1 order by name";
  database->write([](Session& s) {
    for (auto const* name : {"a", "b", "c"}) insert(s, name);
  });

  std::vector<std::string> pairs;
  database->read([&](Session& s) {
    s.each<std::string>(
        kSql,
        [&](std::string const& outer) {
          for (auto const& inner : s.all<std::string>(kSql, outer)) pairs.push_back(outer + inner);
        },
        "a");
  });

  EXPECT_EQ(pairs, (std::vector<std::string>{"aa", "ab", "ac", "bb", "bc", "cc"}));
}

TEST_P(UnitOfWorkContract, what_one_engine_would_change_both_refuse) {
  auto const store = [&](auto const& value, std::string_view sql) {
    database->write([&](Session& s) { s.run(sql, value); });
  };
  constexpr std::string_view kName = "insert into things (name) values ($1)";
  constexpr std::string_view kRatio = "insert into things (name, ratio) values ('x', $1)";

  EXPECT_THROW(store(std::string("a\0b", 3), kName), SqlError);
  for (auto const* broken : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "tail \xd0"}) {
    EXPECT_THROW(store(std::string(broken), kName), SqlError) << broken;
  }
  EXPECT_THROW(store(std::nan(""), kRatio), SqlError);

  EXPECT_TRUE(names().empty());
}

TEST_P(UnitOfWorkContract, rows_are_inserted_by_the_hundred_and_each_once) {
  struct Row {
    std::string name;
    std::int64_t amount;
  };
  std::vector<Row> rows;
  for (int index = 0; index < 237; ++index) rows.push_back({std::to_string(index), index});

  auto const insert_all = [&] {
    return database->write([&](Session& s) {
      return insert_rows<Row>(s, "things (name, amount)", rows, "on conflict do nothing");
    });
  };

  EXPECT_EQ(insert_all(), 237);
  EXPECT_EQ(insert_all(), 0);
  auto const sum =
      database->read([](Session& s) { return s.one<std::int64_t>("select sum(amount) from things"); });
  EXPECT_EQ(sum, 237 * 236 / 2);
}

// Holds the only writer until the test has looked at the queue behind it.
class Gate {
 public:
  void hold() {
    std::unique_lock lock(mutex_);
    held_ = true;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void wait_until_held() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return held_; });
  }
  void open() {
    std::scoped_lock const lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool held_ = false;
  bool open_ = false;
};

TEST_P(UnitOfWorkContract, a_full_queue_says_unavailable_at_once_and_loses_nothing_it_took) {
  Gate gate;
  std::vector<std::future<void>> taken;
  auto const submit = [&](std::string name, bool first) {
    auto promise = std::make_shared<std::promise<void>>();
    auto future = promise->get_future();
    database->submit_write(
        [&gate, name, first](Session& s) {
          if (first) gate.hold();
          insert(s, name);
          return Outcome::commit;
        },
        [promise](std::exception_ptr reason) {
          reason ? promise->set_exception(reason) : promise->set_value();
        });
    return future;
  };

  taken.push_back(submit("0", true));
  gate.wait_until_held();
  for (int index = 1; index <= 3; ++index) taken.push_back(submit(std::to_string(index), false));
  auto refused = submit("too much", false);

  EXPECT_THROW(refused.get(), Unavailable);
  gate.open();
  for (auto& one : taken) EXPECT_NO_THROW(one.get());
  EXPECT_EQ(names(), (std::vector<std::string>{"0", "1", "2", "3"}));
}

TEST_P(UnitOfWorkContract, closing_finishes_what_was_taken) {
  std::atomic<int> committed = 0;
  for (int index = 0; index < 3; ++index) {
    database->submit_write(
        [index](Session& s) {
          insert(s, std::to_string(index));
          return Outcome::commit;
        },
        [&](std::exception_ptr reason) { committed += reason ? 0 : 1; });
  }

  database.reopen();

  EXPECT_EQ(committed, 3);
  EXPECT_EQ(names().size(), 3u);
}

TEST_P(UnitOfWorkContract,
       a_listener_whose_handle_is_gone_hears_nothing_and_a_handle_may_outlive_the_database) {
  std::atomic<int> gone = 0;
  std::atomic<int> kept = 0;
  auto handle = database->listen("things", [&] { ++gone; });
  auto const outliving = database->listen("things", [&] { ++kept; });
  handle.reset();

  database->write([](Session& s) { s.notify("things"); });
  database.reopen();

  EXPECT_EQ(gone, 0);
  EXPECT_EQ(kept, 1);
}

}  // namespace
}  // namespace pb::sql
