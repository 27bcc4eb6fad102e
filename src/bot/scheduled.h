#pragma once

#include "base/error.h"
#include "bot/turn.h"
#include "collection/schedules.h"

namespace pb::bot {

// What happens at a schedule's time. For prompts, `zone` says whose offices are meant. `own_minute` is there
// where it is not everybody's reminder, but that of the people who chose this minute of the day.
struct ScheduledRun {
  collection::ScheduleName name = collection::ScheduleName::plan_prompt;
  Instant slot;
  std::string zone;
  std::optional<std::int64_t> own_minute{};
};

// Does it in one unit: whoever is to be asked, told or reminded has their message in the queue, and a digest
// has closed its day.
void run_schedule(store::Unit& unit, Surroundings const& surroundings, ScheduledRun const& run);

}  // namespace pb::bot
