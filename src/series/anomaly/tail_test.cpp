#include "series/anomaly/tail.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace pb::series {
namespace {

TEST(Tail, nothing_is_rare_before_twenty_sizes) {
  Tail tail;
  for (int count = 0; count < 19; ++count) tail.add(1);
  EXPECT_EQ(tail.surprise(1e6), 0);

  tail.add(1);
  EXPECT_GT(tail.surprise(1e6), 1);
}

TEST(Tail, what_one_in_a_hundred_exceeds_has_a_surprise_of_2) {
  Tail tail;
  std::mt19937 random(1);
  std::exponential_distribution<double> chance;
  for (int count = 0; count < 15'000; ++count) tail.add(chance(random));

  EXPECT_NEAR(tail.surprise(std::log(100.0)), 2, 0.1);
  EXPECT_NEAR(tail.surprise(std::log(2.0)), std::log10(2.0), 0.05);
}

TEST(Tail, a_heavy_tail_makes_the_same_size_less_surprising) {
  Tail light;
  Tail heavy;
  std::mt19937 random(2);
  std::uniform_real_distribution<double> chance;
  for (int count = 0; count < 10'000; ++count) {
    light.add(1 + chance(random));
    heavy.add(1 / (1 - chance(random)));
  }

  EXPECT_NEAR(heavy.surprise(1'000), 3, 0.4);
  EXPECT_GT(light.surprise(20), heavy.surprise(20) + 3);
}

TEST(Tail, the_larger_a_size_the_more_surprising) {
  Tail tail;
  std::mt19937 random(3);
  std::lognormal_distribution<double> chance(0, 2);
  for (int count = 0; count < 50'000; ++count) tail.add(chance(random));

  double last = 0;
  for (double size = 1e-5; size < 1e9; size *= 1.2) {
    auto const surprise = tail.surprise(size);
    ASSERT_GE(surprise, last) << size;
    last = surprise;
  }
  EXPECT_LT(tail.surprise(1e300), 100);
}

}  // namespace
}  // namespace pb::series
