#pragma once

#include "i18n/translator.h"
#include "reports/built.h"
#include "reports/page.h"
#include "reports/sheet.h"

namespace pb::reports {

// Lays the report out on as many pages as it needs: nothing is cut between pages but tables, and those
// between rows, with their heads repeated. Asks only the ruler; draws nothing.
[[nodiscard]] auto lay_out(Built const& built, Sheet const& sheet, Ruler ruler,
                           i18n::Translator const& translator) -> Pages;

}  // namespace pb::reports
