#include "analytics/query/value.h"

#include <gtest/gtest.h>

#include <limits>

namespace pb::analytics {
namespace {

constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();

TEST(Value, quotients_round_half_away_from_zero) {
  EXPECT_EQ(rounded_quotient(5, 2), 3);
  EXPECT_EQ(rounded_quotient(-5, 2), -3);
  EXPECT_EQ(rounded_quotient(5, -2), -3);
  EXPECT_EQ(rounded_quotient(4, 3), 1);
  EXPECT_EQ(rounded_quotient(1, 0), std::nullopt);
}

TEST(Value, ratios_of_the_largest_amounts_are_exact) {
  EXPECT_EQ(ratio(kMost, kMost), 10'000);
  EXPECT_EQ(ratio(kMost - 1, kMost), 10'000);
  EXPECT_EQ(ratio(kMost / 2, kMost), 5'000);
  EXPECT_EQ(ratio(kMost, 1), std::nullopt);
  EXPECT_EQ(ratio(1, 0), std::nullopt);
  EXPECT_EQ(ratio(1, -1), std::nullopt);
}

TEST(Value, changes_of_the_largest_amounts_are_exact_or_no_data) {
  EXPECT_EQ(change(Value(kMost), Value(kMost - 1)), Value(std::int64_t{1}));
  EXPECT_EQ(change(Value(kMost), Value(std::int64_t{-1})), Value());
  EXPECT_EQ(change_in_percent(Value(kMost), Value(kLeast)), Value(std::int64_t{20'000}));
  EXPECT_EQ(change_in_percent(Value(kMost), Value(std::int64_t{1})), Value());
}

TEST(Value, a_change_in_percent_has_the_sign_of_the_change) {
  EXPECT_EQ(change_in_percent(Value(std::int64_t{50}), Value(std::int64_t{-100})),
            Value(std::int64_t{15'000}));
  EXPECT_EQ(change_in_percent(Value(std::int64_t{-150}), Value(std::int64_t{-100})),
            Value(std::int64_t{-5'000}));
  EXPECT_EQ(change_in_percent(Value(0.5), Value(2.0)), Value(std::int64_t{-7'500}));
}

TEST(Value, no_data_and_zero_before_give_no_percentage) {
  EXPECT_EQ(change_in_percent(Value(std::int64_t{1}), Value(std::int64_t{0})), Value());
  EXPECT_EQ(change_in_percent(Value(), Value(std::int64_t{1})), Value());
  EXPECT_EQ(change(Value(std::int64_t{1}), Value()), Value());
}

}  // namespace
}  // namespace pb::analytics
