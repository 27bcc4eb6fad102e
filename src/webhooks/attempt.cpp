#include "webhooks/attempt.h"

#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "http/retry_after.h"
#include "webhooks/signature.h"

namespace pb::webhooks {
namespace {

constexpr int kGone = 410;

auto valid_secrets(store::WebhookSecrets const& secrets, Instant at) -> std::vector<Secret> {
  std::vector<Secret> valid{Secret(secrets.current)};
  if (secrets.former && secrets.former_until && *secrets.former_until > at)
    valid.emplace_back(*secrets.former);
  return valid;
}

auto lines_of(http::Headers const& headers) -> std::string {
  std::string lines;
  for (auto const& [name, value] : headers) lines += name + ": " + value + "\n";
  return std::string(shortened(as_sound_text(lines), kKeptBytes));
}

auto verdict_on(int status) -> Verdict {
  if (status >= 200 && status < 300) return Verdict::delivered;
  return status == kGone ? Verdict::gone : Verdict::failed;
}

auto error_of(int status) -> std::optional<std::string> {
  if (verdict_on(status) == Verdict::delivered) return std::nullopt;
  if (status >= 300 && status < 400) return "the answer is a redirect, and redirects are not followed";
  return "the answer is " + std::to_string(status);
}

}  // namespace

auto request_of(Outgoing const& outgoing, Instant at, std::chrono::milliseconds within)
    -> http::ClientRequest {
  auto const& message = outgoing.delivery;
  auto const signature = signature_of({.id = message.message_id, .at = at, .body = message.body},
                                      valid_secrets(outgoing.secrets, at));
  return {.url = outgoing.webhook.url,
          .headers = {{"Content-Type", "application/json"},
                      {"User-Agent", "Profit-Bot-Webhooks"},
                      {"webhook-id", message.message_id},
                      {"webhook-timestamp", timestamp_of(at)},
                      {"webhook-signature", signature}},
          .body = message.body,
          .deadline = within,
          .response_limit_bytes = kReadBytes,
          .overflow = http::Overflow::cut};
}

auto ended(Sent const& sent, http::ClientResult const& result, Instant now, Run run) -> Ended {
  // A clock may have been moved in between.
  auto const took = std::max(std::chrono::microseconds(0), now - sent.at);
  Ended end{.claim = sent.claim,
            .attempt = {.delivery = sent.claim.delivery,
                        .at = sent.at,
                        .duration_ms = std::chrono::floor<std::chrono::milliseconds>(took).count(),
                        .url = sent.url,
                        .request_headers = lines_of(sent.headers)}};
  if (!result) {
    end.verdict = run == Run::stopping ? Verdict::stopped : Verdict::failed;
    end.attempt.error = as_sound_text(result.error().reason);
    return end;
  }
  end.verdict = verdict_on(result->status);
  end.retry_after = http::retry_after(result->headers, now);
  end.attempt.status = result->status;
  end.attempt.response_headers = lines_of(result->headers);
  end.attempt.response = shortened(as_sound_text(result->body), kKeptBytes);
  end.attempt.error = error_of(result->status);
  return end;
}

}  // namespace pb::webhooks
