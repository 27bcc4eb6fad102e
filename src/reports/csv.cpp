#include "reports/csv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/csv_field.h"
#include "reports/column_text.h"
#include "reports/file_name.h"

namespace pb::reports {
namespace {

constexpr std::uint64_t kHundred = 100;
constexpr std::size_t kBlock = 64u * 1024;  // bytes

// OWASP, "CSV Injection"; the last four are = + - @ as they are typed in East Asia.
auto takes_for_formula(std::string_view text) -> bool {
  if (text.empty()) return false;
  constexpr std::string_view kBegin = "=+-@\t\r\n";
  constexpr std::array<std::string_view, 4> kWide = {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  return kBegin.contains(text.front()) ||
         std::ranges::any_of(kWide, [&](auto wide) { return text.starts_with(wide); });
}

void put(CsvWriter& writer, Cell const& cell) {
  if (auto const* const text = std::get_if<std::string>(&cell.content)) return writer.text(*text);
  if (auto const* const period = std::get_if<DayRange>(&cell.content))
    return writer.text(period->first == period->last ? to_iso(period->first)
                                                     : to_iso(period->first) + "/" + to_iso(period->last));
  auto const* const figure = std::get_if<Figure>(&cell.content);
  if (figure == nullptr) return writer.empty();
  auto const number = whole(figure->value);
  if (auto const* const real = std::get_if<double>(&figure->value)) return writer.real(*real);
  if (!number) return writer.empty();
  bool const in_hundredths = figure->kind == ColumnKind::money || figure->kind == ColumnKind::ratio;
  in_hundredths ? writer.hundredths(*number) : writer.integer(*number);
}

auto csv_of(Grid const& grid, CsvOptions const& options) -> std::string {
  std::string file;
  CsvWriter writer([&](std::string_view block) { file += block; }, options);
  write_head(writer, grid.columns);
  for (auto const& row : grid.rows) write_row(writer, row);
  writer.finish();
  return file;
}

}  // namespace

CsvWriter::CsvWriter(Sink sink, CsvOptions options) : sink_(std::move(sink)), options_(options) {
  block_.reserve(kBlock + kBlock / 8);
  if (options_.mark == ByteOrderMark::written) block_ = "\xEF\xBB\xBF";
}

void CsvWriter::separate() {
  if (!first_) block_ += options_.separator;
  first_ = false;
}

void CsvWriter::text(std::string_view text) {
  separate();
  if (takes_for_formula(text)) return append_csv_field(block_, "'" + std::string(text), options_.separator);
  append_csv_field(block_, text, options_.separator);
}

void CsvWriter::integer(std::int64_t number) {
  separate();
  std::array<char, 24> digits{};
  auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  block_.append(digits.data(), end);
}

void CsvWriter::hundredths(std::int64_t number) {
  separate();
  auto const size = number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  std::array<char, 24> digits{};
  if (number < 0) block_ += '-';
  auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), size / kHundred).ptr;
  block_.append(digits.data(), end);
  auto const rest = size % kHundred;
  block_ += options_.decimal;
  block_ += static_cast<char>('0' + rest / 10);
  block_ += static_cast<char>('0' + rest % 10);
}

void CsvWriter::real(double number) {
  if (!std::isfinite(number)) return empty();
  separate();
  std::array<char, 32> digits{};
  auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  for (auto const* at = digits.data(); at != end; ++at) block_ += *at == '.' ? options_.decimal : *at;
}

void CsvWriter::empty() {
  separate();
}

void CsvWriter::end_row() {
  block_ += "\r\n";
  first_ = true;
  if (block_.size() >= kBlock) finish();
}

void CsvWriter::finish() {
  sink_(block_);
  block_.clear();
}

void write_head(CsvWriter& writer, std::vector<Column> const& columns) {
  for (auto const& column : columns) writer.text(head_text(column));
  writer.end_row();
}

void write_row(CsvWriter& writer, Row const& row) {
  for (auto const& cell : row.cells) put(writer, cell);
  writer.end_row();
}

auto to_csv(Built const& built, i18n::Translator const& /*translator*/, CsvOptions options)
    -> Result<std::vector<File>> {
  std::vector<File> files;
  auto const add = [&](Grid const& grid) {
    auto const part = files.empty() ? std::string() : std::to_string(files.size() + 1);
    files.push_back(
        {file_name(built, "csv", part), "text/csv; charset=utf-8; header=present", csv_of(grid, options)});
  };
  // Tables first: the first file is what most people want.
  for (auto const& block : built.blocks) {
    if (auto const* const grid = std::get_if<Grid>(&block.part)) add(*grid);
  }
  for (auto const& block : built.blocks) {
    if (auto const* const chart = std::get_if<ChartPart>(&block.part)) add(chart->data);
  }
  if (files.empty()) return fail(ErrorCode::invalid, Message("error.report.format", {{"format", "csv"}}));
  return files;
}

}  // namespace pb::reports
