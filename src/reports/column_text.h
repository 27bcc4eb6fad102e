#pragma once

#include <string>

#include "i18n/number.h"
#include "i18n/translator.h"
#include "reports/built.h"

namespace pb::reports {

// How the numbers of one column are written, so that they line up at the decimal: all with equally many
// digits after it, the currency or the percent sign in the head.
struct ColumnForm {
  ColumnKind kind = ColumnKind::number;
  int decimals = 0;
};

[[nodiscard]] auto form_of(Grid const& grid, std::size_t column) -> ColumnForm;
// The column's title with its unit: "Plan, ₴", "On plan, %".
[[nodiscard]] auto head_text(Column const& column, i18n::Reader const& reader) -> std::string;
// The same where amounts carry their currency themselves, or have none: only percent are told.
[[nodiscard]] auto head_text(Column const& column) -> std::string;
[[nodiscard]] auto column_text(Cell const& cell, ColumnForm const& form, i18n::Translator const& translator,
                               i18n::Reader const& reader) -> std::string;

}  // namespace pb::reports
