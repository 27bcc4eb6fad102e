#pragma once

#include <vector>

#include "analytics/cube/version.h"
#include "analytics/outlook/explain.h"
#include "series/anomaly/daily.h"

namespace pb::analytics {

// A territory's part in what its office's day was out of the ordinary.
struct Driver {
  Index territory = kAnyone;
  std::int64_t actual = 0;
  std::int64_t expected = 0;
  // Of everything that pulls the same way, in hundredths of a percent.
  Share share = 0;
};

// An office whose planned day is out of the ordinary. Amounts are minor units.
struct Anomaly {
  Index office = kAnyone;
  Day day{};
  Day since{};  // the day with which it began, on the same side
  std::int64_t actual = 0;
  std::int64_t expected = 0;
  std::int64_t low95 = 0;  // 19 of 20 ordinary days lie between these
  std::int64_t high95 = 0;
  series::Severity severity = series::Severity::none;
  std::vector<Driver> drivers{};  // at most kDrivers, the strongest first
};

inline constexpr std::size_t kDrivers = 3;
inline constexpr std::int32_t kAnomalyDays = 182;  // of history that says what is ordinary

// The newest day out of the ordinary of each open office, among the `lately` days before today; the most
// severe first, then the farthest from what was expected. A day on which nobody of the office gave a plan
// although its weekday usually has one is missing, not an anomaly; holidays of `country` are neither judged
// nor learnt from. error.analytics.overflow where a sum leaves 64 bits.
[[nodiscard]] auto find_anomalies(Version const& version, Day today, std::int32_t lately,
                                  std::string_view country) -> Result<std::vector<Anomaly>>;

}  // namespace pb::analytics
