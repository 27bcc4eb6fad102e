#include "store/webhook_claims.h"

namespace pb::store {
namespace {

// Each endpoint of somebody who may have one, with the message that goes next.
std::string const kNext =
    "from webhooks w join users u on u.id = w.user_id join webhook_deliveries d on d.id = coalesce("
    "(select min(a.id) from webhook_deliveries a "
    "where a.webhook_id = w.id and a.lane = 'aside' and a.state = 'queued'), "
    "case when w.state = 'active' then (select min(o.id) from webhook_deliveries o "
    "where o.webhook_id = w.id and o.lane = 'in_order' and o.state = 'queued') end) "
    "where u.status = 'active' and u.role in ('owner', 'admin') ";

}  // namespace

auto claim_webhooks(sql::Session& session, WebhookClaim const& claim) -> std::vector<ClaimedWebhook> {
  static auto const text =
      "select w.id, w.token + 1, d.id " + kNext +
      "and d.next_attempt_at <= $1 and (w.claimed_until is null or w.claimed_until <= $1 "
      "or w.claimed_until > $2) order by d.next_attempt_at, d.id limit $3";
  auto const until = claim.now + claim.lease;
  auto const claimed = session.all<ClaimedWebhook>(text, claim.now, until, claim.limit);
  for (auto const& one : claimed)
    session.run("update webhooks set token = $1, claimed_until = $2 where id = $3", one.token, until,
                one.webhook);
  return claimed;
}

auto next_webhook_due(sql::Session& session) -> std::optional<Instant> {
  static auto const text =
      "select min(case when w.claimed_until > d.next_attempt_at then w.claimed_until "
      "else d.next_attempt_at end) " +
      kNext;
  return session.one<std::optional<Instant>>(text).value_or(std::nullopt);
}

auto release_webhook(sql::Session& session, WebhookId webhook, std::int64_t token) -> bool {
  return session.run(
             "update webhooks set claimed_until = null where id = $1 and token = $2 "
             "and claimed_until is not null",
             webhook, token) == 1;
}

void free_webhook_claims(sql::Session& session) {
  session.run("update webhooks set claimed_until = null where claimed_until is not null");
}

}  // namespace pb::store
