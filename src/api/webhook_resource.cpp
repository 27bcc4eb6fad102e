#include "api/represent.h"
#include "api/resources.h"
#include "http/public_address.h"
#include "webhooks/webhooks.h"

// Programs of others that are told what happens.
namespace pb::api {
namespace {

namespace json = boost::json;
using people::KeyScope;

auto reach_of(Surroundings const& surroundings) -> webhooks::Reach {
  return surroundings.internal_webhooks ? webhooks::Reach::internal : webhooks::Reach::public_only;
}

auto path_of(WebhookId id) -> std::string {
  return "/api/v1/webhooks/" + std::to_string(id.value);
}

auto to_json(Call& call, store::Webhook const& webhook) -> json::object {
  json::array events;
  for (auto const& filter : webhooks::filters_of(webhook)) events.push_back(json::string(filter));
  return {{"id", webhook.id.value},
          {"url", webhook.url},
          {"description", webhook.description},
          {"events", std::move(events)},
          {"state", enum_name(webhook.state)},
          {"reason", webhook.reason ? json::value(call.say(Message(*webhook.reason))) : json::value(nullptr)},
          {"owner", webhook.owner.value},
          {"failing_since", represent(webhook.failing_since)},
          {"created_at", represent(webhook.created_at)}};
}

auto to_json(webhooks::MessageWithAttempts const& one) -> json::object {
  json::array attempts;
  for (auto const& attempt : one.attempts) {
    attempts.push_back({{"at", represent(attempt.at)},
                        {"took_ms", attempt.took_ms},
                        {"status", represent(attempt.status)},
                        {"answer", attempt.answer},
                        {"problem", represent(attempt.problem)}});
  }
  auto const& message = one.message;
  bool const waits = message.state == store::WebhookMessageState::queued;
  return {{"id", message.id.value},
          {"message", message.message},
          {"type", message.type},
          {"body", message.body},
          {"state", enum_name(message.state)},
          {"next_attempt_at", waits ? represent(message.due_at) : json::value(nullptr)},
          {"created_at", represent(message.created_at)},
          {"attempts", std::move(attempts)}};
}

// A name is looked up before anything is kept; what it leads to later is looked at when it is connected to.
auto check_outside(Surroundings const& surroundings, std::string const& url) -> Outcome<void> {
  PB_TRY(auto const host, webhooks::host_of(url, reach_of(surroundings)));
  if (surroundings.internal_webhooks || http::leads_outside(host)) return {};
  return std::unexpected(Refusal(Error{ErrorCode::invalid, Message("error.webhook.internal"), "url"}));
}

auto list_webhooks(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::administration));
  auto query = call.query();
  auto const page = Call::page(query);
  PB_CHECK(query.check());
  PB_TRY(auto const all, webhooks::list_webhooks(call.unit, actor));
  json::array items;
  for (auto const& webhook : all) items.push_back(to_json(call, webhook));
  return listed_part(call, items, page);
}

auto get_webhook(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::administration));
  PB_TRY(auto const id, call.id<WebhookId>());
  PB_TRY(auto const webhook, webhooks::find_webhook(call.unit, actor, id));
  return answered(to_json(call, webhook));
}

auto add_webhook(SideCall& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::administration));
  PB_TRY(auto fields, call.fields());
  webhooks::WebhookWanted const wanted{
      .url = fields.required<std::string>("url"),
      .description = fields.optional<std::string>("description").value_or(""),
      .events = fields.list<std::string>("events", Fields::Absent::refused)};
  PB_CHECK(fields.check());
  PB_CHECK(check_outside(call.surroundings, wanted.url));
  return call.in_unit([&](Call& inner) -> Outcome<Reply> {
    PB_TRY(auto const made,
           webhooks::add_webhook(inner.unit, actor, wanted, reach_of(inner.surroundings), inner.random));
    PB_TRY(auto const webhook, webhooks::find_webhook(inner.unit, actor, made.id));
    auto body = to_json(inner, webhook);
    body["secret"] = made.secret.reveal();
    auto reply = created(path_of(made.id), std::move(body));
    reply.shown = Reply::Shown::once;
    return reply;
  });
}

auto change_webhook(SideCall& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::administration));
  PB_TRY(auto const id, call.id<WebhookId>());
  PB_TRY(auto fields, call.fields());
  webhooks::WebhookChange change{.url = fields.optional<std::string>("url"),
                                 .description = fields.optional<std::string>("description"),
                                 .active = fields.optional<bool>("active")};
  if (fields.raw("events") != nullptr) change.events = fields.list<std::string>("events");
  PB_CHECK(fields.check());
  if (change.url) PB_CHECK(check_outside(call.surroundings, *change.url));
  return call.in_unit([&](Call& inner) -> Outcome<Reply> {
    PB_TRY(auto const before, webhooks::find_webhook(inner.unit, actor, id));
    PB_CHECK(inner.check_unchanged(to_json(inner, before)));
    PB_CHECK(webhooks::change_webhook(inner.unit, actor, id, change, reach_of(inner.surroundings)));
    PB_TRY(auto const after, webhooks::find_webhook(inner.unit, actor, id));
    return answered(to_json(inner, after));
  });
}

auto remove_webhook(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::administration));
  PB_TRY(auto const id, call.id<WebhookId>());
  PB_CHECK(webhooks::remove_webhook(call.unit, actor, id));
  return no_content();
}

auto rotate_secret(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::administration));
  PB_TRY(auto const id, call.id<WebhookId>());
  PB_TRY(auto const secret, webhooks::rotate_secret(call.unit, actor, id, call.random));
  return Reply{.body = json::object{{"secret", secret.reveal()}}, .shown = Reply::Shown::once};
}

auto list_messages(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::administration));
  PB_TRY(auto const id, call.id<WebhookId>());
  auto query = call.query();
  auto const page = Call::page(query);
  PB_CHECK(query.check());
  auto const before = page.after == 0 ? std::numeric_limits<std::int64_t>::max() : page.after;
  PB_TRY(auto const messages, webhooks::list_messages(call.unit, actor, id, before, page.limit));
  json::array items;
  for (auto const& message : messages) items.push_back(to_json(message));
  auto const more = std::ssize(messages) == page.limit;
  return listed(call, std::move(items),
                more ? std::optional(messages.back().message.id.value) : std::nullopt);
}

auto send_test(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::administration));
  PB_TRY(auto const id, call.id<WebhookId>());
  PB_TRY(auto const message, webhooks::send_test(call.unit, actor, id, call.random));
  return Reply{.status = 202, .body = json::object{{"id", message.value}}};
}

auto send_again(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::administration));
  PB_TRY(auto const id, call.id<WebhookId>());
  PB_TRY(auto const message, call.id<WebhookMessageId>("message"));
  PB_TRY(auto const again, webhooks::send_again(call.unit, actor, id, message));
  return Reply{.status = 202, .body = json::object{{"id", again.value}}};
}

}  // namespace

void add_webhooks(Door& door) {
  door.read("listWebhooks", list_webhooks);
  door.aside("addWebhook", add_webhook);
  door.read("getWebhook", get_webhook);
  door.aside("changeWebhook", change_webhook);
  door.write("removeWebhook", remove_webhook);
  door.write("rotateWebhookSecret", rotate_secret);
  door.read("listWebhookMessages", list_messages);
  door.write("testWebhook", send_test);
  door.write("sendWebhookMessageAgain", send_again);
}

}  // namespace pb::api
