#pragma once

#include <string>
#include <vector>

#include "bot/voice.h"
#include "collection/digest.h"
#include "collection/monthly_report.h"
#include "collection/statistics.h"

namespace pb::bot {

// Digests and reports as chat text: HTML lines, one territory or office each, to be split between lines only.
auto digest_text(Voice const& voice, collection::Digest const& digest) -> std::string;
auto monthly_report_text(Voice const& voice, collection::MonthlyReport const& report) -> std::string;
auto statistics_text(Voice const& voice, collection::Statistics const& statistics, MessageValue const& period)
    -> std::string;

// 0.992 as "99,2 %"; "no data" where there is none. Signed: -0.008 as "−0,8 %", 0.05 as "+5 %".
auto percent(Voice const& voice, std::optional<double> ratio) -> std::string;
auto signed_percent(Voice const& voice, std::optional<double> ratio) -> std::string;
auto signed_money(Voice const& voice, std::optional<Money> amount) -> std::string;
// Ten cells, full at 1.0.
auto progress_bar(double ratio) -> std::string;

}  // namespace pb::bot
