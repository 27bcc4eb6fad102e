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

// Where a reader stands. An event that commits after others could be read stands behind them, without
// exception, and an event that knows of another one (its transaction began after the other's commit) stands
// behind that. So who has read up to a position has read everything up to it. 0 is before the first event.
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

// The next events behind `position`, in order, at most `limit`. On PostgreSQL events become readable when a
// running Feed has given them their place, some milliseconds after their commit.
auto read_after(sql::Session& session, Position position, std::int64_t limit) -> std::vector<Event>;

// The position of the last readable event. The session's tables hold at least every effect up to it, and on
// PostgreSQL perhaps of some events behind it: who loads tables and follows from here applies events by key.
auto head(sql::Session& session) -> Position;

// What happened to one subject, latest first, whether or not it has a place yet (`position` is left 0).
auto history(sql::Session& session, Subject const& subject, std::int64_t limit) -> std::vector<Event>;

}  // namespace pb::events
