#include "webhooks/message.h"

#include <gmock/gmock.h>

#include "crypto/random.h"

namespace pb::webhooks {
namespace {

TEST(Message, says_what_happened) {
  events::Event const event{.position = {41},
                            .id = {7},
                            .at = parse_instant("2026-02-01T10:00:00.25Z").value(),
                            .actor = UserId{3},
                            .type = "plan.submitted",
                            .subject = {"plan", 17},
                            .data = R"({"amount":1200})"};

  EXPECT_EQ(
      body_of(event),
      R"({"type":"plan.submitted","timestamp":"2026-02-01T10:00:00.250Z","data":{"position":41,"actor":3,)"
      R"("subject":{"kind":"plan","id":17},"data":{"amount":1200}}})");
}

TEST(Message, the_system_is_nobody) {
  EXPECT_THAT(test_body({}, std::nullopt, 5), testing::HasSubstr(R"("actor":null)"));
}

TEST(Message, ids_differ) {
  crypto::SystemRandom random;

  EXPECT_THAT(make_message_id(random), testing::MatchesRegex("msg_[-_A-Za-z0-9]{24}"));
  EXPECT_NE(make_message_id(random), make_message_id(random));
}

}  // namespace
}  // namespace pb::webhooks
