#include "series/trend/change_points.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace pb::series::trend {
namespace {

using Values = std::vector<double>;
double const kGap = std::nan("");

auto noise(std::mt19937_64& random, std::size_t n, double rho = 0) -> Values {
  std::normal_distribution<double> normal;
  Values values;
  double now = normal(random);
  for (std::size_t i = 0; i < n; ++i) {
    values.push_back(now);
    now = rho * now + std::sqrt(1 - rho * rho) * normal(random);
  }
  return values;
}

TEST(ChangePoints, are_where_the_level_moves_and_say_from_what_to_what) {
  Values values{10, 11, 10, 9, 10, 11, 10, 10, 30, 31, 29, 30, 30, 31, 30, 5, 6, 5, 4, 5, 5, 6};
  auto const changes = change_points(values);

  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].first, 8U);
  EXPECT_EQ(changes[0].before, 10);
  EXPECT_EQ(changes[0].after, 30);
  EXPECT_EQ(changes[1].first, 15U);
  EXPECT_EQ(changes[1].after, 5);
}

TEST(ChangePoints, are_given_by_their_place_among_gaps_too) {
  Values values;
  for (int i = 0; i < 40; ++i) values.push_back(i % 4 == 1 ? kGap : (i < 20 ? 1 : 2) + 0.01 * (i % 3));

  auto const changes = change_points(values);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].first, 20U);
}

TEST(ChangePoints, a_step_without_any_noise_is_one) {
  Values values(30, 2.0);
  for (std::size_t i = 18; i < 30; ++i) values[i] = 3;

  auto const changes = change_points(values);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].first, 18U);
}

TEST(ChangePoints, one_wild_day_is_none) {
  std::mt19937_64 random(5);
  auto values = noise(random, 60);
  values[30] += 40;
  values[44] -= 40;

  EXPECT_TRUE(change_points(values).empty());

  Values still(50, 7.0);
  still[20] = 1e6;
  EXPECT_TRUE(change_points(still).empty());
}

TEST(ChangePoints, a_steady_rise_is_none) {
  std::mt19937_64 random(6);
  auto values = noise(random, 80);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] += 0.2 * static_cast<double>(i);

  EXPECT_TRUE(change_points(values).empty());
}

TEST(ChangePoints, short_and_constant_histories_have_none) {
  EXPECT_TRUE(change_points(Values{}).empty());
  EXPECT_TRUE(change_points(Values{1, 9, 1, 9, 1}).empty());
  EXPECT_TRUE(change_points(Values(50, 0.0)).empty());
  EXPECT_TRUE(change_points(Values(50, kGap)).empty());
}

TEST(ChangePoints, are_rarely_seen_where_there_are_none) {
  auto const seed = 99;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  int independent = 0;
  int following = 0;
  for (int trial = 0; trial < 200; ++trial) {
    independent += !change_points(noise(random, 90)).empty();
    following += !change_points(noise(random, 90, 0.4)).empty();
  }
  EXPECT_LE(independent, 10);
  EXPECT_LE(following, 20);
}

TEST(ChangePoints, are_found_where_the_step_is_two_deviations) {
  auto const seed = 98;
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  int found = 0;
  for (int trial = 0; trial < 100; ++trial) {
    auto values = noise(random, 60);
    for (std::size_t i = 35; i < values.size(); ++i) values[i] += 2;
    for (auto const& change : change_points(values)) found += change.first >= 32 && change.first <= 38;
  }
  EXPECT_GE(found, 75);
}

}  // namespace
}  // namespace pb::series::trend
