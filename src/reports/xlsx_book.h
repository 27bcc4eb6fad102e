#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/error.h"
#include "charts/theme.h"
#include "i18n/translator.h"
#include "reports/built.h"
#include "reports/sheet_name.h"

// Of libxlsxwriter, named here so that its headers stay in few files.
// NOLINTBEGIN(readability-identifier-naming)
struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;
// NOLINTEND(readability-identifier-naming)

namespace pb::reports {

// What a cell is in its sheet.
enum class CellRole { words, head, head_of_numbers, group, sum, title, subtitle, quiet };

struct CellStyle {
  CellRole role = CellRole::words;
  std::string number{};  // Excel's format; empty: text
  Tone tone = Tone::plain;
  std::int32_t indent = 0;

  friend auto operator<=>(CellStyle const&, CellStyle const&) = default;
};

// A workbook in memory: its sheets with page setup and formats, in the look of our reports.
class XlsxBook {
 public:
  XlsxBook(Built const& built, i18n::Translator const& translator);
  ~XlsxBook();
  XlsxBook(XlsxBook const&) = delete;
  XlsxBook& operator=(XlsxBook const&) = delete;

  struct NewSheet {
    lxw_worksheet* sheet = nullptr;
    std::string name;
  };
  [[nodiscard]] auto add_sheet(std::string_view title) -> NewSheet;
  [[nodiscard]] auto format(CellStyle const& style) -> lxw_format*;
  // A format that changes nothing but the text's colour and weight, for conditions.
  [[nodiscard]] auto condition_format(Tone tone) -> lxw_format*;
  [[nodiscard]] auto workbook() const -> lxw_workbook* { return workbook_; }

  // The file's bytes; the book is done.
  [[nodiscard]] auto finish() -> Result<std::string>;

  Built const& built;
  i18n::Translator const& translator;

 private:
  void set_properties();

  int file_ = -1;
  lxw_workbook* workbook_ = nullptr;
  SheetNames names_{};
  std::map<CellStyle, lxw_format*> formats_{};
};

// 0xRRGGBB.
[[nodiscard]] auto rgb(charts::Color const& color) -> std::uint32_t;
[[nodiscard]] auto tone_color(Tone tone) -> charts::Color;

}  // namespace pb::reports
