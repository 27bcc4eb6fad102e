#include "webhooks/feeding.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "domain/permission.h"
#include "store/users.h"
#include "webhooks/deliver.h"
#include "webhooks/webhooks.h"

namespace pb::webhooks {
namespace {

namespace json = boost::json;

struct Receiver {
  WebhookId id{};
  std::vector<std::string> filters{};
};

auto may_have_webhooks(sql::Session& session, UserId id) -> bool {
  auto const user = store::find_user(session, id);
  return user && user->status == store::UserStatus::active &&
         may({.user = id, .role = user->role, .office = user->office}, Action::administer_integrations);
}

auto receivers(sql::Session& session) -> std::vector<Receiver> {
  std::vector<Receiver> all;
  for (auto const& webhook : store::list_webhooks(session, std::nullopt)) {
    if (webhook.state != store::WebhookState::disabled && may_have_webhooks(session, webhook.owner))
      all.push_back({webhook.id, filters_of(webhook)});
  }
  return all;
}

auto body_of(events::Event const& event) -> std::string {
  return json::serialize(
      json::object{{"type", event.type},
                   {"timestamp", to_iso(event.at)},
                   {"data",
                    {{"position", event.position.value},
                     {"actor", event.actor ? json::value(event.actor->value) : json::value(nullptr)},
                     {"subject", {{"kind", event.subject.kind}, {"id", event.subject.id}}},
                     {"data", json::parse(event.data)}}}});
}

}  // namespace

auto feeding_handler(Clock const& clock) -> events::Handler {
  return [&clock](sql::Session& session, std::span<events::Event const> events) {
    auto const all = receivers(session);
    if (all.empty()) return;
    auto const now = clock.now();
    for (auto const& event : events) {
      std::string body;  // the same for all
      for (auto const& receiver : all) {
        if (!wants(receiver.filters, event.type)) continue;
        if (body.empty()) body = body_of(event);
        store::insert_webhook_message(session,
                                      {.webhook = receiver.id,
                                       .position = event.position.value,
                                       .message = "msg_" + std::to_string(event.position.value) + "_" +
                                                  std::to_string(receiver.id.value),
                                       .type = event.type,
                                       .body = body},
                                      now);
        deliver_soon(session, receiver.id, now);
      }
    }
  };
}

}  // namespace pb::webhooks
