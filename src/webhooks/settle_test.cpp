#include "webhooks/settle.h"

#include "store/webhook_claims.h"
#include "webhooks/retries.h"
#include "webhooks/test_webhooks.h"

namespace pb::webhooks {
namespace {

using namespace std::chrono_literals;
using store::WebhookDeliveryState;
using store::WebhookDisabledReason;
using store::WebhookState;
using testing::ElementsAre;
using testing::IsEmpty;

class Settle : public TestWebhooks {
 protected:
  auto claimed(std::chrono::microseconds lease = 60s) -> std::vector<store::ClaimedWebhook> {
    return write([&](store::Unit& unit) {
      return store::claim_webhooks(unit.sql, {.now = unit.now, .lease = lease, .limit = 100});
    });
  }
  void end(store::ClaimedWebhook const& claim, Verdict verdict,
           std::optional<std::chrono::seconds> retry_after = {}) {
    write([&](store::Unit& unit) {
      settle(unit,
             {.claim = claim,
              .verdict = verdict,
              .retry_after = retry_after,
              .attempt = {.delivery = claim.delivery, .at = unit.now, .status = 500}},
             [&](store::Unit&, store::Webhook const& webhook) { told_.push_back(webhook.id); });
    });
  }
  auto next_due() -> std::optional<Instant> {
    return read([](store::Unit& unit) { return store::next_webhook_due(unit.sql); });
  }
  // Moves to when the next message is due, and lets it fail there.
  void fail_once() {
    now = std::max(now, next_due().value());
    auto const claims = claimed();
    ASSERT_EQ(claims.size(), 1U);
    end(claims.front(), Verdict::failed);
  }

