#include "domain/cron.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

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

TEST(Cron, a_week_may_end_with_a_sunday) {
  auto const weekend = *parse_cron("0 9 * * fri-sun");

  EXPECT_EQ(weekend.weekdays.to_string(), "1100001");
  EXPECT_EQ(parse_cron("0 9 * * 5-7")->weekdays, weekend.weekdays);
  EXPECT_EQ(parse_cron("0 9 * * 5,6,0")->weekdays, weekend.weekdays);
  EXPECT_EQ(parse_cron("0 9 * * mon-sun")->weekdays.count(), 7u);
  EXPECT_EQ(parse_cron("0 9 * * sun-sun")->weekdays.count(), 1u);
}

TEST(Cron, a_star_with_a_step_asks_for_both_day_fields) {
  // Vixie cron: the day must be odd and a Monday.
  EXPECT_EQ(next("0 9 */2 * mon", at("2026-11-01", 0, 0)), "2026-11-09T07:00:00.000Z");
}

TEST(Cron, a_29_february_on_a_monday_is_waited_for) {
  EXPECT_EQ(next("0 9 29 2 *", at("2026-11-01", 0, 0)), "2028-02-29T07:00:00.000Z");
  EXPECT_EQ(next("0 9 29 2 */7", at("2026-11-01", 0, 0)), "2032-02-29T07:00:00.000Z");
}

TEST(Cron, nonsense_is_refused_by_the_part_that_is_wrong) {
  struct Bad {
    std::string text;
    std::string part;
    std::string field;
  };
  for (auto const& [text, part, field] :
       std::initializer_list<Bad>{{"60 * * * *", "60", "minute"},
                                  {"*/0 * * * *", "*/0", "minute"},
                                  {"a * * * *", "a", "minute"},
                                  {"1,,2 * * * *", "1,,2", "minute"},
                                  {"-1 * * * *", "-1", "minute"},
                                  {"+1 * * * *", "+1", "minute"},
                                  {"1-2-3 * * * *", "1-2-3", "minute"},
                                  {"1/ * * * *", "1/", "minute"},
                                  {"99999999999 * * * *", "99999999999", "minute"},
                                  {"0 24 * * *", "24", "hour"},
                                  {"0 5-1 * * *", "5-1", "hour"},
                                  {"0 jan * * *", "jan", "hour"},
                                  {"0 0 0 * *", "0", "day"},
                                  {"0 0 L-1 * *", "L-1", "day"},
                                  {"0 0 * 13 *", "13", "month"},
                                  {"0 0 * 1,foo *", "foo", "month"},
                                  {"0 0 * * 8", "8", "weekday"},
                                  {"0 0 * * mon-", "mon-", "weekday"}}) {
    auto const cron = parse_cron(text);
    ASSERT_FALSE(cron) << text;
    EXPECT_EQ(cron.error().message.key, "error.cron.value") << text;
    EXPECT_EQ(std::get<std::string>(cron.error().message.args[0].value), part) << text;
    EXPECT_EQ(std::get<std::string>(cron.error().message.args[1].value), field) << text;
    EXPECT_EQ(cron.error().field, "expression");
  }
  for (auto const* text : {"", "* * * *", "* * * * * *", "@daily"}) {
    EXPECT_EQ(parse_cron(text).error().message.key, "error.cron.fields") << text;
  }
  EXPECT_EQ(parse_cron(std::string(5'000'000, '*')).error().message.key, "error.cron.fields");
  EXPECT_EQ(parse_cron("* * 31 2,4 *").error().message.key, "error.cron.never");
}

TEST(Cron, any_bytes_at_all_are_answered) {
  std::mt19937 random(20261124);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto length = random() % 24; length > 0; --length)
      text += "0123456789*/-,L monjan\t\xff"[random() % 25];
    if (auto const cron = parse_cron(text)) {
      EXPECT_TRUE(cron->minutes.any() && cron->hours.any() && cron->months.any()) << text;
    }
  }
}

// A field made at random, with what it should match.
template <std::size_t Size>
auto random_field(std::mt19937& random, std::size_t least, std::size_t most, std::bitset<Size>& expected)
    -> std::string {
  std::string text;
  for (auto parts = 1 + random() % 3; parts > 0; --parts) {
    auto const first = least + random() % (most - least + 1);
    auto const last = first + random() % (most - first + 1);
    auto const step = 1 + random() % (most - 1);
    if (!text.empty()) text += ',';
    switch (random() % 4) {
      case 0:
        text += std::to_string(first);
        expected.set(first);
        break;
      case 1:
        text += std::to_string(first) + "-" + std::to_string(last);
        for (auto value = first; value <= last; ++value) expected.set(value);
        break;
      case 2:
        text += std::to_string(first) + "-" + std::to_string(last) + "/" + std::to_string(step);
        for (auto value = first; value <= last; value += step) expected.set(value);
        break;
      default:
        text += "*/" + std::to_string(step);
        for (auto value = least; value <= most; value += step) expected.set(value);
    }
  }
  return text;
}

