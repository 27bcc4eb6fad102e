#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

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
enum class CellRole { words, head, group, sum, title, subtitle, quiet };
// Where it stands; usual: texts left, numbers and days right.
enum class Align { usual, left, right };

struct CellStyle {
  CellRole role = CellRole::words;
  std::string number{};  // Excel's format; empty: text
  Tone tone = Tone::plain;
  std::int32_t indent = 0;
  Align align = Align::usual;

  friend auto operator<=>(CellStyle const&, CellStyle const&) = default;
};

// Whether a sheet's rows are kept until the end, for charts that read them and cells beside them, or leave
// memory when the next one begins.
enum class RowsOfBook { kept, passing };

// A workbook: its sheets with page setup and formats, in the look of our reports.
class XlsxBook {
 public:
  // In memory, but for rows that pass: they are in a temporary file until the end.
  XlsxBook(Built const& built, i18n::Translator const& translator, RowsOfBook rows = RowsOfBook::kept);
  // In a file, beside which passing rows are until the end; what is there before stays until close() has
  // written the whole.
  XlsxBook(Built const& built, i18n::Translator const& translator, std::filesystem::path const& file);
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

  // Writes the file; the book is done. unavailable: there is no room for it.
  [[nodiscard]] auto close() -> Result<void>;
  // The same for a book in memory: the file's bytes.
  [[nodiscard]] auto finish() -> Result<std::string>;

  Built const& built;
  i18n::Translator const& translator;

 private:
  void open(std::filesystem::path const& file, RowsOfBook rows);
  void set_properties();
  // Whether all rows that passed have been taken, and as much again can be.
  [[nodiscard]] auto has_room() const -> bool;

  int file_ = -1;  // of a book in memory
  lxw_workbook* workbook_ = nullptr;
  SheetNames names_{};
  std::map<CellStyle, lxw_format*> formats_{};
  std::filesystem::path path_{};           // of a book in a file
  std::filesystem::path folder_{};         // of temporary files
  std::vector<lxw_worksheet*> passing_{};  // sheets whose rows are in a file
};

// 0xRRGGBB.
[[nodiscard]] auto rgb(charts::Color const& color) -> std::uint32_t;
[[nodiscard]] auto tone_color(Tone tone) -> charts::Color;

}  // namespace pb::reports
