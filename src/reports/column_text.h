#pragma once

#include <string>

#include "i18n/number.h"
#include "i18n/translator.h"
#include "reports/built.h"

namespace pb::reports {

// How the numbers of one column are written, so that they line up under each other: all with or all without
// hundredths, the currency in the head.
struct ColumnForm {
  ColumnKind kind = ColumnKind::number;
  i18n::Minor minor = i18n::Minor::never;
};

[[nodiscard]] auto form_of(Grid const& grid, std::size_t column) -> ColumnForm;
// "₴" of a column of money; empty for others.
[[nodiscard]] auto unit_of(ColumnForm const& form, i18n::Reader const& reader) -> std::string;
[[nodiscard]] auto column_text(Cell const& cell, ColumnForm const& form, i18n::Translator const& translator,
                               i18n::Reader const& reader) -> std::string;

}  // namespace pb::reports
