#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "domain/ids.h"
#include "sql/session.h"

namespace pb::events {

inline constexpr std::string_view kTopic = "events";  // notified with every append

// What something happened to: {"plan", 17}.
struct Subject {
  std::string kind;
  std::int64_t id = 0;
};

// A fact of the past, to be written with the change it tells of.
struct NewEvent {
  Instant at;
  std::optional<UserId> actor{};  // none: the system itself
  std::string type;               // "plan.submitted"
  Subject subject;
  std::string data = "{}";  // JSON object
};

// Where a reader stands: every event has a position; later commits have greater ones, without exception.
struct Position {
  std::int64_t value = 0;
  friend auto operator<=>(Position, Position) = default;
};

struct Event {
  Position position;
  EventId id;
  Instant at;
  std::optional<UserId> actor;
  std::string type;
  Subject subject;
  std::string data;
};

// Appends in the caller's transaction and notifies kTopic.
auto append(sql::Session& session, NewEvent const& event) -> EventId;

}  // namespace pb::events
