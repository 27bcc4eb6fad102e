#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "analytics/slice.h"
#include "base/calendar.h"

namespace pb::analytics {

struct AbsoluteRange {
  Day from{};
  Day to{};

  friend auto operator==(AbsoluteRange const&, AbsoluteRange const&) -> bool = default;
};

// last: the `count` days up to and with today, or the `count` whole weeks, months, quarters or years before
// the present one. current: the whole of the unit that holds today. previous: the whole one before. to_date:
// from the unit's first day to today.
enum class RelativeForm { last, current, previous, to_date };

struct RelativeRange {
  RelativeForm form = RelativeForm::current;
  Grain unit = Grain::day;
  std::int32_t count = 1;  // of `last` alone

  friend auto operator==(RelativeRange const&, RelativeRange const&) -> bool = default;
};

using Range = std::variant<AbsoluteRange, RelativeRange>;

// "today", "yesterday", "last 7 days", "this month", "previous quarter", "year to date" and their like.
// Nothing for other words; a count has at most 5 digits and is not 0.
[[nodiscard]] auto parse_relative_range(std::string_view words) -> std::optional<RelativeRange>;
[[nodiscard]] auto to_words(RelativeRange const& range) -> std::string;

// The days of a range on a certain day, and what moving it back keeps whole.
struct ResolvedRange {
  Day first{};
  Day last{};
  Grain unit = Grain::day;  // a range of whole months moves by months, one of days by days
  bool to_date = false;     // ends where today is, not where the unit does
};

// The longest range, and the days a range may touch: 1900-01-01 to 2199-12-31. Moving and comparing stay
// within what a calendar can say.
inline constexpr std::int32_t kMostYears = 50;
inline constexpr std::int32_t kFirstYear = 1900;
inline constexpr std::int32_t kLastYear = 2199;

// Whether the range, on any day, is at most kMostYears long.
[[nodiscard]] auto fits(Range const& range) -> bool;

// Wants a range that fits.
[[nodiscard]] auto resolve(Range const& range, Day today, std::int32_t fiscal_start) -> ResolvedRange;

// The period of the grain that holds the day, by its first and last day.
struct GrainPeriod {
  Day first{};
  Day last{};
};
[[nodiscard]] auto period_of(Grain grain, Day inside, std::int32_t fiscal_start) -> GrainPeriod;
[[nodiscard]] auto months_of(Grain grain) -> std::int32_t;  // 0 for days and weeks

}  // namespace pb::analytics
