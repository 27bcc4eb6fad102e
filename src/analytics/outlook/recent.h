#pragma once

#include <optional>
#include <vector>

#include "analytics/outlook/given_so_far.h"
#include "series/trend/streak.h"

namespace pb::analytics {

inline constexpr std::size_t kDaysDrawn = 14;   // of a sparkline
inline constexpr std::size_t kTrendDays = 91;   // a quarter of days says where plans are going
inline constexpr std::int32_t kWeeksUsual = 4;  // same weekdays that say what is usual

// How an office, or everybody, has been doing up to yesterday.
struct Recent {
  std::int64_t today = 0;               // planned for today so far
  std::vector<std::int64_t> days{};     // plans of the last kDaysDrawn days before today, oldest first
  std::optional<std::int64_t> usual{};  // the average of the last same weekdays as today that had plans
  // How fast daily plans grow (0.03: by 3 % of their level) in a week; only where the 95 % interval leaves
  // out "not at all".
  std::optional<double> weekly_change{};
  // The newest lasting change of the daily level within kTrendDays.
  struct LevelChange {
    Day since{};
    std::int64_t before = 0;  // a day, the weekday taken off
    std::int64_t after = 0;
  };
  std::optional<LevelChange> change{};
  // Months before today's in a row whose attainment is below, or not below, the plan.
  series::trend::Streak months{};
};

// `country` says which holidays are left out of the trend.
[[nodiscard]] auto recent_of(DaySeries const& days, Attainments const& months, std::string_view country)
    -> Recent;

}  // namespace pb::analytics
