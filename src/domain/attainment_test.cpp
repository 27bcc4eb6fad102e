#include "domain/attainment.h"

#include <gtest/gtest.h>

#include <limits>

namespace pb {
namespace {

constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();

TEST(Attainment, is_fact_over_plan_in_hundredths_of_a_percent) {
  EXPECT_EQ(attainment(Money{50'000}, {100'000}), 5'000);
  EXPECT_EQ(attainment(Money{100'000}, {100'000}), kOnPlan);
  EXPECT_EQ(attainment(Money{0}, {100'000}), 0);
  EXPECT_EQ(attainment(Money{-25'000}, {100'000}), -2'500);
}

TEST(Attainment, is_rounded_half_away_from_zero) {
  EXPECT_EQ(attainment(Money{1}, {3}), 3'333);
  EXPECT_EQ(attainment(Money{2}, {3}), 6'667);
  EXPECT_EQ(attainment(Money{1}, {20'000}), 1);
  EXPECT_EQ(attainment(Money{-1}, {20'000}), -1);
  EXPECT_EQ(attainment(Money{1}, {20'001}), 0);
}

TEST(Attainment, is_no_data_without_a_fact_or_without_a_plan) {
  EXPECT_EQ(attainment(std::nullopt, {100'000}), std::nullopt);
  EXPECT_EQ(attainment(Money{100'000}, {0}), std::nullopt);
}

TEST(Attainment, survives_the_largest_amounts) {
  EXPECT_EQ(attainment(Money{kMost}, {kMost}), kOnPlan);
  EXPECT_EQ(attainment(Money{kLeast}, {kMost}), -kOnPlan);
  EXPECT_EQ(attainment(Money{kMost}, {1}), std::nullopt);
}

TEST(Delta, is_fact_less_plan_and_no_data_without_a_fact) {
  EXPECT_EQ(delta(Money{70'000}, {100'000}), Money{-30'000});
  EXPECT_EQ(delta(std::nullopt, {100'000}), std::nullopt);
  EXPECT_EQ(delta(Money{kLeast}, {1}), std::nullopt);
}

}  // namespace
}  // namespace pb
