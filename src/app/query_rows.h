#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "analytics/query/table.h"
#include "app/numbers_command.h"
#include "reports/sheet_stream.h"

// An answer as rows of a file. A row at a time is made of the answer and handed on.
namespace pb::app {

// The rows as CSV (RFC 4180), without totals: amounts in whole units, ratios in percent, days ISO.
void write_csv(analytics::Table const& table, std::ostream& out);

// The rows, what a limit cut, and the totals as formulas, with what is to be known about them below. `about`
// names the workbook.
[[nodiscard]] auto write_xlsx(analytics::Table const& table, reports::Built const& about,
                              i18n::Translator const& translator, std::filesystem::path const& file)
    -> Result<void>;

}  // namespace pb::app
