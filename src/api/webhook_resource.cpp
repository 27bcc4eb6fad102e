#include "api/represent.h"
#include "api/resources.h"
#include "domain/permission.h"
#include "webhooks/deliveries.h"
#include "webhooks/webhooks.h"

// Programs of others that are told what happens.
namespace pb::api {
namespace {

namespace json = boost::json;
using people::KeyScope;

auto path_of(WebhookId id) -> std::string {
  return "/api/v1/webhooks/" + std::to_string(id.value);
}

auto to_json(webhooks::Endpoint const& endpoint) -> json::object {
  json::array events;
  for (auto const& filter : endpoint.filters) events.push_back(json::string(filter));
  auto const& stored = endpoint.stored;
  return {{"id", stored.id.value},
          {"url", stored.url},
          {"description", stored.description},
          {"events", std::move(events)},
          {"state", enum_name(stored.state)},
          {"reason",
           stored.disabled_reason ? json::value(enum_name(*stored.disabled_reason)) : json::value(nullptr)},
          {"owner", stored.user.value},
          {"failing_since", represent(stored.failing_since)},
          {"former_secret_until", represent(stored.former_until)},
          {"created_at", represent(stored.created_at)}};
}

auto to_json(webhooks::Delivery const& delivery) -> json::object {
  json::array attempts;
  for (auto const& attempt : delivery.attempts) {
    attempts.push_back({{"at", represent(attempt.at)},
                        {"duration_ms", attempt.duration_ms},
                        {"url", attempt.url},
                        {"request_headers", attempt.request_headers},
                        {"status", represent(attempt.status)},
                        {"response_headers", attempt.response_headers},
                        {"response", attempt.response},
                        {"error", represent(attempt.error)}});
  }
  auto const& stored = delivery.stored;
  return {{"id", stored.id.value},
          {"message", stored.message_id},
          {"type", stored.type},
          {"body", stored.body},
          {"state", enum_name(stored.state)},
          {"next_attempt_at", represent(stored.next_attempt_at)},
          {"created_at", represent(stored.created_at)},
          {"attempts", std::move(attempts)}};
}

auto list_webhooks(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::administration));
  auto query = call.query();
  auto const page = Call::page(query);
  PB_CHECK(query.check());
  PB_TRY(auto const all, webhooks::list_webhooks(call.unit, actor));
  json::array items;
  for (auto const& endpoint : all) items.push_back(to_json(endpoint));
  return listed_part(call, items, page);
}

auto get_webhook(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::administration));
  PB_TRY(auto const id, call.id<WebhookId>());
  PB_TRY(auto const endpoint, webhooks::get_webhook(call.unit, actor, id));
  return answered(to_json(endpoint));
}

// Whether the address may be asked for at all: names are looked up, so not inside a unit, and for nobody who
// may not make webhooks.
auto place_of(SideCall& call, Actor const& actor, std::string const& url) -> Outcome<webhooks::Place> {
  if (!may(actor, Action::administer_integrations)) return refuse(403, Message("error.not_allowed"));
  PB_TRY(auto place, webhooks::check_place(url, call.surroundings.webhook_reach));
  return place;
}

auto add_webhook(SideCall& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::administration));
  PB_TRY(auto fields, call.fields());
  auto const url = fields.required<std::string>("url");
  auto const description = fields.optional<std::string>("description").value_or("");
  auto const events = fields.list<std::string>("events", Fields::Absent::refused);
  PB_CHECK(fields.check());
  PB_TRY(auto const place, place_of(call, actor, url));
  return call.in_unit([&](Call& inner) -> Outcome<Reply> {
    PB_TRY(
        auto const made,
        webhooks::add_webhook(inner.unit, actor,
                              {.place = place, .description = description, .filters = events}, inner.random));
    PB_TRY(auto const endpoint, webhooks::get_webhook(inner.unit, actor, made.id));
    auto body = to_json(endpoint);
    body["secret"] = made.secret.reveal();
    auto reply = created(path_of(made.id), std::move(body));
    reply.shown = Reply::Shown::once;
    return reply;
  });
}

auto set_active(Call& call, Actor const& actor, WebhookId id, bool active) -> Result<void> {
  return active ? webhooks::resume_webhook(call.unit, actor, id)
                : webhooks::pause_webhook(call.unit, actor, id);
}

auto change_webhook(SideCall& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::administration));
  PB_TRY(auto const id, call.id<WebhookId>());
  PB_TRY(auto fields, call.fields());
  auto const url = fields.optional<std::string>("url");
  webhooks::EndpointChange change{.description = fields.optional<std::string>("description")};
  if (fields.raw("events") != nullptr) change.filters = fields.list<std::string>("events");
  auto const active = fields.optional<bool>("active");
  PB_CHECK(fields.check());
  if (url) {
    PB_TRY(change.place, place_of(call, actor, *url));
  }
  return call.in_unit([&](Call& inner) -> Outcome<Reply> {
    PB_TRY(auto const before, webhooks::get_webhook(inner.unit, actor, id));
    PB_CHECK(inner.check_unchanged(to_json(before)));
    PB_CHECK(webhooks::change_webhook(inner.unit, actor, id, change));
    if (active) PB_CHECK(set_active(inner, actor, id, *active));
    PB_TRY(auto const after, webhooks::get_webhook(inner.unit, actor, id));
    return answered(to_json(after));
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
  PB_TRY(auto const deliveries, webhooks::list_deliveries(call.unit, actor, id, before, page.limit));
  json::array items;
  for (auto const& delivery : deliveries) items.push_back(to_json(delivery));
  auto const more = std::ssize(deliveries) == page.limit;
  return listed(call, std::move(items),
                more ? std::optional(deliveries.back().stored.id.value) : std::nullopt);
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
  PB_TRY(auto const message, call.id<WebhookDeliveryId>("message"));
  PB_TRY(auto const delivery, webhooks::get_delivery(call.unit, actor, message));
  if (delivery.stored.webhook != id) return refuse(404, Message("error.webhook.delivery_unknown"));
  PB_CHECK(webhooks::redeliver(call.unit, actor, message));
  return Reply{.status = 202, .body = json::object{{"id", message.value}}};
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
