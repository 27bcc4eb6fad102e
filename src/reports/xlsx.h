#pragma once

#include "base/error.h"
#include "i18n/translator.h"
#include "reports/built.h"
#include "reports/format.h"

namespace pb::reports {

// The report as a workbook (ECMA-376): a summary with tiles and texts, then a sheet for each table and each
// chart. Equal reports give equal bytes. Unavailable where the system has no room for it.
[[nodiscard]] auto to_xlsx(Built const& built, i18n::Translator const& translator) -> Result<File>;

}  // namespace pb::reports
