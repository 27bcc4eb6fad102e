#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"
#include "store/fact_period.h"

namespace pb::store {

// A manager who can be written to, and what is open in their office.
struct PromptRow {
  UserId user{};
  std::int64_t tg_id = 0;
  std::string name{};
  std::string language{};
  OfficeId office{};
  std::string office_name{};
  std::int64_t open = 0;
  std::int64_t territories = 0;
  std::string preferences{};  // JSON
};

// Own reminder times, in minutes of the day: from `least` to `most`, where -1 stands for people without one.
struct ReminderMinutes {
  std::int64_t least = -1;
  std::int64_t most = 1439;
};

// Active, reachable managers of active offices in the zone, while the office has an open territory without a
// plan for the day, or one that owes a fact for the period. One statement each.
auto prompt_rows(sql::Session& session, std::string_view time_zone, Day day, ReminderMinutes minutes)
    -> std::vector<PromptRow>;
auto fact_prompt_rows(sql::Session& session, std::string_view time_zone, FactPeriod period)
    -> std::vector<PromptRow>;
// Of one office: heads are not asked, managers are.
auto office_prompt_rows(sql::Session& session, OfficeId office, Day day) -> std::vector<PromptRow>;
auto has_reminder_at(sql::Session& session, std::int64_t minute) -> bool;
// The minutes of the day that people have chosen for their reminder, each once.
auto reminder_minutes(sql::Session& session) -> std::vector<std::int64_t>;

struct MissingRow {
  UserId user{};
  std::string name{};
  OfficeId office{};
  std::string office_name{};
};
// Active managers who gave nothing for the day, in offices that have an open territory without a plan. By
// office and name.
auto missing_rows(sql::Session& session, Day day, std::optional<OfficeId> office) -> std::vector<MissingRow>;

}  // namespace pb::store
