#pragma once

#include <string>
#include <string_view>

#include "base/calendar.h"
#include "i18n/language.h"

// Days, months and moments as a reader of a language writes them. Thread-safe.
namespace pb::i18n {

// "вт, 24 листопада", "Tue, 24 November": the year is left to whoever needs it.
void append_day(std::string& text, Day day, Language language);
// "листопад 2026", "November 2026".
void append_month(std::string& text, Month month, Language language);
// "24.11.2026, 18:50", "24/11/2026, 18:50" on the zone's clock.
void append_instant(std::string& text, Instant instant, std::string_view time_zone, Language language);

[[nodiscard]] auto format_day(Day day, Language language) -> std::string;
[[nodiscard]] auto format_month(Month month, Language language) -> std::string;
[[nodiscard]] auto format_instant(Instant instant, std::string_view time_zone, Language language)
    -> std::string;

// What the clock on the wall of the zone shows, as a moment that is read as if it were UTC.
[[nodiscard]] auto on_the_wall(Instant instant, std::string_view time_zone) -> Instant;

// ICU's pattern for a skeleton ("yMMMd") in a language: "d MMM y р.". Throws std::invalid_argument.
[[nodiscard]] auto pattern_of_skeleton(std::string_view skeleton, Language language) -> std::string;
// A moment read as UTC, by such a pattern. Through ICU: some microseconds.
void append_by_pattern(std::string& text, Instant utc, std::string_view pattern, Language language);

}  // namespace pb::i18n
