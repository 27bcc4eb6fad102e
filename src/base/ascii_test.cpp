#include "base/ascii.h"

#include <gtest/gtest.h>

namespace pb {
namespace {

TEST(Ascii, small_letters_are_made_of_a_to_z_alone) {
  EXPECT_EQ(lower_case("Content-TYPE @[`{ 09 Київ ÄÉ"), "content-type @[`{ 09 Київ ÄÉ");
}

TEST(Ascii, names_are_equal_whatever_their_case) {
  EXPECT_TRUE(equal_ignoring_case("Content-Type", "content-tYPE"));
  EXPECT_TRUE(equal_ignoring_case("", ""));
  EXPECT_FALSE(equal_ignoring_case("Host", "Hosts"));
  EXPECT_FALSE(equal_ignoring_case("@", "`"));
  EXPECT_FALSE(equal_ignoring_case("Ä", "ä"));
}

}  // namespace
}  // namespace pb
