#include "domain/time_zone.h"

#include <gtest/gtest.h>

namespace pb {
namespace {

using std::chrono::minutes;

auto at(std::string_view day, int hour, int minute, std::string_view zone) -> std::string {
  return to_iso(instant_at(*parse_day(day), hour * 60 + minute, zone));
}

TEST(TimeZone, is_known_by_its_name) {
  for (auto const* zone : {"Europe/Kyiv", "Europe/Kiev", "UTC", "America/New_York", "Asia/Kathmandu"}) {
    EXPECT_TRUE(is_time_zone(zone)) << zone;
  }
  for (auto const* zone : {"", "Kyiv", "Europe/kyiv", "+02:00", "../etc/passwd", "Europe/Kyiv ", "Europe"}) {
    EXPECT_FALSE(is_time_zone(zone)) << zone;
  }
}

TEST(TimeZone, says_which_day_it_is_on_the_wall) {
  auto const late = instant_at(*parse_day("2026-07-01"), 22 * 60, "UTC");

  EXPECT_EQ(to_iso(local_day(late, "Europe/Kyiv")), "2026-07-02");
  EXPECT_EQ(local_minute(late, "Europe/Kyiv"), 60);
  EXPECT_EQ(to_iso(local_day(late, "America/New_York")), "2026-07-01");
  EXPECT_EQ(local_minute(late, "Asia/Kathmandu"), 3 * 60 + 45);
}

TEST(TimeZone, reads_a_minute_the_clock_skips_as_the_end_of_the_gap) {
  // Kyiv, 2026-03-29: 03:00 becomes 04:00.
  EXPECT_EQ(at("2026-03-29", 2, 59, "Europe/Kyiv"), "2026-03-29T00:59:00.000Z");
  EXPECT_EQ(at("2026-03-29", 3, 0, "Europe/Kyiv"), "2026-03-29T01:00:00.000Z");
  EXPECT_EQ(at("2026-03-29", 3, 59, "Europe/Kyiv"), "2026-03-29T01:00:00.000Z");
  EXPECT_EQ(at("2026-03-29", 4, 0, "Europe/Kyiv"), "2026-03-29T01:00:00.000Z");
}

TEST(TimeZone, reads_a_minute_that_comes_twice_as_the_first) {
  // Kyiv, 2026-10-25: 04:00 becomes 03:00 again.
  EXPECT_EQ(at("2026-10-25", 3, 30, "Europe/Kyiv"), "2026-10-25T00:30:00.000Z");
  EXPECT_EQ(at("2026-10-25", 4, 0, "Europe/Kyiv"), "2026-10-25T02:00:00.000Z");
}

TEST(TimeZone, that_is_unknown_is_read_as_utc) {
  EXPECT_EQ(at("2026-07-01", 12, 0, "Mars/Olympus"), "2026-07-01T12:00:00.000Z");
}

TEST(TimeZone, turns_every_minute_there_and_back) {
  for (auto const* zone : {"Europe/Kyiv", "America/New_York", "Australia/Lord_Howe"}) {
    auto previous = instant_at(*parse_day("2026-01-01"), 0, zone);
    for (auto moment = previous + minutes(1); moment < previous + std::chrono::days(1);
         moment += minutes(1)) {
      ASSERT_EQ(instant_at(local_day(moment, zone), local_minute(moment, zone), zone), moment) << zone;
    }
    // A later time on the wall never comes earlier, whatever the clock does.
    for (auto day = *parse_day("2026-01-01"); day < *parse_day("2027-01-01"); day = day + 1) {
      for (std::int64_t minute = 0; minute < 24 * 60; minute += 30) {
        auto const moment = instant_at(day, minute, zone);
        ASSERT_LE(previous, moment) << zone << " " << to_iso(day) << " " << minute;
        previous = moment;
      }
    }
  }
}

}  // namespace
}  // namespace pb
