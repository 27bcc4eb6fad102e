#include "crypto/totp.h"

#include <gtest/gtest.h>

#include "crypto/random.h"

namespace pb::crypto {
namespace {

using namespace std::chrono_literals;

auto at(std::int64_t seconds) -> Instant {
  return Instant(std::chrono::seconds(seconds));
}

Secret const kRfcKey("12345678901234567890");

// RFC 6238, appendix B: eight digits there, of which six are the last ones.
TEST(Totp, has_the_codes_of_the_standard) {
  EXPECT_EQ(totp_code(kRfcKey, totp_step(at(59))), "287082");
  EXPECT_EQ(totp_code(kRfcKey, totp_step(at(1'111'111'109))), "081804");
  EXPECT_EQ(totp_code(kRfcKey, totp_step(at(1'111'111'111))), "050471");
  EXPECT_EQ(totp_code(kRfcKey, totp_step(at(1'234'567'890))), "005924");
  EXPECT_EQ(totp_code(kRfcKey, totp_step(at(2'000'000'000))), "279037");
  EXPECT_EQ(totp_code(kRfcKey, totp_step(at(20'000'000'000))), "353130");
}

// RFC 4226, appendix D.
TEST(Totp, counts_as_the_standard_below_it_does) {
  std::array const codes{"755224", "287082", "359152", "969429", "338314",
                         "254676", "287922", "162583", "399871", "520489"};
  for (std::size_t step = 0; step < codes.size(); ++step)
    EXPECT_EQ(totp_code(kRfcKey, static_cast<std::int64_t>(step)), codes[step]);
}

TEST(Totp, a_clock_may_be_off_by_one_step_and_no_more) {
  auto const now = at(1'700'000'000);
  auto const step = totp_step(now);
  for (auto off : {-1, 0, 1})
    EXPECT_EQ(match_totp(kRfcKey, totp_code(kRfcKey, step + off), now, std::nullopt), step + off);
  for (auto off : {-2, 2, 100})
    EXPECT_EQ(match_totp(kRfcKey, totp_code(kRfcKey, step + off), now, std::nullopt), std::nullopt);
}

TEST(Totp, no_code_lets_in_twice_nor_one_before_it) {
  auto const now = at(1'700'000'000);
  auto const step = totp_step(now);

  EXPECT_EQ(match_totp(kRfcKey, totp_code(kRfcKey, step), now, step), std::nullopt);
  EXPECT_EQ(match_totp(kRfcKey, totp_code(kRfcKey, step - 1), now, step), std::nullopt);
  EXPECT_EQ(match_totp(kRfcKey, totp_code(kRfcKey, step + 1), now, step), step + 1);
}

TEST(Totp, blanks_are_forgiven_and_nothing_else) {
  auto const now = at(59);
  EXPECT_TRUE(match_totp(kRfcKey, "287 082", now, std::nullopt));
  for (auto const* typed : {"", "28708", "2870820", "287082x", "-287082", "000000"})
    EXPECT_FALSE(match_totp(kRfcKey, typed, now, std::nullopt)) << typed;
}

TEST(Totp, of_any_key_fits_in_its_own_time_only) {
  SystemRandom random;
  for (int round = 0; round < 200; ++round) {
    auto const key = make_totp_key(random);
    ASSERT_EQ(key.reveal().size(), kTotpKeyBytes);
    auto const now = at(static_cast<std::int64_t>(random.number() % 4'000'000'000U));
    auto const code = totp_code(key, totp_step(now));

    ASSERT_EQ(code.size(), 6U);
    auto const matched = match_totp(key, code, now, std::nullopt);
    ASSERT_TRUE(matched);
    EXPECT_LE(std::abs(*matched - totp_step(now)), kTotpWindow);
    EXPECT_FALSE(match_totp(key, code, now, totp_step(now) + kTotpWindow));
  }
}

TEST(Totp, apps_read_key_issuer_and_account) {
  EXPECT_EQ(totp_uri(kRfcKey, "Profit Bot", "olena@example.com").reveal(),
            "otpauth://totp/Profit%20Bot:olena%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            "&issuer=Profit%20Bot&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace pb::crypto
