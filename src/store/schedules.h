#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "sql/session.h"

namespace pb::store {

// What happens by itself.
BOOST_DEFINE_ENUM_CLASS(ScheduleName, plan_prompt, plan_reminder, digest, fact_prompt, monthly_report)

// A setting that differs from the product's own times. `time_zone` is absent where the schedule follows its
// own zone.
struct SavedSchedule {
  ScheduleName name = ScheduleName::plan_prompt;
  std::string expression{};
  std::optional<std::string> time_zone{};
  bool enabled = true;
};

auto saved_schedules(sql::Session& session) -> std::vector<SavedSchedule>;
void save_schedule(sql::Session& session, SavedSchedule const& schedule, Instant now);
// Back to the product's own time.
void delete_schedule(sql::Session& session, ScheduleName name);

}  // namespace pb::store
