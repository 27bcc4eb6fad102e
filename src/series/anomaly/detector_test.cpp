#include "series/anomaly/detector.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace pb::series {
namespace {

constexpr std::int64_t kMidnight = 1'396'310'400;
constexpr std::int64_t kStep = 300;
constexpr Score kDetected = 0.5;

auto scores_of(std::vector<double> const& values) -> std::vector<Score> {
  Detector detector;
  std::vector<Score> scores;
  for (std::size_t row = 0; row < values.size(); ++row)
    scores.push_back(detector.next(kMidnight + kStep * static_cast<std::int64_t>(row), values[row]));
  return scores;
}

auto noise(std::size_t count, std::uint32_t seed) -> std::vector<double> {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal(50, 2);
  std::vector<double> values;
  for (std::size_t row = 0; row < count; ++row) values.push_back(normal(random));
  return values;
}

// High by day, low by night.
auto days(std::size_t count, std::uint32_t seed) -> std::vector<double> {
  auto values = noise(count, seed);
  for (std::size_t row = 0; row < count; ++row) values[row] += row % 288 >= 108 && row % 288 < 216 ? 60 : 0;
  return values;
}

auto highest(std::vector<Score> const& scores, std::size_t from, std::size_t until) -> Score {
  return *std::max_element(scores.begin() + static_cast<std::ptrdiff_t>(from),
                           scores.begin() + static_cast<std::ptrdiff_t>(until));
}

TEST(Detector, a_spike_stands_out_at_once) {
  auto values = noise(2'000, 1);
  values[1'500] = 90;

  auto const scores = scores_of(values);

  EXPECT_GT(scores[1'500], 0.7);
  EXPECT_LT(highest(scores, 600, 1'500), scores[1'500]);
}

TEST(Detector, a_level_shift_is_told_and_then_accepted) {
  auto values = noise(3'000, 2);
  for (std::size_t row = 1'500; row < values.size(); ++row) values[row] += 25;

  auto const scores = scores_of(values);

  EXPECT_GT(highest(scores, 1'500, 1'505), kDetected);
  EXPECT_LT(highest(scores, 2'200, 3'000), kDetected);
}

TEST(Detector, a_day_that_does_not_come_is_found_though_all_its_values_are_usual) {
  auto values = days(4'032, 3);
  for (std::size_t row = 10 * 288 + 108; row < 10 * 288 + 216; ++row) values[row] -= 60;

  auto const scores = scores_of(values);

  EXPECT_GT(highest(scores, 10 * 288 + 108, 10 * 288 + 216), kDetected);
  EXPECT_LT(highest(scores, 4 * 288, 10 * 288 + 108), kDetected);
}

TEST(Detector, after_a_detection_only_what_is_rarer_is_told) {
  auto values = noise(2'000, 4);
  for (std::size_t row = 1'500; row < 1'520; ++row) values[row] = 65;
  auto rarer = values;
  rarer[1'510] = 500;

  auto const scores = scores_of(values);

  EXPECT_GT(highest(scores, 1'500, 1'502), kDetected);
  EXPECT_LT(highest(scores, 1'505, 1'520), kDetected);
  EXPECT_GT(scores_of(rarer)[1'510], kDetected);
}

TEST(Detector, a_score_does_not_know_what_comes_after) {
  auto values = days(2'000, 5);
  auto const scores = scores_of(values);

  for (std::size_t row = 1'000; row < values.size(); ++row) values[row] *= -1e6;
  auto const changed = scores_of(values);

  for (std::size_t row = 0; row < 1'000; ++row) ASSERT_EQ(scores[row], changed[row]) << row;
}

TEST(Detector, the_unit_of_the_values_does_not_matter) {
  auto const values = days(2'000, 6);
  auto scaled = values;
  for (auto& value : scaled) value *= 1'024;

  auto const scores = scores_of(values);
  auto const of_scaled = scores_of(scaled);

  for (std::size_t row = 0; row < values.size(); ++row) ASSERT_NEAR(scores[row], of_scaled[row], 1e-9) << row;
}

TEST(Detector, what_never_changes_is_never_strange) {
  EXPECT_EQ(highest(scores_of(std::vector<double>(3'000, 0.1)), 0, 3'000), 0);
}

TEST(Detector, values_that_are_no_numbers_are_passed_over) {
  Detector detector;
  Detector untouched;
  auto const values = noise(500, 7);
  for (std::size_t row = 0; row < values.size(); ++row) {
    auto const at = kMidnight + kStep * static_cast<std::int64_t>(row);
    EXPECT_EQ(detector.next(at, std::numeric_limits<double>::quiet_NaN()), 0);
    EXPECT_EQ(detector.next(at, -std::numeric_limits<double>::infinity()), 0);
    ASSERT_EQ(detector.next(at, values[row]), untouched.next(at, values[row]));
  }
}

TEST(Detector, any_values_and_times_have_a_score_from_0_to_1) {
  constexpr std::uint32_t kSeed = 20'261'125;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  for (int round = 0; round < 40; ++round) {
    Detector detector;
    for (int row = 0; row < 400; ++row) {
      auto const size = std::pow(10.0, static_cast<double>(random() % 617) - 308);
      auto const value = random() % 3 == 0 ? 0 : (random() % 2 == 0 ? size : -size);
      auto const at =
          static_cast<std::int64_t>(random()) * static_cast<std::int64_t>(random() % 5) - 1'000'000'000;
      auto const score = detector.next(at, value);
      ASSERT_TRUE(score >= 0 && score <= 1) << value << " scores " << score;
    }
  }
}

}  // namespace
}  // namespace pb::series
