#include "base/money.h"

#include <gtest/gtest.h>

namespace pb {
namespace {

TEST(Money, is_said_to_whole_units_rounded_half_away_from_zero) {
  EXPECT_EQ(to_whole_units(Money{12'349}), Money{12'300});
  EXPECT_EQ(to_whole_units(Money{12'350}), Money{12'400});
  EXPECT_EQ(to_whole_units(Money{-12'349}), Money{-12'300});
  EXPECT_EQ(to_whole_units(Money{-12'350}), Money{-12'400});
  EXPECT_EQ(to_whole_units(Money{0}), Money{0});
}

}  // namespace
}  // namespace pb
