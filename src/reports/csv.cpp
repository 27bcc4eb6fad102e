#include "reports/csv.h"

#include <array>
#include <charconv>
#include <cmath>

#include "reports/figure_text.h"
#include "reports/file_name.h"

namespace pb::reports {
namespace {

constexpr std::uint64_t kHundred = 100;

auto takes_for_formula(std::string_view text) -> bool {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
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
  CsvWriter writer(options);
  for (auto const& column : grid.columns)
    writer.text(column.kind == ColumnKind::ratio ? column.title + ", %" : column.title);
  writer.end_row();
  for (auto const& row : grid.rows) {
    for (auto const& cell : row.cells) put(writer, cell);
    writer.end_row();
  }
  return writer.take();
}

}  // namespace

CsvWriter::CsvWriter(CsvOptions options) : options_(options) {
  if (options_.mark == ByteOrderMark::written) text_ = "\xEF\xBB\xBF";
}

void CsvWriter::separate() {
  if (!first_) text_ += options_.separator;
  first_ = false;
}

void CsvWriter::text(std::string_view text) {
  separate();
  bool const guarded = takes_for_formula(text);
  std::array const special{'"', '\r', '\n', options_.separator};
  if (text.find_first_of(std::string_view(special.data(), special.size())) == std::string_view::npos) {
    if (guarded) text_ += '\'';
    text_ += text;
    return;
  }
  text_ += '"';
  if (guarded) text_ += '\'';
  for (std::size_t from = 0; from <= text.size();) {
    auto const quote = text.find('"', from);
    text_ += text.substr(from, quote == std::string_view::npos ? quote : quote + 1 - from);
    if (quote == std::string_view::npos) break;
    text_ += '"';
    from = quote + 1;
  }
  text_ += '"';
}

void CsvWriter::integer(std::int64_t number) {
  separate();
  std::array<char, 24> digits{};
  auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  text_.append(digits.data(), end);
}

void CsvWriter::hundredths(std::int64_t number) {
  separate();
  auto const size = number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  std::array<char, 24> digits{};
  if (number < 0) text_ += '-';
  auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), size / kHundred).ptr;
  text_.append(digits.data(), end);
  auto const rest = size % kHundred;
  text_ += options_.decimal;
  text_ += static_cast<char>('0' + rest / 10);
  text_ += static_cast<char>('0' + rest % 10);
}

void CsvWriter::real(double number) {
  if (!std::isfinite(number)) return empty();
  separate();
  std::array<char, 32> digits{};
  auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  for (auto const* at = digits.data(); at != end; ++at) text_ += *at == '.' ? options_.decimal : *at;
}

void CsvWriter::empty() {
  separate();
}

void CsvWriter::end_row() {
  text_ += "\r\n";
  first_ = true;
}

auto CsvWriter::take() -> std::string {
  return std::exchange(text_, {});
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