  std::vector<WebhookId> told_;
};
INSTANTIATE_TEST_SUITE_P(Engines, Settle, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Settle, failures_are_tried_again_by_the_table_and_given_up_behind_its_end) {
  auto const id = added(owner_).id;
  happened({1});

  for (auto const wait : {5s, 300s, 1'800s, 7'200s, 18'000s, 36'000s, 50'400s, 72'000s, 86'400s}) {
    fail_once();
    EXPECT_EQ(next_due(), now + wait);
    EXPECT_THAT(claimed(), IsEmpty());
  }
  fail_once();

  EXPECT_EQ(next_due(), std::nullopt);
  EXPECT_THAT(in_state(id, WebhookDeliveryState::failed), ElementsAre(1));
  EXPECT_EQ(log(id).front().attempts.size(), 10U);
  EXPECT_EQ(endpoint(id).state, WebhookState::active);
}

TEST_P(Settle, retry_after_makes_the_wait_longer_and_at_most_a_day) {
  added(owner_);
  happened({1});

  end(claimed().front(), Verdict::failed, 60s);
  EXPECT_EQ(next_due(), now + 60s);
  now += 60s;
  end(claimed().front(), Verdict::failed, 7s);
  EXPECT_EQ(next_due(), now + 5min) << "the table asks for more";
  now += 5min;
  end(claimed().front(), Verdict::failed, std::chrono::hours(500));
  EXPECT_EQ(next_due(), now + 24h);
}

TEST_P(Settle, the_next_message_waits_until_the_former_is_delivered_or_given_up) {
  auto const id = added(owner_).id;
  happened({1, 2, 3});

  fail_once();
  now += 4s;
  EXPECT_THAT(claimed(), IsEmpty());
  now += 1s;
  end(claimed().front(), Verdict::delivered);
  EXPECT_THAT(in_state(id, WebhookDeliveryState::delivered), ElementsAre(1));

  for (int count = 0; count < kAttempts; ++count) fail_once();
  EXPECT_THAT(in_state(id, WebhookDeliveryState::failed), ElementsAre(2));
  auto const third = claimed();
  ASSERT_EQ(third.size(), 1U);
  end(third.front(), Verdict::delivered);
  EXPECT_THAT(in_state(id, WebhookDeliveryState::delivered), ElementsAre(1, 3));
}

TEST_P(Settle, an_endpoint_that_waits_holds_up_no_other) {
  added(owner_);
  auto const other = added(owner_).id;
  happened({1, 2});
  auto const claims = claimed();
  ASSERT_EQ(claims.size(), 2U);

  end(claims[0], Verdict::failed);
  end(claims[1], Verdict::delivered);

  auto const next = claimed();
  ASSERT_EQ(next.size(), 1U);
  EXPECT_EQ(next.front().webhook, other);
}

TEST_P(Settle, who_is_gone_is_disabled_at_once) {
  auto const id = added(owner_).id;
  happened({1, 2});

  end(claimed().front(), Verdict::gone);

  EXPECT_EQ(endpoint(id).state, WebhookState::disabled);
  EXPECT_EQ(endpoint(id).disabled_reason, WebhookDisabledReason::gone);
  EXPECT_THAT(in_state(id, WebhookDeliveryState::failed), ElementsAre(1, 2));
  EXPECT_THAT(told_, ElementsAre(id));
  EXPECT_EQ(event_types().back(), "webhook.disabled");
  EXPECT_EQ(last_event_data(), R"({"host":"127.0.0.1","reason":"gone"})");
  happened({3});
  EXPECT_THAT(claimed(), IsEmpty());
}

TEST_P(Settle, five_days_of_nothing_but_failures_disable) {
  auto const id = added(owner_).id;
  happened({1, 2, 3});
  auto const began = now;
  fail_once();
  while (next_due().value() < began + kDisabledAfter) fail_once();
  EXPECT_EQ(endpoint(id).state, WebhookState::active);
  EXPECT_THAT(told_, IsEmpty());

  fail_once();

  EXPECT_EQ(endpoint(id).disabled_reason, WebhookDisabledReason::failing);
  EXPECT_THAT(told_, ElementsAre(id));
  EXPECT_THAT(in_state(id, WebhookDeliveryState::queued), IsEmpty());
}

TEST_P(Settle, one_success_makes_the_failures_forgotten) {
  auto const id = added(owner_).id;
  happened({1, 2});
  fail_once();
  EXPECT_EQ(endpoint(id).failing_since, now);

  now += kDisabledAfter;
  end(claimed().front(), Verdict::delivered);
  EXPECT_EQ(endpoint(id).failing_since, std::nullopt);
  fail_once();

  EXPECT_EQ(endpoint(id).state, WebhookState::active);
}

TEST_P(Settle, a_claim_keeps_others_away_until_it_ends) {
  auto const id = added(owner_).id;
  happened({1});
  auto const first = claimed(60s);
  EXPECT_THAT(claimed(60s), IsEmpty());
  EXPECT_EQ(next_due(), now + 60s);

  now += 60s;
  auto const second = claimed(60s);
  ASSERT_EQ(second.size(), 1U);
  EXPECT_GT(second.front().token, first.front().token);
  end(first.front(), Verdict::failed);
  EXPECT_THAT(log(id).front().attempts, IsEmpty()) << "who lost the claim has no say";
  end(second.front(), Verdict::delivered);
  end(second.front(), Verdict::delivered);

  EXPECT_EQ(log(id).front().attempts.size(), 1U) << "nothing is settled twice";
}

TEST_P(Settle, claims_from_a_future_that_was_taken_back_do_not_hold) {
  added(owner_);
  happened({1});
  auto const then = now;
  now += 24h;
  ASSERT_EQ(claimed().size(), 1U);

  now = then;

  EXPECT_EQ(claimed().size(), 1U);
}

TEST_P(Settle, what_was_stopped_counts_for_nothing) {
  auto const id = added(owner_).id;
  happened({1});

  end(claimed().front(), Verdict::stopped);

  EXPECT_THAT(log(id).front().attempts, IsEmpty());
  EXPECT_EQ(claimed().size(), 1U);
}

TEST_P(Settle, an_endpoint_that_was_removed_meanwhile_is_no_trouble) {
  auto const id = added(owner_).id;
  happened({1});
  auto const claim = claimed().front();
  write([&](store::Unit& unit) { remove_webhook(unit, owner_, id).value(); });

  end(claim, Verdict::failed);

  EXPECT_EQ(event_types().back(), "webhook.removed");
}

}  // namespace
}  // namespace pb::webhooks
