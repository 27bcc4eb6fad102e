#include "analytics/outlook/explain.h"

#include <gmock/gmock.h>

#include <limits>
#include <random>

namespace pb::analytics {
namespace {

auto plans(std::int64_t count, std::int64_t sum) -> Totals {
  return {.plan = sum, .plans = count};
}
auto reached(std::int64_t plan, std::int64_t fact) -> Totals {
  return {.fact = fact, .plan_of_reported = plan, .facts = 1};
}

TEST(Explain, more_submissions_of_the_same_average_are_volume) {
  auto const found =
      explain(std::vector<ComparedRow>{{7, plans(10, 1'000), plans(15, 1'500)}}, Explained::plan);

  EXPECT_EQ(found->total.delta, 500);
  EXPECT_EQ(found->total.volume, 500);
  EXPECT_EQ(found->total.average, 0);
}

TEST(Explain, the_same_submissions_of_a_higher_average_are_average) {
  auto const found =
      explain(std::vector<ComparedRow>{{7, plans(10, 1'000), plans(10, 1'500)}}, Explained::plan);

  EXPECT_EQ(found->total.volume, 0);
  EXPECT_EQ(found->total.average, 500);
}

TEST(Explain, who_came_and_who_went_stands_apart) {
  auto const found = explain(
      std::vector<ComparedRow>{
          {1, {}, plans(2, 300)}, {2, plans(3, 500), {}}, {3, plans(1, 10), plans(1, 10)}},
      Explained::plan);

  EXPECT_EQ(found->total.delta, -200);
  EXPECT_EQ(found->total.joined, 300);
  EXPECT_EQ(found->total.left, -500);
  ASSERT_EQ(found->contributions.size(), 2U);  // who stands still is not named
  EXPECT_EQ(found->contributions[0].key, 2);   // the biggest movement first
  EXPECT_EQ(found->contributions[0].of_delta, 25'000);
  EXPECT_EQ(found->contributions[1].of_delta, -15'000);
  EXPECT_EQ(found->contributions[0].of_movement, 6'250);
}

TEST(Explain, rounds_the_volume_to_the_kopeck_and_gives_the_rest_to_the_average) {
  // One more submission at 100 / 3 = 33.33 is 33; at -0.5 it is -1 (half away from zero).
  auto found = explain(std::vector<ComparedRow>{{1, plans(3, 100), plans(4, 150)}}, Explained::plan);
  EXPECT_EQ(found->total.volume, 33);
  EXPECT_EQ(found->total.average, 17);

  found = explain(std::vector<ComparedRow>{{1, plans(2, -1), plans(3, 0)}}, Explained::plan);
  EXPECT_EQ(found->total.volume, -1);
  EXPECT_EQ(found->total.average, 2);
}

TEST(Explain, volume_and_average_may_cancel_each_other) {
  auto const found = explain(std::vector<ComparedRow>{{1, plans(10, 100), plans(5, 100)}}, Explained::plan);

  EXPECT_EQ(found->total.delta, 0);
  ASSERT_EQ(found->contributions.size(), 1U);
  EXPECT_EQ(found->contributions[0].parts.volume, -50);
  EXPECT_EQ(found->contributions[0].parts.average, 50);
  EXPECT_EQ(found->contributions[0].of_delta, std::nullopt);
}

TEST(Explain, says_so_where_a_sum_does_not_fit) {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  auto const found =
      explain(std::vector<ComparedRow>{{1, plans(1, -kMost), plans(1, kMost)}}, Explained::plan);

  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().message.key, "error.analytics.overflow");
}

TEST(Explain, of_facts_counts_facts) {
  auto const found =
      explain(std::vector<ComparedRow>{{1, reached(100, 90), reached(100, 120)}}, Explained::fact);

  EXPECT_EQ(found->total.average, 30);
}

TEST(Explain, parts_add_up_to_the_kopeck_whatever_happened) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  std::uniform_int_distribution<std::int64_t> count(0, 40);
  std::uniform_int_distribution<std::int64_t> amount(-1'000'000'000'000, 1'000'000'000'000);
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<ComparedRow> rows;
    std::int64_t delta = 0;
    for (Index key = 0; key < 30; ++key) {
      auto const n0 = count(random) % (1 + key);
      auto const n1 = count(random) % (1 + key);
      rows.push_back({key, plans(n0, n0 > 0 ? amount(random) : 0), plans(n1, n1 > 0 ? amount(random) : 0)});
      delta += rows.back().after.plan - rows.back().before.plan;
    }
    auto const found = explain(rows, Explained::plan);
    ASSERT_TRUE(found);
    ChangeParts sum;
    for (auto const& one : found->contributions) {
      auto const& parts = one.parts;
      EXPECT_EQ(parts.volume + parts.average + parts.joined + parts.left, parts.delta);
      sum.delta += parts.delta;
      sum.volume += parts.volume;
      sum.average += parts.average;
    }
    auto const& total = found->total;
    EXPECT_EQ(total.delta, delta);
    EXPECT_EQ(sum.delta, delta);
    EXPECT_EQ(sum.volume, total.volume);
    EXPECT_EQ(sum.average, total.average);
    EXPECT_EQ(total.volume + total.average + total.joined + total.left, total.delta);
  }
}

TEST(ExplainAttainment, tells_who_reached_more_from_whose_plan_weighs_more) {
  // The first reaches as much as before, but its plan weighs more now.
  std::vector<ComparedRow> const rows{{1, reached(100, 50), reached(300, 150)},
                                      {2, reached(100, 100), reached(100, 120)}};
  auto const found = explain_attainment(rows);

  ASSERT_TRUE(found);
  EXPECT_DOUBLE_EQ(found->before, 0.75);
  EXPECT_DOUBLE_EQ(found->after, 0.675);
  double sum = 0;
  for (auto const& one : found->contributions) {
    sum += one.rate + one.mix;
    if (one.key == 1) {
      EXPECT_EQ(one.rate, 0);
      EXPECT_LT(one.mix, 0);
    } else {
      EXPECT_GT(one.rate, 0);
    }
  }
  EXPECT_NEAR(sum, found->after - found->before, 1e-12);
}

TEST(ExplainAttainment, adds_up_also_with_those_of_one_period_and_without_a_plan) {
  std::vector<ComparedRow> const rows{{1, reached(100, 50), {}},
                                      {2, {}, reached(70, 90)},
                                      {3, reached(0, 5), reached(10, 0)},
                                      {4, reached(40, 40), reached(40, -10)}};
  auto const found = explain_attainment(rows);

  double sum = 0;
  for (auto const& one : found->contributions) sum += one.rate + one.mix;
  EXPECT_NEAR(sum, found->after - found->before, 1e-12);
  EXPECT_FALSE(explain_attainment(std::vector<ComparedRow>{{1, {}, reached(1, 1)}}));
}

}  // namespace
}  // namespace pb::analytics
