#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <condition_variable>
#include <thread>

#include "base/error.h"
#include "sql/database.h"
#include "sql/migrator.h"
#include "sql/test_database.h"

// What both engines promise, in one suite that does not know which it runs on.
namespace pb::sql {
namespace {

constexpr Migration kSchema[] = {{1, "things",
                                  "create table things (id {id}, name {text} not null unique, amount {int}, "
                                  "ratio {real}, bytes {blob}){strict};"}};

struct DatabaseContract : testing::TestWithParam<Dialect> {
  TestDatabase database{GetParam()};

  void SetUp() override { migrate(database.get(), kSchema); }
  auto names() -> std::vector<std::string> {
    return database->read(
        [](Session& s) { return s.all<std::string>("select name from things order by name"); });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, DatabaseContract, testing::ValuesIn(engines()), engine_name);

struct Thing {
  std::int64_t id;
  std::string name;
  std::optional<std::int64_t> amount;
  std::optional<double> ratio;
  std::optional<Blob> bytes;
};

TEST_P(DatabaseContract, every_type_comes_back_as_it_went_in) {
  Blob const bytes = {std::byte{0}, std::byte{255}, std::byte{7}};
  database->write([&](Session& s) {
    s.run("insert into things (name, amount, ratio, bytes) values ($1, $2, $3, $4)", "Київ 🏢 'x'; --",
          INT64_MIN, 0.1, bytes);
    s.run("insert into things (name) values ($1)", "");
  });

  auto const rows = database->read([](Session& s) {
    return s.all<Thing>("select id, name, amount, ratio, bytes from things order by id");
  });

  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].name, "Київ 🏢 'x'; --");
  EXPECT_EQ(rows[0].amount, INT64_MIN);
  EXPECT_EQ(rows[0].ratio, 0.1);
  EXPECT_EQ(rows[0].bytes, bytes);
  EXPECT_EQ(rows[1].name, "");
  EXPECT_EQ(rows[1].amount, std::nullopt);
  EXPECT_EQ(rows[1].bytes, std::nullopt);
}

TEST_P(DatabaseContract, a_unit_that_returns_an_error_leaves_nothing) {
  auto const result = database->write([](Session& s) -> pb::Result<int> {
    s.run("insert into things (name) values ($1)", "a");
    return fail(ErrorCode::conflict, Message("error.conflict"));
  });

  EXPECT_FALSE(result);
  EXPECT_TRUE(names().empty());
}

TEST_P(DatabaseContract, a_unit_that_throws_leaves_nothing_and_its_neighbours_stay) {
  std::atomic<int> failed = 0;
  std::atomic<int> committed = 0;
  std::promise<void> all;
  for (int index = 0; index < 100; ++index) {
    database->submit_write(
        [index](Session& s) {
          s.run("insert into things (name) values ($1)", std::to_string(index));
          if (index % 3 == 0) throw std::runtime_error("no");
          return Outcome::commit;
        },
        [&](std::exception_ptr reason) {
          ++(reason ? failed : committed);
          if (failed + committed == 100) all.set_value();
        });
  }
  all.get_future().wait();

  EXPECT_EQ(failed, 34);
  EXPECT_EQ(committed, 66);
  EXPECT_EQ(names().size(), 66u);
}

TEST_P(DatabaseContract, of_two_who_write_the_same_key_one_wins) {
  for (int round = 0; round < 20; ++round) {
    std::atomic<int> winners = 0;
    std::barrier start(4);
    {
      std::vector<std::jthread> racers;
      for (int racer = 0; racer < 4; ++racer) {
        racers.emplace_back([&, racer] {
          start.arrive_and_wait();
          winners += static_cast<int>(database->write([&](Session& s) {
            return s.run("insert into things (name, amount) values ($1, $2) on conflict do nothing",
                         "race " + std::to_string(round), racer);
          }));
        });
      }
    }
    EXPECT_EQ(winners, 1);
  }
}

TEST_P(DatabaseContract, counting_up_by_many_threads_loses_nothing) {
  database->write([](Session& s) { s.run("insert into things (name, amount) values ('counter', 0)"); });
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&] {
        for (int step = 0; step < 25; ++step) {
          database->write([](Session& s) {
            auto const amount = s.one<std::int64_t>("select amount from things where name = 'counter'");
            s.run("update things set amount = $1 where name = 'counter'", *amount + 1);
          });
        }
      });
    }
  }

  auto const total = database->read(
      [](Session& s) { return s.one<std::int64_t>("select amount from things where name = 'counter'"); });
  EXPECT_EQ(total, 100);
}

