#include "analytics/cube/cube.h"

#include <gmock/gmock.h>

#include <thread>

#include "analytics/cube/loader.h"
#include "analytics/cube/plain_scan.h"
#include "analytics/cube/same_cells.h"
#include "analytics/cube/test_company.h"

// The cube follows what happens, and stands where a fresh reading would.
namespace pb::analytics {
namespace {

using store::day_of;
using store::FactPeriod;

auto year() -> Slice {
  return {.first = day_of(2025, 1, 1), .last = day_of(2025, 12, 31)};
}

class Following : public TestCompany {
 protected:
  void SetUp() override {
    write([&](store::Unit& unit) {
      office_ = open_office(unit, "Lviv");
      territory_ = open_territory(unit, office_, open_geo(unit, "Poland"));
      olena_ = take_on(unit, 1, "Olena");
    });
  }
  void start() {
    feed_.start();
    cube_.start();
  }
  // The version that has seen everything committed so far.
  auto caught_up() -> std::shared_ptr<Version const> { return caught_up(cube_); }
  auto caught_up(Cube const& cube) -> std::shared_ptr<Version const> {
    auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (std::chrono::steady_clock::now() < deadline) {
      auto const [head, unplaced] = read([](store::Unit& unit) {
        auto const sqlite = unit.sql.dialect() == sql::Dialect::sqlite;
        return std::pair(events::head(unit.sql),
                         sqlite ? 0
                                : *unit.sql.one<std::int64_t>("select (select count(*) from events) - "
                                                              "(select count(*) from event_positions)"));
      });
      auto version = cube.version();
      if (unplaced == 0 && version->as_of() == head) return version;
      std::this_thread::yield();
    }
    ADD_FAILURE() << "the cube does not follow";
    return cube.version();
  }
  auto total() -> Totals {
    auto const cells = caught_up()->scan(year()).value();
    return cells.empty() ? Totals{} : cells.front().totals;
  }

  OfficeId office_;
  TerritoryId territory_;
  UserId olena_;
  events::Feed feed_{database_.get(), {.poll = std::chrono::milliseconds(20)}};
  Cube cube_{feed_};
};
INSTANTIATE_TEST_SUITE_P(Engines, Following, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Following, a_submission_is_seen_without_a_new_reading) {
  write([&](store::Unit& unit) { plan(unit, territory_, today_, 100, olena_); });
  start();
  EXPECT_EQ(total().plan, 100);

  write([&](store::Unit& unit) { plan(unit, territory_, today_ + 1, 20, olena_); });

  EXPECT_EQ(total().plan, 120);
}

TEST_P(Following, a_version_in_hand_never_changes) {
  start();
  auto const before = caught_up();

  write([&](store::Unit& unit) { plan(unit, territory_, today_, 100, olena_); });

  EXPECT_EQ(total().plan, 100);
  EXPECT_TRUE(before->scan(year())->empty());
}

TEST_P(Following, a_correction_changes_the_value_in_place_and_counts_once) {
  write([&](store::Unit& unit) { plan(unit, territory_, today_, 100, olena_); });
  start();

  write([&](store::Unit& unit) { correct_plan(unit, territory_, today_, 70); });
  write([&](store::Unit& unit) { correct_plan(unit, territory_, today_, 80); });

  EXPECT_EQ(total().plan, 80);
  EXPECT_EQ(total().plans, 1);
  EXPECT_EQ(total().corrections, 2);
}

TEST_P(Following, new_places_and_people_are_known_by_name) {
  start();

  auto const marta = write([&](store::Unit& unit) {
    auto const person = take_on(unit, 2, "Marta");
    auto const fresh = open_territory(unit, open_office(unit, "Odesa"), open_geo(unit, "Romania"));
    plan(unit, fresh, today_, 500, person);
    return person;
  });

  auto const version = caught_up();
  auto const& dictionary = version->dictionary();
  EXPECT_EQ(dictionary.manager(dictionary.find(marta)).name, "Marta");
  EXPECT_EQ(dictionary.offices().back().name, "Odesa");
  EXPECT_EQ(total().plan, 500);
}

TEST_P(Following, a_takeover_is_read_anew_and_numbers_stay_the_same) {
  start();
  auto const before = caught_up();

  write([&](store::Unit& unit) {
    store::insert_plan(unit.sql, {territory_, today_, Money{100}, {}, now, false});
    record(unit, {}, "takeover.completed", {"organisation", 1}, {});
  });

  EXPECT_EQ(total().plan, 100);
  EXPECT_EQ(caught_up()->dictionary().find(territory_), before->dictionary().find(territory_));
}

TEST_P(Following, what_cannot_be_understood_is_read_anew) {
  start();

  write([&](store::Unit& unit) {
    store::insert_plan(unit.sql, {territory_, today_, Money{100}, {}, now, false});
    record(unit, {}, "plan.submitted", {"plan", 1}, {{"territory", "seven"}});
  });

  EXPECT_EQ(total().plan, 100);
}

TEST_P(Following, the_next_start_goes_on_from_the_snapshot) {
  auto const file =
      std::filesystem::path(testing::TempDir()) / ("profitbot-following-" + std::to_string(::getpid()));
  write([&](store::Unit& unit) { plan(unit, territory_, today_, 100, olena_); });
  feed_.start();
  {
    Cube first(feed_, {.snapshot = file});
    first.start();
    caught_up(first);
    first.stop();
  }
  ASSERT_TRUE(std::filesystem::exists(file));
  // A row no event tells of: whoever read the tables would see it.
  write([&](store::Unit& unit) {
    store::insert_plan(unit.sql, {territory_, today_ + 1, Money{7}, {}, now, false});
    plan(unit, territory_, today_ + 2, 20, olena_);
  });
  Cube second(feed_, {.snapshot = file});
  second.start();

  EXPECT_EQ(caught_up(second)->scan(year())->at(0).totals.plan, 120);
  second.stop();
  std::filesystem::remove(file);
}

// Days and months of a random history.
class RandomHistory : public Following {
 protected:
  void found_company(store::Unit& unit) {
    for (int office = 0; office < 6; ++office)
      offices_.push_back(open_office(unit, "office " + std::to_string(office)));
    for (int geo = 0; geo < 14; ++geo) geos_.push_back(open_geo(unit, "geo " + std::to_string(geo)));
    for (auto const office : offices_) {
      for (auto const geo : geos_) places_.push_back({open_territory(unit, office, geo), office, geo});
    }
    for (int person = 0; person < 5; ++person) people_.push_back(take_on(unit, 10 + person, "person"));
  }

