#pragma once

#include <optional>
#include <string>

#include "bot/voice.h"
#include "collection/schedules.h"

namespace pb::bot {

BOOST_DEFINE_ENUM_CLASS(ScheduleDays, daily, workdays, six_days, mondays, last_day, month_day)

// A cron expression of the usual kind: a time of day, and on which days. Nothing for others.
struct UsualTime {
  ScheduleDays days = ScheduleDays::daily;
  int month_day = 0;  // of ScheduleDays::month_day
  int hour = 0;
  int minute = 0;
};
auto usual_time(std::string_view expression) -> std::optional<UsualTime>;
auto expression_of(UsualTime const& time) -> std::string;

// "щодня о 18:50", "в останній день місяця о 19:00"; the expression itself where it is none of the usual
// ones.
auto schedule_text(Voice const& voice, std::string_view expression) -> std::string;

}  // namespace pb::bot
