#pragma once

#include <string>

#include "charts/theme.h"
#include "i18n/translator.h"
#include "reports/built.h"

namespace pb::reports {

// The report as one picture for a phone, sharp on one (two pixels a point): title, tiles, the first charts
// and the head of the first table. Within what Telegram takes as a photo: width and height together at most
// 10 000 pixels, one at most 20 times the other.
[[nodiscard]] auto to_png(Built const& built, i18n::Translator const& translator, charts::Theme const& theme)
    -> std::string;

// One chart under its title, for a message.
[[nodiscard]] auto chart_to_png(ChartPart const& part, std::string const& title, charts::Theme const& theme)
    -> std::string;

}  // namespace pb::reports