  void happen(store::Unit& unit, Chance& chance) {
    auto const& place = places_[static_cast<std::size_t>(chance.below(std::ssize(places_)))];
    auto const day = kRandomStart + static_cast<std::int32_t>(chance.below(kRandomDays));
    auto const by =
        chance.one_in(5) ? std::nullopt : std::optional(people_[static_cast<std::size_t>(chance.below(5))]);
    auto const amount = chance.below(1'000);
    bool const late = chance.one_in(5);
    auto const period = chance.one_in(2) ? FactPeriod::of(day) : FactPeriod::of(Month::of(day));
    auto const deed = chance.below(100);
    if (deed < 50) {
      plan(unit, place.territory, day, amount, by, late);
    } else if (deed < 65) {
      fact(unit, place.territory, period, amount - 300, by, late);
    } else if (deed < 75) {
      correct_plan(unit, place.territory, day, amount);
    } else if (deed < 80) {
      correct_fact(unit, place.territory, period, amount);
    } else if (deed < 90) {
      close(unit, place.office, day);
    } else if (deed < 91) {
      close(unit, Month::of(day));
    } else if (deed < 94) {
      set_target(unit, {.office = place.office, .first = Month::of(day), .amount = Money{amount}});
    } else if (deed < 95) {
      remove_target(unit, {.office = place.office, .first = Month::of(day)});
    } else if (deed < 96) {
      close_territory(unit, place.territory);
    } else if (deed < 97) {
      reopen_territory(unit, place.territory, place.office, place.geo);
    } else if (deed < 98) {
      set_archived(unit, place.office, chance.one_in(2));
    } else if (deed < 99) {
      set_archived(unit, place.geo, chance.one_in(2));
    } else {
      people_[static_cast<std::size_t>(chance.below(5))] = take_on(unit, next_account_++, "newcomer");
    }
  }

  struct Place {
    TerritoryId territory;
    OfficeId office;
    GeoId geo;
  };
  std::vector<OfficeId> offices_;
  std::vector<GeoId> geos_;
  std::vector<Place> places_;
  std::vector<UserId> people_;
  std::int64_t next_account_ = 1'000;
};
INSTANTIATE_TEST_SUITE_P(Engines, RandomHistory, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(RandomHistory, after_thousands_of_events_the_followed_cube_equals_a_fresh_reading) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  write([&](store::Unit& unit) { found_company(unit); });
  start();

  for (int transaction = 0; transaction < 60; ++transaction) {
    at(kRandomStart + transaction, static_cast<int>(chance.below(24)), 0);
    auto const deeds = chance.below(100);
    auto const as_before = chance;
    write([&](store::Unit& unit) {
      chance = as_before;
      for (std::int64_t deed = 0; deed < deeds; ++deed) happen(unit, chance);
    });
  }

  auto const followed = caught_up();
  auto const contents = load_contents(database_.get());
  EXPECT_EQ(followed->targets().size(), contents.ground.targets.size());
  ASSERT_EQ(followed->dictionary().managers().size(), contents.ground.dictionary.managers().size());
  Chance asking(seed);
  for (int round = 0; round < 20; ++round) {
    auto const slice = random_slice(asking);
    ASSERT_TRUE(same(followed->scan(slice).value(), plain_scan(contents, slice).value()))
        << "round " << round;
  }
}

TEST_P(Following, readers_are_undisturbed_while_versions_are_published) {
  start();
  std::atomic<bool> stop{false};
  std::atomic<std::int64_t> read_count{0};
  std::vector<std::jthread> readers;
  for (int reader = 0; reader < 2; ++reader) {
    readers.emplace_back([&] {
      std::int64_t seen = 0;
      while (!stop) {
        auto const cells = cube_.version()->scan(year()).value();
        auto const plans = cells.empty() ? 0 : cells.front().totals.plans;
        // A hundred at a time, and never fewer than before.
        EXPECT_EQ(plans % 100, 0);
        EXPECT_GE(plans, seen);
        seen = plans;
        ++read_count;
      }
    });
  }

  for (std::int32_t batch = 0; batch < 3; ++batch) {
    write([&](store::Unit& unit) {
      for (std::int32_t offset = 0; offset < 100; ++offset)
        plan(unit, territory_, day_of(2025, 1, 1) + batch * 100 + offset, 1, olena_);
    });
    EXPECT_EQ(total().plans, (batch + 1) * 100);
  }
  stop = true;
  readers.clear();

  EXPECT_GT(read_count, 0);
}

}  // namespace
}  // namespace pb::analytics
