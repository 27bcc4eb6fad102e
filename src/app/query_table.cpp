#include <fmt/format.h>

#include <algorithm>

#include "app/query_command.h"
#include "base/enum_name.h"

namespace pb::app {
namespace {

using analytics::ColumnKind;
using analytics::DayRange;
using analytics::NoteCode;
using analytics::Table;
using analytics::Value;

using Line = std::vector<std::string>;

constexpr std::uint64_t kHundred = 100;

// 123456 as "1 234.56".
auto hundredths(std::int64_t number) -> std::string {
  auto const size = number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  auto digits = std::to_string(size / kHundred);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), 1, ' ');
  return fmt::format("{}{}.{:02}", number < 0 ? "-" : "", digits, size % kHundred);
}

auto in_words(Value const& value, ColumnKind kind) -> std::string {
  if (auto const* const real = std::get_if<double>(&value)) return fmt::format("{:.4g}", *real);
  auto const* const whole = std::get_if<std::int64_t>(&value);
  if (whole == nullptr) return "-";
  switch (kind) {
    case ColumnKind::money:
      return hundredths(*whole);
    case ColumnKind::ratio:
      return hundredths(*whole) + " %";
    case ColumnKind::minutes:
      return fmt::format("{} min", *whole);
    case ColumnKind::count:
    case ColumnKind::number:
    case ColumnKind::period:
    case ColumnKind::dimension:
      break;
  }
  return std::to_string(*whole);
}

auto in_words(DayRange const& days) -> std::string {
  if (days.first == days.last) return to_iso(days.first);
  auto const month = Month::of(days.first);
  if (days.first == month.first() && days.last == month.last()) return to_iso(month);
  return to_iso(days.first) + " to " + to_iso(days.last);
}

auto in_words(NoteCode code) -> std::string_view {
  switch (code) {
    case NoteCode::fact_by_month:
      return "facts are kept by month, and absent where a period is shorter or cut";
    case NoteCode::target_by_month:
      return "targets are set for months and quarters, and absent where a period is shorter or cut";
    case NoteCode::contribution_of_plan:
      return "the share of plans";
    case NoteCode::totals_before_filters:
      return "the filter leaves rows out, not the totals";
  }
  std::unreachable();
}

// Where text and not numbers stand.
auto heads(Table const& table) -> std::size_t {
  return table.columns.size() - table.totals.size();
}

auto sums_line(Table const& table, std::string name, std::vector<Value> const& values) -> Line {
  Line line(heads(table));
  if (!line.empty()) line.front() = std::move(name);
  for (std::size_t at = 0; at < values.size(); ++at)
    line.push_back(in_words(values[at], table.columns[heads(table) + at].kind));
  return line;
}

auto lines_of(Table const& table) -> std::vector<Line> {
  std::vector<Line> lines(1);
  for (auto const& column : table.columns) lines.front().push_back(column.name);
  for (auto const& row : table.rows) {
    Line line;
    if (row.period) line.push_back(in_words(*row.period));
    for (auto const& label : row.labels) line.push_back(label.id ? label.name : "-");
    for (std::size_t at = 0; at < row.values.size(); ++at)
      line.push_back(in_words(row.values[at], table.columns[heads(table) + at].kind));
    lines.push_back(std::move(line));
  }
  if (table.others)
    lines.push_back(sums_line(table, fmt::format("Others ({})", table.rows_in_all - std::ssize(table.rows)),
                              *table.others));
  // Without groups the only row is the total.
  if (heads(table) > 0 || table.rows.empty()) lines.push_back(sums_line(table, "Total", table.totals));
  return lines;
}

// In code points: as wide as a terminal shows the letters of our languages.
auto width(std::string_view text) -> std::size_t {
  constexpr unsigned kMask = 0xC0U;
  constexpr unsigned kContinuation = 0x80U;
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & kMask) != kContinuation; }));
}

auto aligned(std::vector<Line> const& lines, std::size_t left_columns) -> std::string {
  std::vector<std::size_t> widths(lines.front().size());
  for (auto const& line : lines) {
    for (std::size_t at = 0; at < line.size(); ++at) widths[at] = std::max(widths[at], width(line[at]));
  }
  std::string text;
  for (auto const& line : lines) {
    std::string written;
    for (std::size_t at = 0; at < line.size(); ++at) {
      std::string const blanks(widths[at] - width(line[at]), ' ');
      written += (at == 0 ? "" : "  ") + (at < left_columns ? line[at] + blanks : blanks + line[at]);
    }
    text += written.substr(0, written.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

}  // namespace

auto notes_in_words(Table const& table) -> std::vector<std::string> {
  auto about = in_words(table.range);
  if (table.compared_range) about += ", compared with " + in_words(*table.compared_range);
  std::vector<std::string> notes{about + fmt::format("; as of event {}", table.as_of)};
  for (auto const& note : table.notes)
    notes.push_back(fmt::format("{}: {}", fmt::join(note.columns, ", "), in_words(note.code)));
  return notes;
}

auto table_in_words(Table const& table) -> std::string {
  return fmt::format("{}\n{}\n", aligned(lines_of(table), heads(table)),
                     fmt::join(notes_in_words(table), "\n"));
}

}  // namespace pb::app
