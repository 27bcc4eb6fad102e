#include "telegram/init_data.h"

#include <gtest/gtest.h>

#include "base/enum_name.h"

namespace pb::telegram {
namespace {

using namespace std::chrono_literals;

// The hashes were computed apart from this program, by Python:
//   key = hmac.new(b"WebAppData", token, sha256).digest()
//   hmac.new(key, "\n".join(f"{k}={v}" for k, v in sorted(fields.items())).encode(), sha256).hexdigest()
std::string const kFields =
    "query_id=AAHdF6IQAAAAAN0XohDhrOrc&user=%7B%22id%22%3A700000001%2C%22first_name%22%3A%22%D0%9E%D0%BB%D0%"
    "B5"
    "%D0%BD%D0%B0%22%2C%22last_name%22%3A%22%D0%9A%D0%BE%D0%B2%D0%B0%D0%BB%D1%8C%22%2C%22username%22%3A%"
    "22olena"
    "%22%2C%22language_code%22%3A%22uk%22%2C%22allows_write_to_pm%22%3Atrue%7D&auth_date=1736960000"
    "&signature=abc-_";
std::string const kHash = "f36cbae6e3015ebd6be4ecc08277a316079c19ee3ca3db381c7004ad7d5f2e3a";
std::string const kGood = kFields + "&hash=" + kHash;
Secret const kToken("7000:FAKE-TOKEN");
Instant const kSigned(1'736'960'000s);

auto verified(std::string_view data, Instant now = kSigned + 5s) -> std::string {
  auto const person = verify_init_data(data, kToken, now, 10min);
  return person ? "let in" : std::string(enum_name(person.error()));
}

TEST(InitData, says_who_opened_the_app) {
  auto const person = verify_init_data(kGood, kToken, kSigned + 5s, 10min);

  ASSERT_TRUE(person);
  EXPECT_EQ(person->tg_id, 700'000'001);
  EXPECT_EQ(person->name, "Олена Коваль");
  EXPECT_EQ(person->language, "uk");
  EXPECT_EQ(person->signed_at, kSigned);
}

TEST(InitData, changed_in_any_place_is_forged) {
  auto const other_id = [] {
    auto data = kGood;
    data.replace(data.find("700000001"), 9, "700000002");
    return data;
  }();
  EXPECT_EQ(verified(other_id), "forged");
  EXPECT_EQ(verified(kGood + "&extra=1"), "forged");
  EXPECT_EQ(verified(kFields + "&hash=" + std::string(64, '0')), "forged");
  EXPECT_EQ(verified(kFields + "&hash="), "forged");
  EXPECT_FALSE(verify_init_data(kGood, Secret("7001:FAKE-TOKEN"), kSigned, 10min));
}

TEST(InitData, without_a_token_nobody_is_let_in) {
  EXPECT_EQ(verify_init_data(kGood, Secret(), kSigned, 10min).error(), SignatureProblem::forged);
}

TEST(InitData, lasts_as_long_as_asked_and_may_be_a_minute_ahead) {
  EXPECT_EQ(verified(kGood, kSigned + 10min), "let in");
  EXPECT_EQ(verified(kGood, kSigned + 10min + 1s), "expired");
  EXPECT_EQ(verified(kGood, kSigned - kSignedAhead), "let in");
  EXPECT_EQ(verified(kGood, kSigned - kSignedAhead - 1s), "expired");
}

TEST(InitData, no_field_comes_twice) {
  EXPECT_EQ(verified(kGood + "&auth_date=1736960000"), "unreadable");
  EXPECT_EQ(verified("hash=" + kHash + "&" + kGood), "unreadable");
}

TEST(InitData, of_another_shape_is_unreadable) {
  for (auto const* data :
       {"", "x", "&&&", "hash=1", "auth_date=1736960000", "%zz", "a=%00&hash=1", "a=%FF&hash=1"})
    EXPECT_EQ(verified(data), "unreadable") << data;
  EXPECT_EQ(verified("a=" + std::string(kSignedLimit, 'x')), "unreadable");
  EXPECT_EQ(verified(kFields + "&x=a%0Ab&hash=" + kHash), "unreadable");
}

TEST(InitData, signed_without_a_person_lets_nobody_in) {
  for (auto const* data :
       {"auth_date=1736960000&hash=1510aef30fdec9d1f17d15572c494e00eb0e0edc6126b17d018dc3f8db340b47",
        "user=%7B%22id%22%3A5%2C%22first_name%22%3A%22A%22%2C%22is_bot%22%3Atrue%7D&auth_date=1736960000"
        "&hash=89d38a92c3ab2984b8d3a3e8a82f115c7f1e06f80a3ffe9857f83f020ba18510",
        "user=%5B%5D&auth_date=1736960000"
        "&hash=14102be2ab83a120d88c94995da8f97280b5c5242983acd9e843bf133ff6d5d9",
        "user=%7B%22id%22%3A%225%22%7D&auth_date=1736960000"
        "&hash=aef3569bb0f3c5052e0dc317ede5fbadac78895773bed45effa04503c8c07e70",
        "user=%7B%22id%22%3A-5%2C%22first_name%22%3A%22x%22%7D&auth_date=1736960000"
        "&hash=0e64973ae0b424c87c7d6aceb462058a2a23b50e3facb0fa62b8dfcf13556795",
        "user=%7B&auth_date=1736960000&hash="
        "61b54971c4dd462c2aa0345f7d85c993469e1d30329e9ced1e71270009a781c3"})
    EXPECT_EQ(verified(data), "unreadable") << data;
}

}  // namespace
}  // namespace pb::telegram
