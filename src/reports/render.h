#pragma once

#include <vector>

#include "base/error.h"
#include "charts/theme.h"
#include "i18n/translator.h"
#include "reports/built.h"
#include "reports/format.h"

namespace pb::reports {

// The report as files of a format: one, but for csv (one for each table) and text (one for each message).
// invalid: the report has nothing this format could show. Pictures are of the theme; paper is white.
[[nodiscard]] auto render(Built const& built, Format format, i18n::Translator const& translator,
                          charts::Theme const& theme = charts::light_theme()) -> Result<std::vector<File>>;

}  // namespace pb::reports
