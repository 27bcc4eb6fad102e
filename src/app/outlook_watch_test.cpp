#include "app/outlook_watch.h"

#include <gtest/gtest.h>

#include "analytics/cube/loader.h"
#include "store/test_business.h"

namespace pb::app {
namespace {

class OutlookWatchTest : public store::TestBusiness {
 protected:
  // Loads what is stored, each time anew.
  auto newest() -> OutlookWatch::Newest {
    return [this] {
      return std::make_shared<analytics::Version const>(analytics::load_contents(database_.get()));
    };
  }
  // The look ahead comes from a thread of its own: asks until it is what it should be.
  template <class Condition>
  auto await(OutlookWatch const& watch, Condition condition) -> std::shared_ptr<analytics::Outlook const> {
    auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (std::chrono::steady_clock::now() < until) {
      if (auto const outlook = watch.outlook(); outlook && condition(*outlook)) return outlook;
      std::this_thread::yield();
    }
    ADD_FAILURE() << "no look ahead came";
    return std::make_shared<analytics::Outlook const>();
  }

  OfficeId office_ = add_office("Lviv");
  TerritoryId territory_ = add_territory(office_, "Poland");
};
INSTANTIATE_TEST_SUITE_P(Engines, OutlookWatchTest, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(OutlookWatchTest, is_there_after_the_start_and_follows_the_clock) {
  give_plan(territory_, store::day_of(2026, 5, 4), store::units(100));
  ManualClock clock(instant_at(store::day_of(2026, 5, 5), 600, store::kKyiv));
  OutlookWatch watch(newest(), clock);
  EXPECT_EQ(watch.outlook(), nullptr);

  watch.start();
  auto const outlook = await(watch, [](auto const&) { return true; });
  EXPECT_EQ(outlook->today, store::day_of(2026, 5, 5));
  EXPECT_EQ(outlook->month.whole.plan_to_date, 10'000);

  clock.set(instant_at(store::day_of(2026, 6, 2), 600, store::kKyiv));
  watch.clock_moved();
  auto const later = await(watch, [&](auto const& next) { return next.today.days > outlook->today.days; });
  EXPECT_EQ(later->month.first, store::day_of(2026, 6, 1));
  watch.stop();
}

TEST_P(OutlookWatchTest, may_be_stopped_at_any_time) {
  ManualClock const clock(instant_at(store::day_of(2026, 5, 5), 600, store::kKyiv));
  OutlookWatch watch(newest(), clock);
  watch.stop();
  watch.start();
  watch.stop();
  watch.stop();
}

}  // namespace
}  // namespace pb::app
