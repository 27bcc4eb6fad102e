#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "reports/xlsx_rows.h"

namespace pb::reports {

inline constexpr std::uint32_t kMostSheetRows = 1'000'000;  // Excel has 1,048,576, a few of which are ours

// A workbook of one table whose rows are handed in one after the other and never kept, in the look of our
// reports: title, a head that stays, a filter, widths, formats, notes. A total (RowKind::total) is computed
// by formulas where they give its values. Not for several threads.
class SheetStream {
 public:
  // `about` names the workbook: its title, subtitle, organisation, time and reader; its blocks are not
  // written. It must outlive the stream. Throws where no temporary file can be made beside `file`.
  SheetStream(std::filesystem::path const& file, Built const& about, i18n::Translator const& translator,
              std::vector<SheetColumn> const& columns);

  // invalid: there are kMostSheetRows already.
  [[nodiscard]] auto add(Row const& row) -> Result<void>;
  // Writes the file, with these notes below the table. unavailable: there is no room for it, and what was
  // there before is as it was.
  [[nodiscard]] auto finish(std::vector<std::string> const& notes = {}) -> Result<void>;

 private:
  XlsxBook book_;
  lxw_worksheet* sheet_;
  SheetRows rows_;
  PassingSums sums_;
  std::uint32_t count_ = 0;
};

}  // namespace pb::reports
