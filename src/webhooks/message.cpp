#include "webhooks/message.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "crypto/token.h"

namespace pb::webhooks {
namespace {

namespace json = boost::json;

constexpr std::size_t kIdBytes = 18;

auto body(std::string_view type, Instant at, json::object data) -> std::string {
  return json::serialize(json::object{{"type", type}, {"timestamp", to_iso(at)}, {"data", std::move(data)}});
}

auto actor_of(std::optional<UserId> actor) -> json::value {
  return actor ? json::value(actor->value) : json::value(nullptr);
}

}  // namespace

auto make_message_id(Random& random) -> std::string {
  return "msg_" + crypto::make_token(random, kIdBytes).reveal();
}

auto body_of(events::Event const& event) -> std::string {
  return body(event.type, event.at,
              {{"position", event.position.value},
               {"actor", actor_of(event.actor)},
               {"subject", {{"kind", event.subject.kind}, {"id", event.subject.id}}},
               {"data", json::parse(event.data)}});
}

auto test_body(Instant at, std::optional<UserId> actor, std::int64_t webhook) -> std::string {
  return body(kTestType, at,
              {{"position", nullptr},
               {"actor", actor_of(actor)},
               {"subject", {{"kind", "webhook"}, {"id", webhook}}},
               {"data", json::object()}});
}

}  // namespace pb::webhooks
