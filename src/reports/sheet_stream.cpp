#include "reports/sheet_stream.h"

#include "reports/xlsx_grid.h"

namespace pb::reports {
namespace {

auto titled_sheet(XlsxBook& book) -> lxw_worksheet* {
  auto* const sheet = book.add_sheet(book.built.title).sheet;
  write_titles(book, sheet, book.built.title);
  return sheet;
}

auto kinds_of(std::vector<SheetColumn> const& columns) -> std::vector<ColumnKind> {
  std::vector<ColumnKind> kinds;
  for (auto const& column : columns) kinds.push_back(column.kind);
  return kinds;
}

}  // namespace

SheetStream::SheetStream(std::filesystem::path const& file, Built const& about,
                         i18n::Translator const& translator, std::vector<SheetColumn> const& columns)
    : book_(about, translator, file),
      sheet_(titled_sheet(book_)),
      rows_(book_, sheet_, kTableHead, columns),
      sums_(kinds_of(columns)) {
  if (!columns.empty()) rows_.frame();
}

auto SheetStream::add(Row const& row) -> Result<void> {
  if (count_ == kMostSheetRows)
    return fail(ErrorCode::invalid, Message("error.report.rows", {{"limit", std::int64_t{kMostSheetRows}}}));
  ++count_;
  rows_.add(row, sums_.pass(row));
  return {};
}

auto SheetStream::finish(std::vector<std::string> const& notes) -> Result<void> {
  auto const placed = rows_.finish();
  write_notes(book_, sheet_, placed.last() + 1, notes);
  return book_.close();
}

}  // namespace pb::reports
