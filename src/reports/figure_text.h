#pragma once

#include <string>

#include "i18n/translator.h"
#include "reports/built.h"

namespace pb::reports {

// How a reader sees one number on paper, in mail and in chat: "12 345,50 ₴", "93,4 %", "1 год 5 хв"; a dash
// where there is no data.
[[nodiscard]] auto figure_text(Figure const& figure, i18n::Translator const& translator,
                               i18n::Reader const& reader) -> std::string;

// The same with a plus where it is above 0: of changes.
[[nodiscard]] auto signed_figure_text(Figure const& figure, i18n::Translator const& translator,
                                      i18n::Reader const& reader) -> std::string;

// How much a tile's number has changed: "+7,8 %"; a ratio in points, "−0,2 п. п.". Nothing where it has no
// change.
[[nodiscard]] auto change_text(Tile const& tile, i18n::Translator const& translator,
                               i18n::Reader const& reader) -> std::string;

// In few characters, for tiles and axes, amounts without their currency: "12,4 млн", "93 %".
[[nodiscard]] auto short_figure_text(Figure const& figure, i18n::Translator const& translator,
                                     i18n::Reader const& reader) -> std::string;

// "січень 2026", "1 квартал 2026", "2026", "3 листопада 2026", "3 лист. – 9 лист. 2026".
[[nodiscard]] auto period_text(DayRange const& period, i18n::Translator const& translator,
                               i18n::Reader const& reader) -> std::string;

// What stands in a cell of a table: a text, a period, a figure; nothing where it is empty.
[[nodiscard]] auto cell_text(Cell const& cell, i18n::Translator const& translator, i18n::Reader const& reader)
    -> std::string;

}  // namespace pb::reports
