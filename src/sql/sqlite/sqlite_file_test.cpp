#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "sql/migrator.h"
#include "sql/sqlite/library_version.h"
#include "sql/test_database.h"

// What SQLite alone promises: one process, one writer, one commit for many units, a file that may be
// encrypted.
namespace pb::sql {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr Migration kSchema[] = {
    {1, "things",
     "create table things (id {id}, name {text} not null){strict};"
     "create table parts (thing_id {int} not null references things (id)){strict};"}};

auto path_of(TestDatabase const& database) -> std::string {
  return database.options().url.target;
}

auto bytes_of(std::string const& path) -> std::string {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

auto why_not_opened(DatabaseOptions const& options) -> std::string {
  try {
    open_database(options).reset();
  } catch (SqlError const& problem) {
    return problem.what();
  }
  return "it was opened";
}

auto with_key(DatabaseOptions options, std::string key) -> DatabaseOptions {
  options.key = Secret(std::move(key));
  return options;
}

TEST(SqliteFile, is_flushed_at_every_commit_and_checks_its_keys_and_types) {
  TestDatabase database(Dialect::sqlite);
  migrate(database.get(), kSchema);

  database->write([](Session& s) {
    EXPECT_EQ(s.one<std::string>("pragma journal_mode"), "wal");
    EXPECT_EQ(s.one<int>("pragma synchronous"), 2);  // full
    EXPECT_EQ(s.one<int>("pragma foreign_keys"), 1);
    EXPECT_EQ(s.one<int>("pragma wal_autocheckpoint"), 0);  // the writer chooses when
  });
  EXPECT_THROW(database->write([](Session& s) { s.run("insert into parts (thing_id) values (7)"); }),
               SqlError);
  EXPECT_THROW(database->write([](Session& s) { s.run("insert into things (id, name) values ('x', 'y')"); }),
               SqlError);
}

TEST(SqliteFile, units_that_wait_together_share_one_commit) {
  TestDatabase database(Dialect::sqlite);
  migrate(database.get(), kSchema);
  constexpr int kUnits = 50;
  std::promise<void> first_runs;
  std::promise<void> all_are_waiting;
  std::promise<void> all_done;
  std::atomic<int> done = 0;
  int seen_by_writer = 0;
  int seen_by_reader = -1;

  database->submit_write(
      [&](Session&) {
        first_runs.set_value();
        all_are_waiting.get_future().wait();
        return Outcome::commit;
      },
      [](std::exception_ptr) {});
  first_runs.get_future().wait();
  for (int index = 1; index <= kUnits; ++index) {
    database->submit_write(
        [&, index](Session& s) {
          s.run("insert into things (name) values ('x')");
          if (index == kUnits) {
            constexpr std::string_view kCount = "select count(*) from things";
            seen_by_writer = s.one<int>(kCount).value();
            seen_by_reader = database->read([&](Session& r) { return r.one<int>(kCount).value(); });
          }
          return Outcome::commit;
        },
        [&](std::exception_ptr) {
          if (++done == kUnits) all_done.set_value();
        });
  }
  all_are_waiting.set_value();
  all_done.get_future().wait();

  EXPECT_EQ(seen_by_writer, kUnits);
  EXPECT_EQ(seen_by_reader, 0) << "nothing is committed before the last unit of the batch has run";
}

TEST(SqliteFile, the_log_is_emptied_when_it_is_quiet_and_gone_after_closing) {
  TestDatabase database(Dialect::sqlite);
  migrate(database.get(), kSchema);
  auto const log = path_of(database) + "-wal";

  auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (std::filesystem::file_size(log) > 0 && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::yield();
  }

  EXPECT_EQ(std::filesystem::file_size(log), 0u);
  auto const path = path_of(database);
  auto options = database.options();
  options.url.target = path + ".second";
  open_database(options).reset();
  EXPECT_FALSE(std::filesystem::exists(options.url.target + "-wal"));
}

TEST(SqliteFile, the_log_does_not_grow_without_end_under_load) {
  TestDatabase database(Dialect::sqlite);
  migrate(database.get(), kSchema);
  auto const text = std::string(400'000, 'x');  // a hundred pages

  std::uintmax_t longest = 0;
  for (int round = 0; round < 300; ++round) {
    database->write([&](Session& s) {
      s.run("delete from things");
      s.run("insert into things (name) values ($1)", text);
    });
    longest = std::max(longest, std::filesystem::file_size(path_of(database) + "-wal"));
  }

  EXPECT_LT(longest, 20'000'000u);  // 4,000 pages and some; 300 rounds wrote 120 MB
}

TEST(SqliteFile, a_second_process_is_refused_by_the_name_of_the_first) {
  TestDatabase const database(Dialect::sqlite);
  auto other = database.options();
  other.url.target = std::filesystem::path(path_of(database)).parent_path() / "." / "test.db";

  auto const reason = why_not_opened(other);

  EXPECT_THAT(reason, HasSubstr("is in use by another process"));
  EXPECT_THAT(reason, HasSubstr(std::to_string(::getpid())));
}

TEST(SqliteFile, with_a_key_nothing_readable_reaches_the_disk) {
  TestDatabase database(Dialect::sqlite, {.key = Secret("correct horse")});
  migrate(database.get(), kSchema);
  database->write([](Session& s) { s.run("insert into things (name) values ('legible words')"); });

  auto const path = path_of(database);
  EXPECT_THAT(bytes_of(path + "-wal"), Not(HasSubstr("legible words")));
  database.reopen();
  EXPECT_THAT(bytes_of(path), Not(HasSubstr("legible words")));
  EXPECT_THAT(bytes_of(path), Not(HasSubstr("create table")));
  EXPECT_EQ(database->read([](Session& s) { return s.one<std::string>("select name from things"); }),
            "legible words");
}

TEST(SqliteFile, a_wrong_or_missing_key_is_said_in_words_and_changes_nothing) {
  auto const folder = std::filesystem::path(testing::TempDir()) / "profitbot-keys";
  std::filesystem::remove_all(folder);
  DatabaseOptions const options{.url = {Dialect::sqlite, folder / "a.db"}};
  migrate(*open_database(with_key(options, "right")), kSchema);
  auto const before = bytes_of(folder / "a.db");

  EXPECT_THAT(why_not_opened(with_key(options, "wrong")), HasSubstr("is not the key it was encrypted with"));
  EXPECT_THAT(why_not_opened(options), HasSubstr("PROFITBOT_DATABASE_KEY is missing"));

  EXPECT_EQ(bytes_of(folder / "a.db"), before);
  EXPECT_EQ(schema_version(*open_database(with_key(options, "right"))), 1);
  std::filesystem::remove_all(folder);
}

TEST(SqliteFile, a_key_for_a_plain_file_is_refused) {
  auto const folder = std::filesystem::path(testing::TempDir()) / "profitbot-plain";
  std::filesystem::remove_all(folder);
  DatabaseOptions const options{.url = {Dialect::sqlite, folder / "a.db"}};
  migrate(*open_database(options), kSchema);

  EXPECT_THAT(why_not_opened(with_key(options, "key")), HasSubstr("is not encrypted"));
  std::filesystem::remove_all(folder);
}

TEST(SqliteFile, what_is_no_database_is_refused_in_words) {
  auto const folder = std::filesystem::path(testing::TempDir()) / "profitbot-garbage";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "a.db") << std::string(8'192, 'x');

  EXPECT_THAT(why_not_opened({.url = {Dialect::sqlite, folder / "a.db"}}),
              HasSubstr("is not a SQLite database"));
  EXPECT_THAT(why_not_opened({.url = {Dialect::sqlite, "/proc/nowhere/a.db"}}), HasSubstr("/proc/nowhere"));
  EXPECT_THAT(why_not_opened({.url = {Dialect::sqlite, folder.string()}}), Not(HasSubstr("it was opened")));
  std::filesystem::remove_all(folder);
}

TEST(SqliteLibrary, versions_with_the_wal_reset_bug_are_known) {
  for (int const affected : {3'040'001, 3'044'005, 3'045'000, 3'049'001, 3'050'006, 3'051'000, 3'051'002}) {
    EXPECT_TRUE(has_wal_reset_bug(affected)) << affected;
  }
  for (int const sound : {3'044'006, 3'050'007, 3'050'012, 3'051'003, 3'053'002, 4'000'000}) {
    EXPECT_FALSE(has_wal_reset_bug(sound)) << sound;
  }
}

}  // namespace
}  // namespace pb::sql
