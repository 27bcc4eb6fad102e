#include "webhooks/signature.h"

#include <gmock/gmock.h>

#include "crypto/random.h"

namespace pb::webhooks {
namespace {

using namespace std::chrono_literals;

// The example that the reference libraries of Standard Webhooks are tested with.
Secret const kPublished("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
SignedParts const kMessage{
    .id = "msg_p5jXN8AQM9LWM0D4loKWxJek", .at = Instant(1614265330s), .body = R"({"test": 2432232314})"};
constexpr auto kSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

TEST(Signature, is_the_one_that_was_published) {
  EXPECT_EQ(signature_of(kMessage, std::array{kPublished}), kSignature);
}

TEST(Signature, there_is_one_for_each_secret) {
  crypto::SeededRandom random(7);
  auto const fresh = make_secret(random);

  auto const both = signature_of(kMessage, std::array{fresh, kPublished});

  EXPECT_EQ(both, signature_of(kMessage, std::array{fresh}) + " " + kSignature);
}

TEST(Signature, covers_id_time_and_body) {
  auto const of = [](SignedParts const& parts) { return signature_of(parts, std::array{kPublished}); };
  auto other_id = kMessage;
  other_id.id = "msg_2";
  auto other_time = kMessage;
  other_time.at += 1s;
  auto other_body = kMessage;
  other_body.body = "{}";

  for (auto const& other : {other_id, other_time, other_body}) EXPECT_NE(of(other), kSignature);
}

TEST(Signature, secrets_are_random_and_readable_back) {
  crypto::SystemRandom random;
  auto const one = make_secret(random);

  EXPECT_EQ(key_of(one)->size(), kSecretBytes);
  EXPECT_NE(one.reveal(), make_secret(random).reveal());
}

TEST(Signature, what_is_no_secret_has_no_key) {
  for (auto const* const text :
       {"", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ9r8G", "whsec_!"})
    EXPECT_FALSE(key_of(Secret(text))) << text;
}

}  // namespace
}  // namespace pb::webhooks
