#pragma once

#include <span>
#include <string>
#include <vector>

#include "analytics/outlook/outlook.h"
#include "bot/voice.h"

namespace pb::bot {

enum class OutlookPeriod { month, quarter };

// What is expected by the end of a period, as lines of HTML: the plan, and the fact where one can be
// foreseen; none where everything is in. Amounts are short ("1.23M"). Whoever reads compactly gets no
// intervals.
auto forecast_lines(Voice const& voice, analytics::Standing const& standing, OutlookPeriod period)
    -> std::vector<std::string>;
// How it has been going: today against the same weekdays, the last days as a picture (not for whoever listens
// or reads compactly), where the level is going, months in a row above or below the plan.
auto recent_lines(Voice const& voice, analytics::Recent const& recent) -> std::vector<std::string>;

// The picture of the last days.
auto days_line(Voice const& voice, analytics::Recent const& recent) -> std::string;

// "▁▂▅·▇": each amount between the least and the most of them; what is not above 0 is a dot.
auto sparkline(std::span<std::int64_t const> amounts) -> std::string;
// 1'234'567.89 as "1.23M", without the currency.
auto short_money(Voice const& voice, std::int64_t minor) -> std::string;

}  // namespace pb::bot
