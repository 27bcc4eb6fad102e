#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "base/money.h"
#include "domain/actor.h"

namespace pb::app {

inline constexpr auto kDemoZone = "Europe/Kyiv";  // of the invented company

// How large the invented company is, and how far back it goes.
struct DemoSize {
  std::size_t offices = 12;
  std::size_t geos = 40;
  std::size_t territories_per_office = 29;
  std::size_t managers_per_office = 5;
  std::int32_t months = 24;  // before the current one
};

// Indices into DemoStory's lists; they become rows in the same order.
using DemoIndex = std::size_t;

struct DemoOffice {
  std::string name;
  std::optional<std::string> time_zone;
};
struct DemoTerritory {
  DemoIndex office = 0;
  DemoIndex geo = 0;
};
struct DemoPerson {
  std::int64_t tg_id = 0;
  std::string name;
  Role role = Role::manager;
  std::optional<DemoIndex> office{};
  std::string language;
};

// What people did. Each is one use case with its arguments; `DemoEvent::by` did it.
struct DemoPlan {
  DemoIndex territory = 0;
  Day day;
  Money amount;
  bool late = false;  // as the use case will find it
};
struct DemoFact {
  DemoIndex territory = 0;
  Month month;
  Money amount;
  bool late = false;
};
struct DemoCorrection {
  DemoIndex territory = 0;
  Day day;
  Money amount;
  std::string reason;  // may be empty on the same day
};
// What becomes of the request that stands open for the plan.
struct DemoDecision {
  DemoIndex territory = 0;
  Day day;
  bool approved = true;
};
struct DemoTarget {
  DemoIndex office = 0;
  Month month;
  Money amount;
};
struct DemoDayClosed {
  DemoIndex office = 0;
  Day day;
};
struct DemoMonthClosed {
  Month month;
};
using DemoDeed = std::variant<DemoPlan, DemoFact, DemoCorrection, DemoDecision, DemoTarget, DemoDayClosed,
                              DemoMonthClosed>;

struct DemoEvent {
  Instant at;
  std::optional<DemoIndex> by{};  // a person; none: the system
  DemoDeed deed;
};

// Two years of an invented company, up to this morning.
struct DemoStory {
  std::string organisation_name;
  std::string language;
  Instant founded;
  std::vector<DemoOffice> offices;
  std::vector<std::string> geos;
  std::vector<DemoTerritory> territories;
  std::vector<DemoPerson> people;  // the owner first
  std::vector<DemoEvent> events;   // in the order they happened
};

// The same for the same arguments; what happened on a day does not depend on `now`, except that nothing
// happens after it and that about two thirds of today's plans are left to be given.
auto invent_demo_story(std::uint64_t seed, Instant now, std::string_view language, DemoSize const& size = {})
    -> DemoStory;

}  // namespace pb::app
