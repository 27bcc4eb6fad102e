#pragma once

#include <vector>

#include "analytics/cube/version.h"
#include "analytics/outlook/attainment_ahead.h"
#include "analytics/outlook/coming_days.h"

namespace pb::analytics {

inline constexpr std::int32_t kHolidayYears = 2;  // of history in which the effect of holidays is measured
// Of each office. Enough for the newest days looked at, and for earlier starting points from which they are
// tried.
inline constexpr std::int32_t kHistoryDays = 2 * static_cast<std::int32_t>(kDaysLookedAt);

// What the cube knows of the offices' days and months, laid out for forecasting. Everything by office number.
struct GivenSoFar {
  Day today{};
  std::vector<bool> open{};                  // whether the office still plans: it has an open territory
  std::vector<DaySeries> days{};             // plans of the days before today
  std::vector<std::vector<double>> ahead{};  // plans given already for today and each day after it
  std::vector<Attainments> attainments{};    // of the months before today's
  DaySeries everybody{};  // plans of the days before today, kHolidayYears of them, of all offices
  Attainments attainment_of_all{};
};

// Days ahead are known up to and including `last`.
[[nodiscard]] auto given_so_far(Version const& version, Day today, Day last) -> Result<GivenSoFar>;

// Exact sums of an office in a period: what has been given, and how much of the plan its facts answer.
struct PeriodSums {
  std::int64_t plan = 0;
  std::int64_t fact = 0;
  std::int64_t plan_of_reported = 0;
};
// By office number, over the whole months first to last. In today's month facts entered daily answer the
// plans of their own days only.
[[nodiscard]] auto period_sums(Version const& version, Month first, Month last, Day today)
    -> Result<std::vector<PeriodSums>>;

// a + b; error.analytics.overflow where it leaves 64 bits.
[[nodiscard]] auto added(std::int64_t a, std::int64_t b) -> Result<std::int64_t>;

}  // namespace pb::analytics
