#include "telegram/login_widget.h"

#include <gtest/gtest.h>

#include "base/enum_name.h"

namespace pb::telegram {
namespace {

using namespace std::chrono_literals;

Secret const kToken("7000:FAKE-TOKEN");
Instant const kSigned(1'736'960'000s);

// The hashes were computed apart from this program, by Python, with the key sha256(token).digest().
auto good() -> SignedFields {
  return {{"id", "700000001"},
          {"first_name", "Олена"},
          {"last_name", "Коваль"},
          {"username", "olena"},
          {"photo_url", "https://t.me/i/userpic/320/olena.jpg"},
          {"auth_date", "1736960000"},
          {"hash", "0e9613e31ce771dca57add00329db020759b5b7773fed2d65463144b4afd90a6"}};
}
auto with(std::string const& name, std::string const& value) -> SignedFields {
  auto fields = good();
  fields[name] = value;
  return fields;
}
auto verified(SignedFields const& fields, Instant now = kSigned + 5s) -> std::string {
  auto const person = verify_login_widget(fields, kToken, now, 10min);
  return person ? "let in" : std::string(enum_name(person.error()));
}

TEST(LoginWidget, says_who_pressed_it) {
  auto const person = verify_login_widget(good(), kToken, kSigned + 5s, 10min);

  ASSERT_TRUE(person);
  EXPECT_EQ(person->tg_id, 700'000'001);
  EXPECT_EQ(person->name, "Олена Коваль");
  EXPECT_EQ(person->signed_at, kSigned);
}

TEST(LoginWidget, is_read_from_an_address_as_well) {
  auto const fields = read_signed_fields(
      "id=700000001&first_name=%D0%9E%D0%BB%D0%B5%D0%BD%D0%B0&last_name=%D0%9A%D0%BE%D0%B2%D0%B0%D0%BB%D1%8C"
      "&username=olena&photo_url=https%3A%2F%2Ft.me%2Fi%2Fuserpic%2F320%2Folena.jpg&auth_date=1736960000"
      "&hash=0e9613e31ce771dca57add00329db020759b5b7773fed2d65463144b4afd90a6");
  EXPECT_EQ(fields, good());
}

TEST(LoginWidget, changed_in_any_place_is_forged) {
  EXPECT_EQ(verified(with("id", "700000002")), "forged");
  EXPECT_EQ(verified(with("first_name", "Ольга")), "forged");
  EXPECT_EQ(verified(with("auth_date", "1736960001")), "forged");
  EXPECT_EQ(verified(with("extra", "1")), "forged");
  EXPECT_EQ(verified(with("hash", "")), "forged");
  EXPECT_EQ(verify_login_widget(good(), Secret(), kSigned, 10min).error(), SignatureProblem::forged);
}

TEST(LoginWidget, what_the_mini_app_signs_is_not_taken_for_it) {
  // The same fields under the other key.
  EXPECT_EQ(verified(with("hash", "10e79c47293d1a9e4e28ff41d93ca12081496ce1a6d408dd0d7a35366d8f828a")),
            "forged");
}

TEST(LoginWidget, expires) {
  EXPECT_EQ(verified(good(), kSigned + 10min + 1s), "expired");
  EXPECT_EQ(verified(good(), kSigned - kSignedAhead - 1s), "expired");
}

TEST(LoginWidget, of_another_shape_is_unreadable) {
  EXPECT_EQ(verified({}), "unreadable");
  EXPECT_EQ(verified(with("auth_date", "soon")), "unreadable");
  EXPECT_EQ(verified(with("first_name", "Олена\nid=1")), "unreadable");
  EXPECT_EQ(verified({{"id", "0"},
                      {"first_name", "x"},
                      {"auth_date", "1736960000"},
                      {"hash", "f670f6d36fa767de0cf3dda5f51de93923bb464b8a654fc61052f5a3b8284b91"}}),
            "unreadable");
  EXPECT_EQ(verified({{"id", "7x"},
                      {"first_name", "x"},
                      {"auth_date", "1736960000"},
                      {"hash", "4646ca9e706b2c4a07d3af2d7b1ea61218dbd92527c1f40a0fda340fbd486632"}}),
            "unreadable");
}

}  // namespace
}  // namespace pb::telegram
