#pragma once

#include <string>

#include "app/demo_people.h"
#include "base/calendar.h"
#include "sql/session.h"

namespace pb::app {

// What the demo's clock shows.
struct DemoTime {
  Instant now{};
  bool moved = false;
};

// The bot as everybody in the demo sees it; its token is the demo's own and opens nothing anywhere else.
struct DemoBot {
  std::int64_t id = 0;
  std::string username{};
};

// The answer of GET /demo/api/state (docs/simulator.md), as JSON.
auto demo_state(sql::Session& session, DemoTime const& time, DemoBot const& bot) -> std::string;

// The time zone of the demo's company, which its moments are named in.
auto demo_time_zone(sql::Session& session) -> std::string;

}  // namespace pb::app
