#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/demo_data_story.h"
#include "base/calendar.h"
#include "sql/database.h"

namespace pb::app {

// How far the demo's story has been told to a database; kept as an event of its own, so that it is true in
// every transaction.
struct DemoTold {
  std::uint64_t seed = 1;
  std::string language{};
  DemoSize size{};  // its months are counted anew
  Month first{};    // the month the story begins with
  Instant up_to{};
};

void note_demo_told(sql::Session& session, DemoTold const& told);
// Nothing for a database whose story was never told to its end.
auto demo_told(sql::Session& session) -> std::optional<DemoTold>;

// Lets the company live on from where the story stopped, up to `now`: deed by deed through the use cases,
// since visitors have changed things meanwhile. What a use case refuses (the plan was given by a visitor, the
// person is blocked) does not happen. How many deeds did. The database holds a demo of this program, in
// SQLite.
auto continue_demo_story(sql::Database& database, Instant now) -> std::size_t;

}  // namespace pb::app
