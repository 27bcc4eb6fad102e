#include <gtest/gtest.h>

#include <set>

#include "crypto/random.h"
#include "crypto/token.h"

namespace pb::crypto {
namespace {

TEST(Token, fits_into_an_invitation_link_and_never_repeats) {
  SystemRandom random;
  std::set<std::string> seen;
  for (int count = 0; count < 1000; ++count) {
    auto const token = make_token(random).reveal();
    EXPECT_EQ(token.size(), 43u);
    EXPECT_EQ(token.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"),
              std::string::npos);
    EXPECT_TRUE(seen.insert(token).second);
  }
}

TEST(Token, is_kept_as_its_blake2b_256) {
  // b2sum -l 256 of "abc"
  EXPECT_EQ(hash_token(Secret("abc")), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(Token, comparison_tells_equal_from_different) {
  EXPECT_TRUE(constant_time_equal("secret", "secret"));
  EXPECT_FALSE(constant_time_equal("secret", "secres"));
  EXPECT_FALSE(constant_time_equal("secret", "secret "));
  EXPECT_FALSE(constant_time_equal("", "x"));
}

TEST(Token, derived_from_a_secret_is_the_same_every_time_and_another_for_each_purpose) {
  Secret const secret("7000:FAKE-TOKEN");
  auto const derived = derive_token(secret, "webhook").reveal();

  EXPECT_EQ(derive_token(secret, "webhook").reveal(), derived);
  EXPECT_EQ(derived.size(), 43u);
  EXPECT_NE(derive_token(secret, "other").reveal(), derived);
  EXPECT_NE(derive_token(Secret("7001:FAKE-TOKEN"), "webhook").reveal(), derived);
}

TEST(SeededRandom, repeats_itself_for_the_same_seed) {
  SeededRandom first(7);
  SeededRandom second(7);
  SeededRandom other(8);

  auto const a = first.number();

  EXPECT_EQ(a, second.number());
  EXPECT_NE(a, first.number());
  EXPECT_NE(a, other.number());
}

}  // namespace
}  // namespace pb::crypto
