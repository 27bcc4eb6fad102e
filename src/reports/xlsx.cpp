#include "reports/xlsx.h"

#include <xlsxwriter.h>

#include <array>
#include <numeric>

#include "reports/figure_text.h"
#include "reports/file_name.h"
#include "reports/sheet_lines.h"
#include "reports/sheet_number.h"
#include "reports/tone_text.h"
#include "reports/xlsx_book.h"
#include "reports/xlsx_chart.h"
#include "reports/xlsx_grid.h"

namespace pb::reports {
namespace {

constexpr char const* kContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// The first sheet: what is told in tiles and words, and where the rest is.
class Summary {
 public:
  explicit Summary(XlsxBook& book)
      : book_(book),
        sheet_(book.add_sheet(book.translator.render(Message("report.sheet.summary"), book.built.reader))
                   .sheet) {
    for (lxw_col_t column = 0; column < kColumns; ++column)
      worksheet_set_column(sheet_, column, column, static_cast<double>(kWidths.at(column)), nullptr);
    write_titles(book, sheet_, book.built.title);
    row_ = 3;
  }

  void add(Block const& block) {
    if (auto const* const tiles = std::get_if<Tiles>(&block.part)) {
      add_title(block.title);
      for (auto const& tile : tiles->tiles) add(tile);
    } else if (auto const* const paragraphs = std::get_if<Paragraphs>(&block.part)) {
      if (paragraphs->paragraphs.empty()) return;
      add_title(block.title);
      for (auto const& [text, tone] : paragraphs->paragraphs) add_words(text, tone);
    } else if (auto const* const problem = std::get_if<Problem>(&block.part)) {
      add_title(block.title);
      add_words(problem->text, Tone::warning);
    } else {
      return;
    }
    for (auto const& note : block.notes) add_words(note, Tone::plain, CellRole::quiet);
    ++row_;
  }

  void add_link(std::string const& title, std::string const& sheet) {
    std::string quoted;
    for (char const c : sheet) quoted += c == '\'' ? std::string("''") : std::string(1, c);
    worksheet_write_url_opt(sheet_, row_++, 0, ("internal:'" + quoted + "'!A1").c_str(), nullptr,
                            sheet_text(title).c_str(), nullptr);
  }

  void add_made() {
    ++row_;
    add_words(book_.built.made, Tone::plain, CellRole::quiet);
  }

 private:
  void add_title(std::string const& title) {
    if (title.empty()) return;
    for (lxw_col_t column = 0; column < kColumns; ++column)
      worksheet_write_blank(sheet_, row_, column, book_.format({.role = CellRole::head}));
    worksheet_write_string(sheet_, row_++, 0, sheet_text(title).c_str(),
                           book_.format({.role = CellRole::head}));
  }

  void add(Tile const& tile) {
    worksheet_write_string(sheet_, row_, 0, sheet_text(tile.label).c_str(), book_.format({}));
    add(tile.figure, 1, tile.tone, CellRole::group);
    if (tile.change) add(*tile.change, 2, Tone::plain, CellRole::words);
    worksheet_write_string(sheet_, row_, 3, sheet_text(tile.note).c_str(), book_.format({.indent = 1}));
    set_lines(std::max(text_lines(tile.label, kWidths.front(), Letters::regular),
                       text_lines(tile.note, kWidths.back(), Letters::regular)));
    ++row_;
  }

  void add(Figure const& figure, lxw_col_t column, Tone tone, CellRole role) {
    auto const fractions = has_fraction(figure) ? Fractions::shown : Fractions::hidden;
    CellStyle const style{role, number_format(figure.kind, fractions, book_.built.reader), tone};
    if (auto const number = sheet_number(figure)) {
      worksheet_write_number(sheet_, row_, column, *number, book_.format(style));
    } else {
      worksheet_write_string(sheet_, row_, column, "—", book_.format(style));
    }
  }

  // Merged over the columns.
  void add_words(std::string const& words, Tone tone, CellRole role = CellRole::words) {
    if (words.empty()) return;
    auto const sign = tone_sign(tone);
    auto const text = sheet_text(sign.empty() ? words : std::string(sign) + " " + words);
    set_lines(text_lines(text, std::reduce(kWidths.begin(), kWidths.end()), Letters::regular));
    worksheet_merge_range(sheet_, row_, 0, row_, kColumns - 1, text.c_str(),
                          book_.format({.role = role, .tone = tone}));
    ++row_;
  }

  void set_lines(std::size_t lines) {
    if (lines > 1) worksheet_set_row(sheet_, row_, row_height(lines), nullptr);
  }

  static constexpr std::array<std::size_t, 4> kWidths = {34, 20, 20, 38};  // of columns, in digits
  static constexpr lxw_col_t kColumns = kWidths.size();
  XlsxBook& book_;
  lxw_worksheet* sheet_;
  lxw_row_t row_ = 0;
};

// Many rows need not be in memory, unless a chart is drawn of some, which are copied into it at the end.
auto rows_of_book(Built const& built) -> RowsOfBook {
  constexpr std::size_t kMany = 10'000;
  std::size_t rows = 0;
  for (auto const& block : built.blocks) {
    if (std::holds_alternative<ChartPart>(block.part)) return RowsOfBook::kept;
    if (auto const* const grid = std::get_if<Grid>(&block.part)) rows += grid->rows.size();
  }
  return rows > kMany ? RowsOfBook::passing : RowsOfBook::kept;
}

}  // namespace

auto to_xlsx(Built const& built, i18n::Translator const& translator) -> Result<File> {
  XlsxBook book(built, translator, rows_of_book(built));
  Summary summary(book);
  for (auto const& block : built.blocks) summary.add(block);
  for (auto const& block : built.blocks) {
    auto const& title = block.title.empty() ? built.title : block.title;
    if (auto const* const grid = std::get_if<Grid>(&block.part)) {
      summary.add_link(title, add_grid_sheet(book, title, block, *grid));
    } else if (auto const* const chart = std::get_if<ChartPart>(&block.part)) {
      summary.add_link(title, add_chart_sheet(book, title, block, *chart));
    }
  }
  summary.add_made();
  PB_TRY(auto bytes, book.finish());
  return File{file_name(built, "xlsx"), kContentType, std::move(bytes)};
}

}  // namespace pb::reports
