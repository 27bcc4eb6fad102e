#include "webhooks/webhooks.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "base/utf8.h"
#include "crypto/token.h"
#include "domain/permission.h"
#include "events/record.h"
#include "http/public_address.h"
#include "webhooks/deliver.h"
#include "webhooks/feeding.h"
#include "webhooks/signature.h"

namespace pb::webhooks {
namespace {

namespace json = boost::json;
using store::WebhookState;

auto check_administers(Actor const& actor) -> Result<void> {
  if (may(actor, Action::administer_integrations)) return {};
  return fail(ErrorCode::forbidden, Message("error.not_allowed"));
}

auto no_such_webhook() -> std::unexpected<Error> {
  return fail(ErrorCode::not_found, Message("error.webhook.unknown"), "webhook");
}

void record(store::Unit& unit, Actor const& actor, std::string type, WebhookId id, json::object const& data) {
  events::record(unit.sql, unit.now, actor, std::move(type), {"webhook", id.value}, data);
}

auto wrong_url() -> std::unexpected<Error> {
  return fail(ErrorCode::invalid, Message("error.webhook.url"), "url");
}

// "example.com", "[::1]:8443" without its brackets.
auto host_in(std::string_view authority) -> std::string {
  if (authority.starts_with('[')) return std::string(authority.substr(1, authority.find(']') - 1));
  return std::string(authority.substr(0, authority.find(':')));
}

auto is_word(std::string_view text) -> bool {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

auto is_filter(std::string_view text) -> bool {
  if (text == "*") return true;
  auto const dot = text.find('.');
  if (dot == std::string_view::npos || !is_word(text.substr(0, dot))) return false;
  auto const rest = text.substr(dot + 1);
  return rest == "*" || is_word(rest);
}

auto checked_filters(std::vector<std::string> const& filters) -> Result<std::string> {
  if (filters.empty() || filters.size() > kFiltersLimit || !std::ranges::all_of(filters, is_filter))
    return fail(ErrorCode::invalid,
                Message("error.webhook.events", {{"limit", static_cast<std::int64_t>(kFiltersLimit)}}),
                "events");
  return fmt::format("{}", fmt::join(filters, " "));
}

auto checked_description(std::string_view text) -> Result<std::string> {
  if (text.size() <= kDescriptionLimitBytes) return as_sound_text(text);
  return fail(ErrorCode::invalid,
              Message("error.field.too_long", {{"limit", static_cast<std::int64_t>(kDescriptionLimitBytes)}}),
              "description");
}

void resume(store::Webhook& webhook) {
  webhook.state = WebhookState::active;
  webhook.reason.reset();
  webhook.failing_since.reset();
}

}  // namespace

auto host_of(std::string_view url, Reach reach) -> Result<std::string> {
  bool const secure = url.starts_with("https://");
  if (!secure && !(reach == Reach::internal && url.starts_with("http://"))) return wrong_url();
  bool const sound = url.size() <= kUrlLimitBytes &&
                     std::ranges::all_of(url, [](char c) { return c > ' ' && c < 0x7F && c != '\\'; });
  if (!sound) return wrong_url();
  auto const rest = url.substr(url.find("//") + 2);
  auto const authority = rest.substr(0, rest.find_first_of("/?#"));
  if (authority.find('@') != std::string_view::npos) return wrong_url();
  auto host = host_in(authority);
  if (host.empty()) return wrong_url();
  bool const literal =
      host.find_first_not_of("0123456789.") == std::string::npos || host.find(':') != std::string::npos;
  if (literal && reach == Reach::public_only && !http::is_public_address(host))
    return fail(ErrorCode::invalid, Message("error.webhook.internal"), "url");
  return host;
}

auto filters_of(store::Webhook const& webhook) -> std::vector<std::string> {
  std::vector<std::string> filters;
  std::string_view rest = webhook.events;
  while (!rest.empty()) {
    auto const end = std::min(rest.find(' '), rest.size());
    filters.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return filters;
}

auto wants(std::vector<std::string> const& filters, std::string_view type) -> bool {
  return std::ranges::any_of(filters, [&](std::string_view filter) {
    if (filter == "*" || filter == type) return true;
    return filter.ends_with(".*") && type.starts_with(filter.substr(0, filter.size() - 1));
  });
}

auto add_webhook(store::Unit& unit, Actor const& actor, WebhookWanted const& wanted, Reach reach,
                 Random& random) -> Result<NewWebhook> {
  PB_CHECK(check_administers(actor));
  PB_CHECK(host_of(wanted.url, reach));
  PB_TRY(auto const events, checked_filters(wanted.events));
  PB_TRY(auto const description, checked_description(wanted.description));
  if (std::ssize(store::list_webhooks(unit.sql, std::nullopt)) >= kWebhooksLimit)
    return fail(ErrorCode::conflict, Message("error.webhook.too_many", {{"limit", kWebhooksLimit}}));
  NewWebhook made{.secret = make_secret(random)};
  made.id = store::insert_webhook(unit.sql,
                                  {.owner = actor.user,
                                   .url = wanted.url,
                                   .description = description,
                                   .events = events,
                                   .secret = made.secret.reveal()},
                                  unit.now);
  record(unit, actor, "webhook.added", made.id, {{"url", wanted.url}, {"events", events}});
  return made;
}

auto list_webhooks(store::Unit& unit, Actor const& actor) -> Result<std::vector<store::Webhook>> {
  PB_CHECK(check_administers(actor));
  return store::list_webhooks(unit.sql, std::nullopt);
}

auto find_webhook(store::Unit& unit, Actor const& actor, WebhookId id) -> Result<store::Webhook> {
  PB_CHECK(check_administers(actor));
  auto found = store::find_webhook(unit.sql, id);
  if (!found) return no_such_webhook();
  return std::move(*found);
}

auto change_webhook(store::Unit& unit, Actor const& actor, WebhookId id, WebhookChange const& change,
                    Reach reach) -> Result<void> {
  PB_TRY(auto webhook, find_webhook(unit, actor, id));
  if (change.url) {
    PB_CHECK(host_of(*change.url, reach));
    webhook.url = *change.url;
  }
  if (change.events) {
    PB_TRY(webhook.events, checked_filters(*change.events));
  }
  if (change.description) {
    PB_TRY(webhook.description, checked_description(*change.description));
  }
  if (change.active == true) resume(webhook);
  if (change.active == false) webhook.state = WebhookState::paused;
  store::save_webhook(unit.sql, webhook);
  if (webhook.state == WebhookState::active) deliver_soon(unit.sql, id, unit.now);
  record(unit, actor, "webhook.changed", id,
         {{"url", webhook.url}, {"events", webhook.events}, {"state", enum_name(webhook.state)}});
  return {};
}

auto rotate_secret(store::Unit& unit, Actor const& actor, WebhookId id, Random& random) -> Result<Secret> {
  PB_TRY(auto webhook, find_webhook(unit, actor, id));
  auto secret = make_secret(random);
  webhook.former_secret = std::exchange(webhook.secret, secret.reveal());
  webhook.former_until = unit.now + kFormerSecret;
  store::save_webhook(unit.sql, webhook);
  record(unit, actor, "webhook.secret_rotated", id, {});
  return secret;
}

auto remove_webhook(store::Unit& unit, Actor const& actor, WebhookId id) -> Result<void> {
  PB_TRY(auto const webhook, find_webhook(unit, actor, id));
  store::remove_webhook(unit.sql, id, unit.now);
  record(unit, actor, "webhook.removed", id, {{"url", webhook.url}});
  return {};
}

auto list_messages(store::Unit& unit, Actor const& actor, WebhookId id, std::int64_t before,
                   std::int64_t limit) -> Result<std::vector<MessageWithAttempts>> {
  PB_CHECK(find_webhook(unit, actor, id));
  std::vector<MessageWithAttempts> all;
  for (auto& message : store::webhook_messages(unit.sql, id, before, limit)) {
    auto attempts = store::webhook_attempts(unit.sql, message.id);
    all.push_back({std::move(message), std::move(attempts)});
  }
  return all;
}

auto send_again(store::Unit& unit, Actor const& actor, WebhookId id, WebhookMessageId message)
    -> Result<WebhookMessageId> {
  PB_CHECK(find_webhook(unit, actor, id));
  auto const found = store::find_webhook_message(unit.sql, message);
  if (!found || found->webhook != id)
    return fail(ErrorCode::not_found, Message("error.webhook.message_unknown"), "message");
  auto const made = *store::insert_webhook_message(
      unit.sql, {.webhook = id, .message = found->message, .type = found->type, .body = found->body},
      unit.now);
  deliver_soon(unit.sql, id, unit.now);
  record(unit, actor, "webhook.sent_again", id, {{"message", found->message}});
  return made;
}

auto send_test(store::Unit& unit, Actor const& actor, WebhookId id, Random& random)
    -> Result<WebhookMessageId> {
  PB_CHECK(find_webhook(unit, actor, id));
  auto const body = json::serialize(json::object{{"type", "webhook.test"},
                                                 {"timestamp", to_iso(unit.now)},
                                                 {"data", {{"webhook", id.value}, {"by", actor.name}}}});
  auto const made =
      *store::insert_webhook_message(unit.sql,
                                     {.webhook = id,
                                      .message = "msg_test_" + crypto::make_token(random, 12).reveal(),
                                      .type = "webhook.test",
                                      .body = body},
                                     unit.now);
  deliver_soon(unit.sql, id, unit.now);
  return made;
}

}  // namespace pb::webhooks
