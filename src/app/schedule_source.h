#pragma once

#include <vector>

#include "bot/turn.h"
#include "jobs/cron.h"
#include "jobs/worker.h"

namespace pb::app {

inline constexpr std::string_view kScheduleJob = "collection.schedule";

// The five times as the scheduler needs them: those that follow the offices' clocks once for each time zone.
auto schedules_in_force(sql::Session& session) -> std::vector<jobs::Schedule>;

// Does what a schedule's job is for, in the unit that completes the job.
auto schedule_handler(sql::Database& database, Clock const& clock, bot::Surroundings surroundings)
    -> jobs::Handler;

}  // namespace pb::app
