#include "crypto/base32.h"

#include <gtest/gtest.h>

#include <random>

namespace pb::crypto {
namespace {

// RFC 4648, section 10.
TEST(Base32, is_that_of_the_standard_without_padding) {
  EXPECT_EQ(to_base32(""), "");
  EXPECT_EQ(to_base32("f"), "MY");
  EXPECT_EQ(to_base32("fo"), "MZXQ");
  EXPECT_EQ(to_base32("foo"), "MZXW6");
  EXPECT_EQ(to_base32("foob"), "MZXW6YQ");
  EXPECT_EQ(to_base32("fooba"), "MZXW6YTB");
  EXPECT_EQ(to_base32("foobar"), "MZXW6YTBOI");
}

TEST(Base32, is_read_as_people_copy_it) {
  EXPECT_EQ(from_base32("MZXW6YTBOI======"), "foobar");
  EXPECT_EQ(from_base32("mzxw 6ytb-oi"), "foobar");
  EXPECT_EQ(from_base32(""), "");
}

TEST(Base32, nothing_else_is_read) {
  for (auto const* text : {"0", "1", "8", "M", "MZX", "MZXW6Y", "MZ=XQ", "MZXW6!", "MZ\xC3\x98", "MZXR"})
    EXPECT_EQ(from_base32(text), std::nullopt) << text;
}

TEST(Base32, any_bytes_come_back) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 500; ++round) {
    std::string bytes(random() % 40, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random());
    EXPECT_EQ(from_base32(to_base32(bytes)), bytes);
  }
}

}  // namespace
}  // namespace pb::crypto
