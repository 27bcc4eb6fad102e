#include "webhooks/deliver.h"

#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <charconv>

#include "base/log.h"
#include "base/utf8.h"
#include "events/record.h"
#include "webhooks/signature.h"

namespace pb::webhooks {
namespace {

using store::WebhookMessageState;
using store::WebhookState;

struct Due {
  store::Webhook webhook{};
  store::WebhookMessage message{};
};

auto webhook_of(jobs::Job const& job) -> WebhookId {
  return {boost::json::parse(job.payload).at("webhook").to_number<std::int64_t>()};
}

// What is to be sent now; nothing where the job is done with this unit (and another one put for later).
auto take(Post const& post, jobs::Attempt& attempt, WebhookId id) -> std::optional<Due> {
  return post.database.write([&](sql::Session& session) -> std::optional<Due> {
    auto const now = post.clock.now();
    auto webhook = store::find_webhook(session, id);
    auto message = store::first_queued(session, id);
    bool const silent = !webhook || webhook->state != WebhookState::active || !message;
    if (!silent && message->due_at <= now) return Due{std::move(*webhook), std::move(*message)};
    attempt.complete_in(session);
    if (!silent) deliver_soon(session, id, message->due_at);
    return std::nullopt;
  });
}

auto request_for(Due const& due, Instant now) -> http::ClientRequest {
  auto const& [webhook, message] = due;
  auto signatures = signature(Secret(webhook.secret), message.message, now, message.body);
  if (webhook.former_secret && webhook.former_until > now)
    signatures += " " + signature(Secret(*webhook.former_secret), message.message, now, message.body);
  return {.url = webhook.url,
          .headers = {{"Content-Type", "application/json"},
                      {"User-Agent", "Profit-Bot-Webhooks/1"},
                      {"webhook-id", message.message},
                      {"webhook-timestamp", unix_seconds(now)},
                      {"webhook-signature", signatures}},
          .body = message.body,
          .deadline = kAnswerWithin,
          .response_limit_bytes = kAnswerReadBytes,
          .excess = http::ClientRequest::Excess::cut};
}

// What a receiver asks for, in seconds; dates are not read.
auto retry_after(http::Response const& answer) -> std::chrono::seconds {
  auto const header = http::find_header(answer.headers, "Retry-After").value_or("");
  std::int64_t seconds = 0;
  auto const [end, problem] = std::from_chars(header.data(), header.data() + header.size(), seconds);
  if (problem != std::errc{} || end != header.data() + header.size() || seconds < 0) return {};
  return std::min<std::chrono::seconds>(std::chrono::seconds(std::min<std::int64_t>(seconds, 86'400)),
                                        kLongestWait);
}

void disable(Post const& post, store::Unit& unit, store::Webhook webhook, std::string const& reason) {
  webhook.state = WebhookState::disabled;
  webhook.reason = reason;
  store::save_webhook(unit.sql, webhook);
  events::record(unit.sql, unit.now, Actor::system(), "webhook.disabled", {"webhook", webhook.id.value},
                 {{"url", webhook.url}, {"reason", reason}});
  if (post.disabled) post.disabled(unit, webhook);
}

void note_failure(Post const& post, store::Unit& unit, Due const& due, int status,
                  std::chrono::seconds asked) {
  auto webhook = store::find_webhook(unit.sql, due.webhook.id);
  auto const failures = static_cast<std::size_t>(due.message.attempts) + 1;
  if (failures > kWaits.size()) {
    store::end_webhook_message(unit.sql, due.message.id, WebhookMessageState::failed, unit.now);
  } else {
    store::delay_webhook_message(unit.sql, due.message.id, unit.now + std::max(kWaits[failures - 1], asked));
  }
  if (!webhook || webhook->state != WebhookState::active) return;
  if (status == 410) return disable(post, unit, std::move(*webhook), "webhook.reason.gone");
  if (!webhook->failing_since) {
    webhook->failing_since = unit.now;
    return store::save_webhook(unit.sql, *webhook);
  }
  if (*webhook->failing_since + kDisabledAfter <= unit.now)
    disable(post, unit, std::move(*webhook), "webhook.reason.failing");
}

void note_success(store::Unit& unit, Due const& due) {
  store::end_webhook_message(unit.sql, due.message.id, WebhookMessageState::delivered, unit.now);
  auto webhook = store::find_webhook(unit.sql, due.webhook.id);
  if (!webhook || !webhook->failing_since) return;
  webhook->failing_since.reset();
  store::save_webhook(unit.sql, *webhook);
}

// What came of one try, in one unit with what follows from it.
void settle(Post const& post, jobs::Attempt& attempt, Due const& due, http::ClientResult const& result,
            Instant begun) {
  bool const success = result && result->status >= 200 && result->status < 300;
  auto const answer = result ? as_sound_text(shortened(result->body, kAnswerKeptBytes)) : std::string();
  post.database.write([&](sql::Session& session) {
    attempt.check_in(session);
    store::Unit unit{session, post.clock.now()};
    store::insert_webhook_attempt(
        session, due.message.id,
        {.at = begun,
         .took_ms = std::chrono::duration_cast<std::chrono::milliseconds>(unit.now - begun).count(),
         .status = result ? std::optional<std::int64_t>(result->status) : std::nullopt,
         .answer = answer,
         .problem = result ? std::nullopt : std::optional(result.error().reason)});
    if (success)
      note_success(unit, due);
    else
      note_failure(post, unit, due, result ? result->status : 0,
                   result ? retry_after(*result) : std::chrono::seconds());
  });
}

}  // namespace

void deliver_soon(sql::Session& session, WebhookId id, Instant when) {
  jobs::enqueue(session, {.kind = std::string(kDeliverJob),
                          .payload = fmt::format(R"({{"webhook":{}}})", id.value),
                          .run_at = when,
                          .unique_key = fmt::format("webhook/{}", id.value)});
}

auto run_deliver_job(Post const& post, jobs::Attempt& attempt) -> Result<void> {
  auto const id = webhook_of(attempt.job());
  while (!attempt.lost()) {
    auto const due = take(post, attempt, id);
    if (!due) return {};
    auto const begun = post.clock.now();
    auto const result = post.client.send_and_wait(request_for(*due, begun));
    settle(post, attempt, *due, result, begun);
  }
  return {};
}

}  // namespace pb::webhooks