TEST(Cron, fields_made_at_random_mean_what_they_were_made_of) {
  std::mt19937 random(20261124);
  for (int round = 0; round < 3'000; ++round) {
    CronExpression expected;
    std::bitset<8> weekdays;
    auto text = random_field(random, 0, 59, expected.minutes);
    text += ' ' + random_field(random, 0, 23, expected.hours);
    text += ' ' + random_field(random, 1, 28, expected.days);
    text += ' ' + random_field(random, 1, 12, expected.months);
    text += ' ' + random_field(random, 0, 6, weekdays);

    auto const cron = parse_cron(text);

    ASSERT_TRUE(cron) << text;
    // The steps of a star run to the 31st, which no field here names.
    for (std::size_t day = 29; day < 32; ++day) expected.days.set(day, cron->days.test(day));
    ASSERT_EQ(cron->minutes, expected.minutes) << text;
    ASSERT_EQ(cron->hours, expected.hours) << text;
    ASSERT_EQ(cron->days, expected.days) << text;
    ASSERT_EQ(cron->months, expected.months) << text;
    for (std::size_t day = 0; day < 7; ++day) ASSERT_EQ(cron->weekdays.test(day), weekdays.test(day)) << text;
  }
}

// What a clock on the wall shows, as minutes since 1970 of no zone.
auto shown(Instant at, std::string_view zone) -> std::int64_t {
  return local_day(at, zone).days * std::int64_t{24 * 60} + local_minute(at, zone);
}

auto is_due(CronExpression const& cron, std::int64_t wall) -> bool {
  auto const minute = static_cast<std::size_t>(wall % (24 * 60));
  return cron.matches({static_cast<std::int32_t>(wall / (24 * 60))}) && cron.hours.test(minute / 60) &&
         cron.minutes.test(minute % 60);
}

// The slots as somebody would find them who watches the clock minute by minute: a time is due when it is
// first shown, and the times of a gap when the clock has jumped over them.
auto watched(CronExpression const& cron, std::string_view zone, Instant from, Instant until)
    -> std::vector<Instant> {
  std::vector<Instant> slots;
  auto seen = shown(from, zone);
  for (auto at = from + std::chrono::minutes(1); at <= until; at += std::chrono::minutes(1)) {
    auto const now = shown(at, zone);
    bool due = false;
    for (auto wall = seen + 1; wall <= now; ++wall) due = due || is_due(cron, wall);
    if (due) slots.push_back(at);
    seen = std::max(seen, now);
  }
  return slots;
}

struct Change {
  std::string zone;
  std::string day;
};

class CronAroundAChange : public testing::TestWithParam<Change> {};

TEST_P(CronAroundAChange, agrees_with_watching_the_clock_minute_by_minute) {
  auto const& [zone, day] = GetParam();
  auto const from = at(to_iso(*parse_day(day) - 1), 12, 0, zone);
  auto const until = from + std::chrono::hours(60);
  std::mt19937 random(20261124);
  std::vector<std::string> expressions = {"* * * * *",   "*/7 * * * *", "0 * * * *",   "30 3 * * *",
                                          "50 18 * * *", "15 0 * * *",  "45 23 L * *", "0 0-5 * * *"};
  for (int round = 0; round < 8; ++round) {
    expressions.push_back(std::to_string(random() % 60) + " " + std::to_string(random() % 5) + " * * *");
  }

  for (auto const& expression : expressions) {
    auto const cron = *parse_cron(expression);
    auto const expected = watched(cron, zone, from, until);

    std::vector<Instant> slots;
    for (auto slot = next_slot(cron, zone, from); slot && *slot <= until;
         slot = next_slot(cron, zone, *slot)) {
      slots.push_back(*slot);
    }
    ASSERT_EQ(slots, expected) << expression;

    auto upcoming = expected.begin();
    for (auto now = from; now <= until; now += std::chrono::minutes(5)) {
      while (upcoming != expected.end() && *upcoming <= now) ++upcoming;
      if (upcoming == expected.begin()) continue;
      ASSERT_EQ(last_slot(cron, zone, now), *(upcoming - 1)) << expression << " at " << to_iso(now);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Changes, CronAroundAChange,
                         testing::Values(Change{"Europe/Kyiv", "2026-03-29"},
                                         Change{"Europe/Kyiv", "2026-10-25"},
                                         Change{"America/New_York", "2026-03-08"},
                                         Change{"America/New_York", "2026-11-01"},
                                         Change{"Europe/Kyiv", "2026-06-14"},
                                         Change{"Australia/Lord_Howe", "2026-04-05"},  // half an hour back
                                         Change{"Australia/Lord_Howe", "2026-10-04"},  // half an hour on
                                         Change{"Asia/Beirut", "2022-03-27"},          // midnight is skipped
                                         Change{"America/Havana", "2026-11-01"},       // midnight comes twice
                                         Change{"Pacific/Apia", "2011-12-30"}),        // a day is left out
                         [](auto const& tested) {
                           auto name = tested.param.zone + "_" + tested.param.day;
                           std::ranges::replace_if(name, [](char c) { return std::isalnum(c) == 0; }, '_');
                           return name;
                         });

}  // namespace
}  // namespace pb
