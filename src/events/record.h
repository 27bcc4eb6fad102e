#pragma once

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <utility>

#include "domain/actor.h"
#include "events/event_log.h"

namespace pb::events {

// The person behind an actor; none for the system itself.
inline auto acting_user(Actor const& actor) -> std::optional<UserId> {
  if (actor.kind == Actor::Kind::system) return std::nullopt;
  return actor.user;
}

// Appends what this actor did, with its data as JSON; for use cases, which all write the same way.
inline void record(sql::Session& session, Instant now, Actor const& actor, std::string type, Subject subject,
                   boost::json::object const& data) {
  append(session, {.at = now,
                   .actor = acting_user(actor),
                   .type = std::move(type),
                   .subject = std::move(subject),
                   .data = boost::json::serialize(data)});
}

}  // namespace pb::events
