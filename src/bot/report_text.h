#pragma once

#include <string>
#include <vector>

#include "bot/voice.h"
#include "collection/digest.h"
#include "collection/monthly_report.h"
#include "collection/statistics.h"

namespace pb::bot {

// Digests and reports as chat text: one or more messages, split between rows only. Whoever reads compactly
// gets the offices without their territories.
auto digest_messages(Voice const& voice, collection::Digest digest) -> std::vector<std::string>;
auto monthly_report_messages(Voice const& voice, collection::MonthlyReport report)
    -> std::vector<std::string>;
// `more` are lines for the end.
auto statistics_messages(Voice const& voice, collection::Statistics statistics, MessageValue const& period,
                         std::vector<std::string> more = {}) -> std::vector<std::string>;

// 0.992 as "99,2 %"; "no data" where there is none. Signed: -0.008 as "−0,8 %", 0.05 as "+5 %".
auto percent(Voice const& voice, std::optional<double> ratio) -> std::string;
auto signed_percent(Voice const& voice, std::optional<double> ratio) -> std::string;
auto signed_money(Voice const& voice, std::optional<Money> amount) -> std::string;
// How much more (or less) than usual it is: 0.1 for 110 after 100. `usual` is above 0.
auto change_from(Money usual, Money now) -> double;
// Ten cells, full at 1.0.
auto progress_bar(double ratio) -> std::string;
// "Олена, Іван"
auto names_of(std::vector<collection::MissingPerson> const& people) -> std::string;

}  // namespace pb::bot
