#include <boost/json/parse.hpp>

#include "api/represent.h"
#include "api/resources.h"
#include "domain/permission.h"
#include "events/event_log.h"

namespace pb::api {
namespace {

namespace json = boost::json;
using people::KeyScope;

auto to_json(events::Event const& event) -> json::object {
  return {{"position", event.position.value},
          {"at", represent(event.at)},
          {"actor", represent(event.actor)},
          {"type", event.type},
          {"subject", {{"kind", event.subject.kind}, {"id", event.subject.id}}},
          {"data", json::parse(event.data)}};
}

auto list_events(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::events_read));
  if (!may(actor, Action::read_audit)) return refuse(403, Message("error.not_allowed"));
  auto query = call.query();
  auto const page = Call::page(query);
  PB_CHECK(query.check());
  auto const events = events::read_after(call.unit.sql, {page.after}, page.limit);
  json::array items;
  for (auto const& event : events) items.push_back(to_json(event));
  auto const more = std::ssize(events) == page.limit;
  return listed(call, std::move(items), more ? std::optional(events.back().position.value) : std::nullopt);
}

}  // namespace

void add_events(Door& door) {
  door.read("listEvents", list_events);
}

}  // namespace pb::api
