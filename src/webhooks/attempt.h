#pragma once

#include <optional>
#include <string>

#include "http/client.h"
#include "store/webhook_claims.h"
#include "store/webhooks.h"

namespace pb::webhooks {

inline constexpr std::chrono::milliseconds kAnswerWithin{15'000};  // from name to the last byte
inline constexpr std::size_t kReadBytes = 100'000;                 // of an answer; the rest is not read
inline constexpr std::size_t kKeptBytes = 4'096;                   // of what was read, in the log

// What is to be sent now, and by which right.
struct Outgoing {
  store::ClaimedWebhook claim{};
  store::Webhook webhook{};
  store::WebhookSecrets secrets{};
  store::WebhookDelivery delivery{};
};

// The message as it leaves at this moment, signed with every secret that is valid then.
[[nodiscard]] auto request_of(Outgoing const& outgoing, Instant at, std::chrono::milliseconds within)
    -> http::ClientRequest;

// delivered: 2xx · gone: 410 · failed: every other answer, and none · stopped: we ended it, it counts for
// nothing
enum class Verdict { delivered, failed, gone, stopped };

// An attempt that is over: what became of it, and its line in the log.
struct Ended {
  store::ClaimedWebhook claim{};
  Verdict verdict = Verdict::failed;
  std::optional<std::chrono::seconds> retry_after{};
  store::WebhookAttempt attempt{};
};

struct Sent {
  store::ClaimedWebhook claim{};
  Instant at{};
  std::string url{};
  http::Headers headers{};
};

// `stopping`: whether an attempt without an answer was ended by ourselves.
enum class Run { goes_on, stopping };
[[nodiscard]] auto ended(Sent const& sent, http::ClientResult const& result, Instant now, Run run) -> Ended;

}  // namespace pb::webhooks
