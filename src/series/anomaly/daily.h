#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace pb::series {

// How rare a deviation is in an ordinary series: `notice` as often as the budget of false alarms allows,
// `warning` a tenth of that, `critical` a hundredth.
enum class Severity { none, notice, warning, critical };

struct DailyOptions {
  std::size_t period = 7;          // 7: days with a weekday's profile; 1: weeks, or days without one
  double steps_per_year = 365.25;  // of the series: 365.25 days, 52.18 weeks
  double alarms_per_year = 4;      // the budget of false alarms of one series
};

struct Range {
  double low = 0;
  double high = 0;
};

// What a day was to be, from the days before it only, and what it was.
struct JudgedDay {
  double actual = std::numeric_limits<double>::quiet_NaN();  // as given
  double expected = 0;
  Range range80{};  // holds four days of five of an ordinary series
  Range range95{};
  Severity severity = Severity::none;
  // The day with which the run of days out of the ordinary began, on the same side; this day itself for the
  // first one, which is the one to raise an alarm for.
  std::optional<std::size_t> since{};

  [[nodiscard]] auto raises_alarm(std::size_t day) const -> bool { return since == day; }
};

enum class DailyProblem {
  infinite_value,     // NaN is a gap; an infinity is a mistake
  holidays_missing,   // as many flags as values, or none at all
  options_senseless,  // period 0 or above 366, a year or a budget that is not positive
};

// Judges every day of a series; the first, `period` is 7, is day 0 of its own week: what weekday that is does
// not matter. NaN is a gap. A day that `holidays` flags (non-zero) is neither judged nor learnt from. A day
// with fewer than three periods, or fifteen steps, of values before it has no expectation: `expected` is NaN.
//
// Expected is the level, the median of the last two weeks without their weekdays' effects, and the effect of
// the weekday, the median of its deviations from the weeks around them: a level shift raises one alarm and is
// accepted after about eight days, an outlier does not move anything (docs/anomaly.md).
auto judge_days(std::span<double const> values, std::span<std::uint8_t const> holidays,
                DailyOptions const& options = {}) -> std::expected<std::vector<JudgedDay>, DailyProblem>;

}  // namespace pb::series
