#pragma once

#include <optional>
#include <string>

#include "i18n/reader.h"
#include "reports/built.h"

namespace pb::reports {

// A figure as a cell of a workbook holds it: whole units of money, ratios where 1 is 100 %, days for minutes.
// Nothing where there is no data.
[[nodiscard]] auto sheet_number(Figure const& figure) -> std::optional<double>;

// The first day of a day or of a whole month, in Excel's count of days (1 is 1900-01-01); nothing for other
// periods, which are written in words, and for days before 1900-03-01.
[[nodiscard]] auto sheet_day(DayRange const& period) -> std::optional<double>;

// How Excel writes numbers of a kind (ECMA-376 part 1, 18.8.31), with the reader's currency and language:
// `#,##0.00\ [$₴-422]`, `0.0%`, `[h]:mm`, `#,##0`. Fractions are shown where any number has one.
BOOST_DEFINE_ENUM_CLASS(Fractions, hidden, shown)
[[nodiscard]] auto number_format(ColumnKind kind, Fractions fractions, i18n::Reader const& reader)
    -> std::string;
// Of a day, or of a month.
[[nodiscard]] auto day_format(DayRange const& period, i18n::Reader const& reader) -> std::string;

// Whether the figure has kopecks, tenths of a percent, or parts of a number.
[[nodiscard]] auto has_fraction(Figure const& figure) -> bool;

}  // namespace pb::reports
