#include "app/demo_moment.h"

#include <gmock/gmock.h>

namespace pb::app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr auto kZone = "Europe/Kyiv";

// Wednesday 2026-11-25 16:00 in Kyiv, which is two hours before UTC then.
constexpr Instant kNow{std::chrono::sys_days(std::chrono::year(2026) / 11 / 25) + hours(14)};

TEST(DemoMoment, of_a_time_is_today_while_it_is_to_come) {
  EXPECT_EQ(next_demo_moment("18:50", kZone, kNow), kNow + hours(2) + minutes(50));
}

TEST(DemoMoment, of_a_time_that_is_over_is_tomorrow) {
  EXPECT_EQ(next_demo_moment("09:00", kZone, kNow), kNow + hours(17));
  EXPECT_EQ(next_demo_moment("16:00", kZone, kNow), kNow + hours(24));
}

TEST(DemoMoment, of_a_months_end_is_on_its_last_day) {
  auto const evening = Instant(std::chrono::sys_days(std::chrono::year(2026) / 11 / 30) + hours(17));

  EXPECT_EQ(next_demo_moment("month_end 19:00", kZone, kNow), evening);
  EXPECT_EQ(next_demo_moment("month_end 19:00", kZone, evening),
            Instant(std::chrono::sys_days(std::chrono::year(2026) / 12 / 31) + hours(17)));
}

TEST(DemoMoment, of_a_months_start_is_on_the_first) {
  EXPECT_EQ(next_demo_moment("month_start 09:00", kZone, kNow),
            Instant(std::chrono::sys_days(std::chrono::year(2026) / 12 / 1) + hours(7)));
}

TEST(DemoMoment, is_none_for_other_words) {
  for (auto const* const name :
       {"", "soon", "24:00", "18:60", "1:50", "18-50", "month_end", "month_end 9", "18:50 "})
    EXPECT_EQ(next_demo_moment(name, kZone, kNow), std::nullopt) << name;
}

TEST(DemoMoment, names_the_times_of_schedules) {
  EXPECT_EQ(demo_moment_of("50 18 * * *"), "18:50");
  EXPECT_EQ(demo_moment_of("0 19 L * *"), "month_end 19:00");
  EXPECT_EQ(demo_moment_of("0 9 1 * *"), "month_start 09:00");
}

TEST(DemoMoment, does_not_name_schedules_of_another_kind) {
  for (auto const* const expression : {"*/5 * * * *", "50 18 * * 1-5", "0 9 2 * *", "nonsense"})
    EXPECT_EQ(demo_moment_of(expression), std::nullopt) << expression;
}

}  // namespace
}  // namespace pb::app
