#include "analytics/outlook/expected.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numeric>
#include <random>

#include "analytics/outlook/attainment_ahead.h"

namespace pb::analytics {
namespace {

using testing::ElementsAre;

TEST(Reconcile, shares_the_gap_by_variance) {
  // Parts say 30, the whole 36: of the gap of 6 the whole (variance 1 of 6) keeps its part.
  auto const parts = reconcile({{10, 1}, {20, 2}}, {36, 1});

  EXPECT_DOUBLE_EQ(parts[0].mean, 10 + 6.0 * 1 / 6);
  EXPECT_DOUBLE_EQ(parts[1].mean, 20 + 6.0 * 4 / 6);
}

TEST(Reconcile, does_not_move_what_is_certain) {
  auto const parts = reconcile({{10, 0}, {20, 2}}, {40, 0});

  EXPECT_EQ(parts[0].mean, 10);
  EXPECT_EQ(parts[1].mean, 30);
  EXPECT_EQ(reconcile({{10, 0}}, {40, 1})[0].mean, 10);
}

TEST(Apportion, gives_the_kopecks_to_the_largest_remainders) {
  EXPECT_THAT(apportion(std::vector{1.4, 1.4, 1.2}), ElementsAre(2, 1, 1));
  EXPECT_THAT(apportion(std::vector{-1.4, 0.4}), ElementsAre(-1, 0));
  EXPECT_THAT(apportion({}), ElementsAre());
}

TEST(Apportion, adds_up_to_the_rounded_sum_and_moves_nobody_by_a_kopeck) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> amount(-1e6, 1e9);
  for (int trial = 0; trial < 100; ++trial) {
    std::vector<double> amounts(40);
    for (auto& one : amounts) one = amount(random);
    auto const whole = apportion(amounts);
    double sum = 0;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      EXPECT_LT(std::abs(static_cast<double>(whole[i]) - amounts[i]), 1);
      sum += static_cast<double>(whole[i]) - amounts[i];
    }
    EXPECT_LE(std::abs(sum), 0.501);
  }
}

TEST(Intervals, are_wider_for_the_surer_one_and_stop_at_the_floor) {
  auto const found = with_intervals(1'000, 100, 850);

  EXPECT_EQ(found.low80, 872);
  EXPECT_EQ(found.high80, 1'128);
  EXPECT_EQ(found.low95, 850);
  EXPECT_EQ(found.high95, 1'196);
}

TEST(AttainmentAhead, continues_what_is_usual_over_months_not_reported_yet) {
  Attainments const history{std::nan(""), 0.9, 0.9, 0.9, 0.9, std::nan("")};

  EXPECT_NEAR(attainment_ahead(history, 1, 3).value().mean, 0.9, 1e-6);
  EXPECT_FALSE(attainment_ahead(history, 1, 5));
  EXPECT_FALSE(attainment_ahead({}, 1, 0));
}

TEST(Product, of_certain_guesses_is_certain) {
  EXPECT_EQ(product({200, 0}, {0.5, 0}).mean, 100);
  EXPECT_EQ(product({200, 0}, {0.5, 0}).deviation, 0);
  EXPECT_DOUBLE_EQ(product({200, 0}, {0.5, 0.1}).deviation, 20);
}

}  // namespace
}  // namespace pb::analytics
