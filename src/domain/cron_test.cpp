#include "domain/cron.h"

#include <gtest/gtest.h>

#include <random>

#include "domain/time_zone.h"

namespace pb {
namespace {

auto at(std::string_view day, int hour, int minute, std::string_view zone = "Europe/Kyiv") -> Instant {
  return instant_at(*parse_day(day), hour * 60 + minute, zone);
}

auto next(std::string_view expression, Instant after, std::string_view zone = "Europe/Kyiv") -> std::string {
  auto const slot = next_slot(*parse_cron(expression), zone, after);
  return slot ? to_iso(*slot) : "never";
}

TEST(Cron, the_prompt_comes_at_ten_to_seven_in_the_evening_summer_and_winter) {
  EXPECT_EQ(next("50 18 * * *", at("2026-01-15", 12, 0)), "2026-01-15T16:50:00.000Z");
  EXPECT_EQ(next("50 18 * * *", at("2026-07-15", 12, 0)), "2026-07-15T15:50:00.000Z");
  EXPECT_EQ(next("50 18 * * *", at("2026-01-15", 18, 50)), "2026-01-16T16:50:00.000Z");
}

TEST(Cron, the_last_day_of_a_month_is_found_in_every_month) {
  EXPECT_EQ(next("0 19 L * *", at("2024-02-01", 0, 0)), "2024-02-29T17:00:00.000Z");
  EXPECT_EQ(next("0 19 L * *", at("2026-02-01", 0, 0)), "2026-02-28T17:00:00.000Z");
  EXPECT_EQ(next("0 19 L * *", at("2026-04-30", 20, 0)), "2026-05-31T16:00:00.000Z");
}

TEST(Cron, a_time_the_clock_skips_comes_right_after_the_gap) {
  // Kyiv, 2026-03-29: 03:00 becomes 04:00.
  EXPECT_EQ(next("30 3 * * *", at("2026-03-28", 12, 0)), "2026-03-29T01:00:00.000Z");
}

TEST(Cron, a_time_that_comes_twice_counts_once) {
  // Kyiv, 2026-10-25: 04:00 becomes 03:00 again.
  auto const first = next_slot(*parse_cron("30 3 * * *"), "Europe/Kyiv", at("2026-10-24", 12, 0));
  EXPECT_EQ(to_iso(*first), "2026-10-25T00:30:00.000Z");
  EXPECT_EQ(next("30 3 * * *", *first), "2026-10-26T01:30:00.000Z");
}

TEST(Cron, either_day_field_is_enough_when_both_are_given) {
  EXPECT_EQ(next("0 9 13 * fri", at("2026-11-01", 0, 0)), "2026-11-06T07:00:00.000Z");
  EXPECT_EQ(next("0 9 10 * fri", at("2026-11-07", 0, 0)), "2026-11-10T07:00:00.000Z");
  EXPECT_EQ(next("0 9 * * 7", at("2026-11-01", 10, 0)), "2026-11-08T07:00:00.000Z");
}

TEST(Cron, lists_ranges_steps_and_names_are_read) {
  EXPECT_EQ(next("*/20 8-10 * * *", at("2026-11-01", 8, 20)), "2026-11-01T06:40:00.000Z");
  EXPECT_EQ(next("5,35 9 * jan,Jul *", at("2026-02-01", 0, 0)), "2026-07-01T06:05:00.000Z");
  EXPECT_EQ(next("10/25 9 * * *", at("2026-11-01", 9, 10)), "2026-11-01T07:35:00.000Z");
}

TEST(Cron, nonsense_is_refused_by_the_part_that_is_wrong) {
  for (auto const* text : {"", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *",
                           "* * * 13 *", "* * * * 8", "5-1 * * * *", "*/0 * * * *", "a * * * *",
                           "1,,2 * * * *", "-1 * * * *", "* * 31 2 *", "1-2-3 * * * *", "* * * * mon-"}) {
    EXPECT_FALSE(parse_cron(text)) << text;
  }
  EXPECT_EQ(parse_cron("61 * * * *").error().message.args[0].name, "part");
}

// Walks every minute of the days around the changes of daylight saving and compares.
TEST(Cron, agrees_with_walking_the_clock_minute_by_minute) {
  std::mt19937 random(20261124);
  for (auto const* zone : {"Europe/Kyiv", "America/New_York", "Asia/Kathmandu"}) {
    for (auto const* day : {"2026-03-07", "2026-03-28", "2026-10-24", "2026-10-31", "2026-06-14"}) {
      auto const minute = static_cast<int>(random() % 60);
      auto const hour = static_cast<int>(random() % 5);
      auto const cron = *parse_cron(std::to_string(minute) + " " + std::to_string(hour) + " * * *");
      auto const start = at(day, 0, 0, zone);

      std::vector<Instant> slots;
      for (auto slot = next_slot(cron, zone, start); slot && *slot < start + std::chrono::hours(72);
           slot = next_slot(cron, zone, *slot)) {
        slots.push_back(*slot);
      }

      // One slot on each local day, at the wall time unless a gap moved it.
      for (std::size_t index = 0; index < slots.size(); ++index) {
        EXPECT_EQ(last_slot(cron, zone, slots[index]), slots[index]);
        EXPECT_EQ(last_slot(cron, zone, slots[index] + std::chrono::minutes(1)), slots[index]);
        if (index > 0) {
          EXPECT_EQ(local_day(slots[index], zone) - local_day(slots[index - 1], zone), 1);
        }
        auto const shown = local_minute(slots[index], zone);
        auto const before = local_minute(slots[index] - std::chrono::minutes(1), zone);
        bool const exact = shown == hour * 60 + minute;
        bool const after_gap = before < hour * 60 + minute && shown > hour * 60 + minute;
        EXPECT_TRUE(exact || after_gap) << zone << " " << to_iso(slots[index]);
      }
      EXPECT_GE(slots.size(), 2u);
    }
  }
}

}  // namespace
}  // namespace pb
