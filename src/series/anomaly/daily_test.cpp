#include "series/anomaly/daily.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace pb::series {
namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

// Days of an office: full on working days, little at the weekend.
auto ordinary_days(std::size_t count, std::uint32_t seed, double noise = 50) -> std::vector<double> {
  constexpr std::array<double, 7> kWeek = {1'000, 1'100, 1'050, 1'000, 1'200, 300, 100};
  std::mt19937 random(seed);
  std::normal_distribution<double> chance;
  std::vector<double> days;
  for (std::size_t day = 0; day < count; ++day) days.push_back(kWeek[day % 7] + noise * chance(random));
  return days;
}

auto alarms(std::vector<JudgedDay> const& days) -> std::vector<std::size_t> {
  std::vector<std::size_t> raised;
  for (std::size_t day = 0; day < days.size(); ++day)
    if (days[day].raises_alarm(day)) raised.push_back(day);
  return raised;
}

TEST(DailyAnomaly, an_outlier_is_found_with_what_was_expected) {
  auto values = ordinary_days(120, 1);
  values[100] = 3'000;

  auto const days = judge_days(values, {}).value();

  EXPECT_EQ(days[100].severity, Severity::critical);
  EXPECT_EQ(days[100].since, 100u);
  EXPECT_EQ(days[100].actual, 3'000);
  EXPECT_NEAR(days[100].expected, 1'050, 60);
  EXPECT_LT(days[100].range80.high, days[100].range95.high);
  EXPECT_LT(days[100].range95.high, 1'400);
  EXPECT_GT(days[100].range95.low, 700);
  EXPECT_EQ(days[101].severity, Severity::none);
}

TEST(DailyAnomaly, a_weekend_is_no_anomaly_but_a_working_day_like_one_is) {
  auto values = ordinary_days(120, 2);
  values[105] = values[104];  // a Monday like a Sunday

  auto const days = judge_days(values, {}).value();

  for (std::size_t day = 103; day < 105; ++day) EXPECT_EQ(days[day].severity, Severity::none) << day;
  EXPECT_EQ(days[105].severity, Severity::critical);
  EXPECT_LT(days[105].actual, days[105].range95.low);
}

TEST(DailyAnomaly, a_level_shift_is_alarmed_once_and_accepted_within_two_weeks) {
  auto values = ordinary_days(200, 3);
  for (std::size_t day = 100; day < values.size(); ++day) values[day] += 600;

  auto const days = judge_days(values, {}).value();

  auto const raised = alarms(days);
  auto const in_shift = std::ranges::count_if(raised, [](auto day) { return day >= 100 && day < 160; });
  EXPECT_EQ(in_shift, 1);
  EXPECT_TRUE(days[100].raises_alarm(100));
  EXPECT_EQ(days[105].since, 100u);
  for (std::size_t day = 114; day < 150; ++day) EXPECT_NEAR(days[day].expected, values[day], 250) << day;
}

TEST(DailyAnomaly, an_outlier_after_a_level_shift_is_still_found) {
  auto values = ordinary_days(200, 4);
  for (std::size_t day = 100; day < values.size(); ++day) values[day] += 2'000;
  values[130] = 500;

  EXPECT_EQ(judge_days(values, {}).value()[130].severity, Severity::critical);
}

TEST(DailyAnomaly, a_day_is_judged_by_the_days_before_it_only) {
  auto values = ordinary_days(150, 5);
  auto const days = judge_days(values, {}).value();

  for (std::size_t day = 100; day < values.size(); ++day) values[day] = -7'000 * values[day];
  auto const changed = judge_days(values, {}).value();

  for (std::size_t day = 60; day <= 100; ++day) EXPECT_EQ(days[day].expected, changed[day].expected) << day;
}

TEST(DailyAnomaly, a_holiday_is_neither_judged_nor_learnt_from) {
  auto values = ordinary_days(120, 6);
  std::vector<std::uint8_t> holidays(values.size());
  for (std::size_t day = 77; day < 84; ++day) {
    values[day] = 0;
    holidays[day] = 1;
  }
  auto without = values;
  for (std::size_t day = 77; day < 84; ++day) without[day] = kGap;

  auto const days = judge_days(values, holidays).value();
  auto const gaps = judge_days(without, {}).value();

  for (std::size_t day = 77; day < 84; ++day) EXPECT_EQ(days[day].severity, Severity::none) << day;
  for (std::size_t day = 84; day < 120; ++day) EXPECT_EQ(days[day].expected, gaps[day].expected) << day;
}

TEST(DailyAnomaly, nothing_is_said_before_three_weeks_and_nothing_of_a_gap) {
  auto values = ordinary_days(60, 7);
  values[40] = kGap;

  auto const days = judge_days(values, {}).value();

  EXPECT_TRUE(std::isnan(days[20].expected));
  EXPECT_FALSE(std::isnan(days[21].expected));
  EXPECT_TRUE(std::isnan(days[40].actual));
  EXPECT_EQ(days[40].severity, Severity::none);
  EXPECT_FALSE(std::isnan(days[40].expected));
}

TEST(DailyAnomaly, a_constant_series_is_quiet_until_it_changes) {
  std::vector<double> values(80, 0.1);
  values[70] = 0.2;

  auto const days = judge_days(values, {}).value();

  EXPECT_EQ(alarms(days), std::vector<std::size_t>{70});
  EXPECT_EQ(days[69].range95.low, days[69].expected);
}

TEST(DailyAnomaly, weeks_are_judged_without_a_weekday) {
  std::vector<double> values;
  for (int week = 0; week < 80; ++week) values.push_back(7'000 + 10 * (week * 7 % 13));
  values[60] = 2'000;

  auto const days =
      judge_days(values, {}, {.period = 1, .steps_per_year = 52.18, .alarms_per_year = 1}).value();

  EXPECT_EQ(alarms(days), std::vector<std::size_t>{60});
  EXPECT_EQ(days[60].severity, Severity::critical);
}

// Series of every kind that are what they always were.
auto clean_series(std::mt19937& random, std::size_t count) -> std::vector<double> {
  auto const kind = random() % 4;
  auto const noise = 20 + static_cast<double>(random() % 200);
  std::normal_distribution<double> normal(0, noise);
  std::lognormal_distribution<double> skewed(3, 0.5);
  std::student_t_distribution<double> heavy(5);
  auto days = ordinary_days(count, static_cast<std::uint32_t>(random()), 0);
  for (std::size_t day = 0; day < count; ++day) {
    if (kind == 0) days[day] += normal(random);
    if (kind == 1) days[day] += skewed(random);
    if (kind == 2) days[day] += 40 * heavy(random);
    if (kind == 3) days[day] += normal(random) + 0.3 * static_cast<double>(day);  // it grows
    if (random() % 20 == 0) days[day] = kGap;
  }
  return days;
}

TEST(DailyAnomaly, false_alarms_stay_within_the_budget) {
  constexpr std::uint32_t kSeed = 20'261'125;
  constexpr std::size_t kDays = 731;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  for (auto const budget : {2.0, 4.0, 12.0}) {
    std::size_t raised = 0;
    constexpr int kSeries = 30;
    for (int series = 0; series < kSeries; ++series) {
      DailyOptions options;
      options.alarms_per_year = budget;
      raised += alarms(judge_days(clean_series(random, kDays), {}, options).value()).size();
    }
    EXPECT_LE(static_cast<double>(raised) / (2 * kSeries), budget);
    EXPECT_GT(raised, 0u);
  }
}

TEST(DailyAnomaly, the_ranges_hold_what_they_say) {
  constexpr std::uint32_t kSeed = 4'711;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  double judged = 0;
  double in80 = 0;
  double in95 = 0;
  for (int series = 0; series < 30; ++series) {
    auto const days = judge_days(clean_series(random, 500), {}).value();
    for (auto const& day : days) {
      if (std::isnan(day.actual) || std::isnan(day.range95.low)) continue;
      judged += 1;
      in80 += day.range80.low <= day.actual && day.actual <= day.range80.high ? 1 : 0;
      in95 += day.range95.low <= day.actual && day.actual <= day.range95.high ? 1 : 0;
    }
  }
  EXPECT_NEAR(in80 / judged, 0.8, 0.05);
  EXPECT_NEAR(in95 / judged, 0.95, 0.03);
}

TEST(DailyAnomaly, nonsense_is_refused) {
  std::vector<double> const values(30, 1);
  std::vector<std::uint8_t> const one_flag(1);
  std::vector<double> const infinite(1, std::numeric_limits<double>::infinity());

  EXPECT_EQ(judge_days(infinite, {}).error(), DailyProblem::infinite_value);
  EXPECT_EQ(judge_days(values, one_flag).error(), DailyProblem::holidays_missing);
  EXPECT_EQ(judge_days(values, {}, {.period = 0}).error(), DailyProblem::options_senseless);
  EXPECT_EQ(judge_days(values, {}, {.alarms_per_year = 0}).error(), DailyProblem::options_senseless);
  EXPECT_TRUE(judge_days({}, {}).value().empty());
}

}  // namespace
}  // namespace pb::series
