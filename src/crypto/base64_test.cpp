#include "crypto/base64.h"

#include <gtest/gtest.h>

namespace pb::crypto {
namespace {

// RFC 4648, section 10.
TEST(Base64, is_that_of_the_standard) {
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(to_base64("\xFB\xFF"), "+/8=");
}

}  // namespace
}  // namespace pb::crypto
