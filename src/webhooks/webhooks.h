#pragma once

#include <optional>
#include <vector>

#include "base/error.h"
#include "base/random.h"
#include "base/secret.h"
#include "domain/actor.h"
#include "store/unit.h"
#include "store/webhooks.h"

// Webhooks of owners and admins. To everybody else they do not exist.
namespace pb::webhooks {

inline constexpr std::int64_t kWebhooksLimit = 50;
inline constexpr std::size_t kFiltersLimit = 50;
inline constexpr std::size_t kUrlLimitBytes = 2'000;
inline constexpr std::size_t kDescriptionLimitBytes = 500;
inline constexpr std::chrono::hours kFormerSecret{24};  // signs so long beside the new one

// Where webhooks may lead. internal: also to addresses of one's own network, and without TLS.
enum class Reach { public_only, internal };

struct WebhookWanted {
  std::string url{};
  std::string description{};
  std::vector<std::string> events{};  // "plan.submitted", "plan.*", "*"
};
struct NewWebhook {
  WebhookId id{};
  Secret secret;  // shown once
};

// The host that a webhook would lead to, once its address is sound: https (or http, where internal), a host,
// no password, not an address of one's own network. invalid, field "url". A name is not looked up here: ask
// http::leads_outside() as well.
[[nodiscard]] auto host_of(std::string_view url, Reach reach) -> Result<std::string>;

// invalid, by field: url, description, events. Event `webhook.added`.
auto add_webhook(store::Unit& unit, Actor const& actor, WebhookWanted const& wanted, Reach reach,
                 Random& random) -> Result<NewWebhook>;
struct WebhookChange {
  std::optional<std::string> url{};
  std::optional<std::string> description{};
  std::optional<std::vector<std::string>> events{};
  std::optional<bool> active{};  // false: paused; true: goes on, also after it was disabled
};
// Event `webhook.changed`; no change, no event.
auto change_webhook(store::Unit& unit, Actor const& actor, WebhookId id, WebhookChange const& change,
                    Reach reach) -> Result<void>;
// A new secret; the former one signs as well for kFormerSecret. Event `webhook.secret_rotated`.
auto rotate_secret(store::Unit& unit, Actor const& actor, WebhookId id, Random& random) -> Result<Secret>;
// Event `webhook.removed`.
auto remove_webhook(store::Unit& unit, Actor const& actor, WebhookId id) -> Result<void>;

auto list_webhooks(store::Unit& unit, Actor const& actor) -> Result<std::vector<store::Webhook>>;
auto find_webhook(store::Unit& unit, Actor const& actor, WebhookId id) -> Result<store::Webhook>;

struct MessageWithAttempts {
  store::WebhookMessage message{};
  std::vector<store::WebhookAttempt> attempts{};
};
// Newest first, those with an id below `before`.
auto list_messages(store::Unit& unit, Actor const& actor, WebhookId id, std::int64_t before,
                   std::int64_t limit) -> Result<std::vector<MessageWithAttempts>>;
// Once more, under the same name, behind what waits.
auto send_again(store::Unit& unit, Actor const& actor, WebhookId id, WebhookMessageId message)
    -> Result<WebhookMessageId>;
// A message of the type `webhook.test` to this one.
auto send_test(store::Unit& unit, Actor const& actor, WebhookId id, Random& random)
    -> Result<WebhookMessageId>;

[[nodiscard]] auto filters_of(store::Webhook const& webhook) -> std::vector<std::string>;
[[nodiscard]] auto wants(std::vector<std::string> const& filters, std::string_view type) -> bool;

}  // namespace pb::webhooks
