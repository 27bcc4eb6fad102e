#pragma once

#include <cstddef>
#include <vector>

#include "i18n/translator.h"
#include "reports/built.h"

namespace pb::reports {

// The rows of a table to show, and after which of them how many are left out.
struct RowSelection {
  std::vector<std::size_t> rows{};
  std::size_t gap_after = 0;  // index into rows
  std::size_t left_out = 0;
};

// Of a table longer than `most` rows the groups, or the first rows, and in any case the total; 0: all.
[[nodiscard]] auto select_rows(Grid const& grid, std::size_t most) -> RowSelection;

// The report as it is read in a message on a phone: of tables longer than 60 rows the groups or the first
// rows and the total, and where the rest is.
[[nodiscard]] auto for_message(Built built, i18n::Translator const& translator) -> Built;

}  // namespace pb::reports
