#include "crypto/typed_code.h"

#include <gtest/gtest.h>

#include <set>

#include "crypto/random.h"

namespace pb::crypto {
namespace {

TEST(TypedCode, never_repeats_and_has_no_letters_that_look_alike) {
  SystemRandom random;
  std::set<std::string> seen;
  for (int count = 0; count < 1000; ++count) {
    auto const code = make_typed_code(random).reveal();
    EXPECT_EQ(code.size(), 27U);
    EXPECT_EQ(code.find_first_of("ILOUilou"), std::string::npos);
    EXPECT_TRUE(seen.insert(code).second);
  }
}

TEST(TypedCode, is_known_again_however_it_is_typed) {
  EXPECT_EQ(normal_typed_code(" 7k3qzw4hxn2b m9tdrc-v5e8pa\n").reveal(), "7K3QZW-4HXN2B-M9TDRC-V5E8PA");
  EXPECT_EQ(normal_typed_code("OoIiLl-000000-000000-000000").reveal(), "001111-000000-000000-000000");
  SystemRandom random;
  auto const code = make_typed_code(random).reveal();
  EXPECT_EQ(normal_typed_code(code).reveal(), code);
}

TEST(TypedCode, what_is_none_is_empty) {
  for (auto const* typed : {"", "7K3QZW", "7K3QZW-4HXN2B-M9TDRC-V5E8P", "7K3QZW-4HXN2B-M9TDRC-V5E8PAA",
                            "7K3QZW-4HXN2B-M9TDRC-V5E8PU", "7K3QZW-4HXN2B-M9TDRC-V5E8P\xD0\x90"})
    EXPECT_TRUE(normal_typed_code(typed).empty()) << typed;
}

}  // namespace
}  // namespace pb::crypto