TEST_P(DatabaseContract, a_savepoint_undoes_its_own_writes_alone) {
  database->write([](Session& s) {
    s.run("insert into things (name) values ('kept')");
    auto const inner = s.savepoint([&]() -> pb::Result<int> {
      s.run("insert into things (name) values ('undone')");
      return fail(ErrorCode::invalid, Message("x"));
    });
    EXPECT_FALSE(inner);
    EXPECT_THROW(s.savepoint([&] { s.run("insert into things (name) values ('kept')"); }), SqlError);
    s.run("insert into things (name) values ('kept too')");
  });

  EXPECT_EQ(names(), (std::vector<std::string>{"kept", "kept too"}));
}

TEST_P(DatabaseContract, a_read_cannot_write) {
  EXPECT_THROW(database->read([](Session& s) { s.run("insert into things (name) values ('x')"); }), SqlError);
  EXPECT_TRUE(names().empty());
}

TEST_P(DatabaseContract, a_listener_hears_of_its_topic_after_the_commit) {
  std::mutex mutex;
  std::condition_variable heard;
  std::size_t seen = 0;
  auto const handle = database->listen("things", [&] {
    std::scoped_lock const lock(mutex);
    ++seen;
    heard.notify_one();
  });

  database->write([](Session& s) { s.notify("other"); });
  database->write([](Session& s) {
    s.run("insert into things (name) values ('x')");
    s.notify("things");
    s.notify("things");
  });

  std::unique_lock lock(mutex);
  EXPECT_TRUE(heard.wait_for(lock, std::chrono::seconds(5), [&] { return seen > 0; }));
  EXPECT_EQ(seen, 1u);
}

TEST_P(DatabaseContract, a_unit_undone_wakes_nobody) {
  std::atomic<int> seen = 0;
  auto const handle = database->listen("things", [&] { ++seen; });

  auto const result = database->write([](Session& s) -> pb::Result<int> {
    s.notify("things");
    return fail(ErrorCode::invalid, Message("x"));
  });

  EXPECT_FALSE(result);
  EXPECT_EQ(seen, 0);
}

TEST_P(DatabaseContract, what_was_written_is_there_after_a_restart) {
  database->write([](Session& s) { s.run("insert into things (name) values ('x')"); });

  database.reopen();

  EXPECT_EQ(names(), std::vector<std::string>{"x"});
}

TEST_P(DatabaseContract, a_struct_of_another_shape_is_refused) {
  struct Short {
    std::int64_t id;
  };
  database->write([](Session& s) { s.run("insert into things (name) values ('x')"); });

  EXPECT_THROW(database->read([](Session& s) { s.one<Short>("select id, name from things"); }), SqlError);
  EXPECT_THROW(database->read([](Session& s) { s.one<std::int64_t>("select name from things"); }), SqlError);
  EXPECT_THROW(database->read([](Session& s) { s.one<std::int64_t>("select amount from things"); }),
               SqlError);
}

TEST_P(DatabaseContract, migrations_run_once_and_a_changed_or_newer_one_is_refused) {
  EXPECT_EQ(migrate(database.get(), kSchema).before, 1);
  EXPECT_EQ(schema_version(database.get()), 1);

  Migration const edited[] = {{1, "things", "create table things (id {id}){strict};"}};
  EXPECT_THROW(migrate(database.get(), edited), SqlError);
  EXPECT_THROW(migrate(database.get(), std::span<Migration const>()), SqlError);
  EXPECT_EQ(schema_version(database.get()), 1);
}

TEST_P(DatabaseContract, a_migration_that_fails_leaves_nothing_of_itself) {
  std::vector<Migration> steps(std::begin(kSchema), std::end(kSchema));
  steps.push_back({2, "broken", "create table more (id {id}){strict}; create table more (id {id}){strict};"});

  EXPECT_THROW(migrate(database.get(), steps), SqlError);

  EXPECT_EQ(schema_version(database.get()), 1);
  EXPECT_THROW(database->read([](Session& s) { s.all<std::int64_t>("select id from more"); }), SqlError);
}

}  // namespace
}  // namespace pb::sql
