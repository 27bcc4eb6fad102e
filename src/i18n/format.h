#pragma once

#include <string>
#include <string_view>

#include "base/calendar.h"
#include "base/money.h"
#include "i18n/language.h"

// Values as a reader of a language writes them. Thread-safe.
namespace pb::i18n {

// "12 345", "12,345"; blanks are no-break spaces.
auto format_integer(std::int64_t value, Language language) -> std::string;
// "12 345,50 ₴", "₴12,345.50"; minor units only where there are any. Any ISO 4217 code; all are taken to have
// two digits of minor units.
auto format_money(Money amount, std::string_view currency, Language language) -> std::string;
// "вт, 24 листопада 2026 р.", "листопад 2026 р.", "24.11.2026, 18:50" on the zone's clock.
auto format_day(Day day, Language language) -> std::string;
auto format_month(Month month, Language language) -> std::string;
auto format_instant(Instant instant, std::string_view time_zone, Language language) -> std::string;

}  // namespace pb::i18n
