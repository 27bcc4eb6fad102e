#include "analytics/cube/snapshot.h"

#include <gmock/gmock.h>

#include <fstream>
#include <thread>

#include "analytics/cube/loader.h"
#include "analytics/cube/random_contents.h"
#include "analytics/cube/same_cells.h"
#include "analytics/cube/test_company.h"
#include "analytics/cube/version.h"
#include "events/feed.h"

// A snapshot is believed where it fits the log to the last bit, and thrown away everywhere else.
namespace pb::analytics {
namespace {

constexpr LogMark kMark{1, 2};

TEST(SnapshotBytes, come_back_as_they_went) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  Crew crew(1);
  Version const before(random_contents(chance));

  auto const decoded = decode_snapshot(encode_snapshot(before.state(), kMark, crew), crew);

  ASSERT_TRUE(decoded.has_value());
  EXPECT_EQ(decoded->mark, kMark);
  Version const after(decoded->state, std::make_shared<Crew>(0));
  for (int round = 0; round < 15; ++round) {
    auto const slice = random_slice(chance);
    ASSERT_TRUE(same(after.scan(slice).value(), before.scan(slice).value())) << "round " << round;
  }
}

TEST(SnapshotBytes, a_bit_that_flipped_anywhere_is_noticed) {
  Crew crew(0);
  Chance chance(1);
  auto const bytes = encode_snapshot(Version(random_contents(chance)).state(), kMark, crew);

  for (int round = 0; round < 200; ++round) {
    auto damaged = bytes;
    auto& byte = damaged[static_cast<std::size_t>(chance.below(std::ssize(bytes)))];
    byte = static_cast<char>(byte ^ (1 << chance.below(8)));
    ASSERT_FALSE(decode_snapshot(damaged, crew).has_value()) << "round " << round;
  }
}

TEST(SnapshotBytes, a_file_that_was_cut_or_lengthened_is_noticed) {
  Crew crew(0);
  Chance chance(1);
  auto const bytes = encode_snapshot(Version(random_contents(chance)).state(), kMark, crew);

  EXPECT_FALSE(decode_snapshot("", crew).has_value());
  EXPECT_FALSE(decode_snapshot(bytes + "x", crew).has_value());
  for (int round = 0; round < 50; ++round) {
    auto const size = static_cast<std::size_t>(chance.below(std::ssize(bytes)));
    ASSERT_FALSE(decode_snapshot(std::string_view(bytes).substr(0, size), crew).has_value()) << size;
  }
}

class Snapshot : public TestCompany {
 protected:
  void SetUp() override {
    write([&](store::Unit& unit) {
      territory_ = open_territory(unit, open_office(unit, "Lviv"), open_geo(unit, "Poland"));
      plan(unit, territory_, today_, 100, {});
    });
  }
  ~Snapshot() override { std::filesystem::remove(file_); }

  // On PostgreSQL events have places once a Feed has given them.
  auto now_state() -> State {
    events::Feed feed(database_.get());
    feed.start();
    while (read([](store::Unit& unit) { return events::head(unit.sql).value; }) == 0)
      std::this_thread::yield();
    return load_state(database_.get(), crew_);
  }
  void change_file(std::size_t at, char to) {
    std::fstream file(file_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(at));
    file.put(to);
  }

  TerritoryId territory_;
  Crew crew_{0};
  std::filesystem::path file_ =
      std::filesystem::path(testing::TempDir()) / ("profitbot-cube-" + std::to_string(::getpid()));
};
INSTANTIATE_TEST_SUITE_P(Engines, Snapshot, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Snapshot, of_this_log_is_taken) {
  auto const state = now_state();
  ASSERT_TRUE(save_snapshot(file_, state, database_.get(), crew_));

  auto const loaded = load_snapshot(file_, database_.get(), crew_);

  ASSERT_TRUE(loaded.has_value());
  EXPECT_EQ(loaded->position, state.position);
  Version const version(*loaded, std::make_shared<Crew>(0));
  EXPECT_EQ(version.scan({.first = today_, .last = today_})->at(0).totals.plan, 100);
}

TEST_P(Snapshot, of_a_longer_log_is_thrown_away) {
  auto state = now_state();
  ASSERT_TRUE(save_snapshot(file_, state, database_.get(), crew_));
  write([](store::Unit& unit) {
    unit.sql.run("delete from event_positions where position = (select max(position) from event_positions)");
    unit.sql.run("delete from events where id = (select max(id) from events)");
  });

  EXPECT_FALSE(load_snapshot(file_, database_.get(), crew_).has_value());
}

TEST_P(Snapshot, of_another_log_is_thrown_away) {
  ASSERT_TRUE(save_snapshot(file_, now_state(), database_.get(), crew_));
  write([](store::Unit& unit) {
    unit.sql.run("update events set at = at + 1 where id = (select max(id) from events)");
  });

  EXPECT_FALSE(load_snapshot(file_, database_.get(), crew_).has_value());
}

TEST_P(Snapshot, of_another_format_or_none_at_all_is_thrown_away) {
  EXPECT_FALSE(load_snapshot(file_, database_.get(), crew_).has_value());
  ASSERT_TRUE(save_snapshot(file_, now_state(), database_.get(), crew_));
  change_file(8, 77);

  EXPECT_FALSE(load_snapshot(file_, database_.get(), crew_).has_value());
}

TEST_P(Snapshot, without_events_is_not_written) {
  State const nothing;

  EXPECT_FALSE(save_snapshot(file_, nothing, database_.get(), crew_));
  EXPECT_FALSE(std::filesystem::exists(file_));
}

}  // namespace
}  // namespace pb::analytics
