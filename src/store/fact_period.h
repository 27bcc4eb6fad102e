#pragma once

#include <chrono>
#include <optional>

#include "base/calendar.h"

namespace pb::store {

// What a fact belongs to: a month, or one day of it where facts are entered daily.
struct FactPeriod {
  Month month{};
  std::optional<Day> day{};

  static FactPeriod of(Month month) { return {month, std::nullopt}; }
  static FactPeriod of(Day day) { return {Month::of(day), day}; }
  friend bool operator==(FactPeriod const&, FactPeriod const&) = default;

  [[nodiscard]] auto first() const -> Day { return day.value_or(month.first()); }
  [[nodiscard]] auto last() const -> Day { return day.value_or(month.last()); }
  // When it is over (UTC): a territory opened later owes no fact for it.
  [[nodiscard]] auto end() const -> Instant {
    return std::chrono::sys_days(std::chrono::days(last().days + 1));
  }
  // How the column `day` says it; 0 is the whole month.
  [[nodiscard]] auto day_column() const -> Day { return day.value_or(Day{0}); }
};

}  // namespace pb::store
