#include "reports/chat_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <string_view>

#include "base/utf8.h"
#include "domain/name.h"
#include "i18n/number.h"
#include "reports/figure_text.h"
#include "reports/tone_text.h"
#include "telegram/html.h"

namespace pb::reports {
namespace {

using Texts = std::vector<std::string>;

struct Scale {
  std::int64_t divisor = 0;  // of minor units
  std::string_view note_key{};
};
constexpr std::array kScales = {Scale{100, ""}, Scale{100'000, "report.in_thousands"},
                                Scale{100'000'000, "report.in_millions"}};
constexpr std::int64_t kLeastLargest = 100;  // of scaled amounts: fewer digits say too little

// Columns of words at the front; the rest are numbers.
auto words_of(Grid const& grid) -> std::size_t {
  auto const is_number = [](Column const& column) {
    return column.kind != ColumnKind::dimension && column.kind != ColumnKind::period;
  };
  return static_cast<std::size_t>(std::ranges::find_if(grid.columns, is_number) - grid.columns.begin());
}

// Half away from zero.
auto rounded(std::int64_t minor, std::int64_t divisor) -> std::int64_t {
  auto const half = minor % divisor;
  auto const whole = minor / divisor;
  if (std::abs(half) < (divisor + 1) / 2) return whole;
  return minor < 0 ? whole - 1 : whole + 1;
}

struct Writer {
  Grid const& grid;
  i18n::Translator const& translator;
  i18n::Reader const& reader;
  std::size_t words = 0;

  [[nodiscard]] auto cell(Row const& row, std::size_t column, Scale const& scale) const -> std::string {
    if (column >= row.cells.size()) return {};
    auto const& content = row.cells[column];
    auto const* const figure = std::get_if<Figure>(&content.content);
    if (figure != nullptr && figure->kind == ColumnKind::money) {
      if (auto const* const minor = std::get_if<std::int64_t>(&figure->value))
        return i18n::format_integer(rounded(*minor, scale.divisor), reader.language);
    }
    return in_one_line(cell_text(content, translator, reader));
  }
  [[nodiscard]] auto name(Row const& row) const -> std::string {
    std::string name;
    for (std::size_t column = 0; column < std::min(words, row.cells.size()); ++column) {
      auto const part = in_one_line(cell_text(row.cells[column], translator, reader));
      if (!part.empty()) name += (name.empty() ? "" : " · ") + part;
    }
    return name;
  }
  [[nodiscard]] auto numbers(Row const& row, Scale const& scale) const -> Texts {
    Texts texts;
    for (auto column = words; column < grid.columns.size(); ++column)
      texts.push_back(cell(row, column, scale));
    return texts;
  }
  [[nodiscard]] auto head() const -> Texts {
    Texts texts;
    for (auto column = words; column < grid.columns.size(); ++column)
      texts.push_back(in_one_line(grid.columns[column].title));
    return texts;
  }
};

// What is written of a table, in one scale.
struct Written {
  Scale scale{};
  Texts head{};
  std::vector<Texts> rows{};
  std::vector<std::size_t> widths{};
  std::vector<std::size_t> line_ends{};  // of the numbers: the column after the last of each line
};

constexpr std::size_t kLongestHead = 14;  // characters of a title over numbers

void find_lines(Written& written) {
  std::size_t used = 0;
  for (std::size_t at = 0; at < written.widths.size(); ++at) {
    auto const more = written.widths[at] + (used == 0 ? 0 : 1);
    if (used != 0 && used + more > kChatColumns) {
      written.line_ends.push_back(at);
      used = written.widths[at];
    } else {
      used += more;
    }
  }
  if (!written.widths.empty()) written.line_ends.push_back(written.widths.size());
}

auto shortened_to(std::string_view text, std::size_t characters) -> std::string {
  if (character_count(text) <= characters) return std::string(text);
  std::size_t at = 0;
  for (std::size_t taken = 0; taken + 1 < characters; ++taken) at += decode_utf8(text, at).bytes;
  return std::string(text.substr(0, at)) + "…";
}

auto written_in(Writer const& writer, Scale const& scale) -> Written {
  Written written{.scale = scale};
  for (auto const& title : writer.head()) written.head.push_back(shortened_to(title, kLongestHead));
  for (auto const& title : written.head) written.widths.push_back(character_count(title));
  written.rows.reserve(writer.grid.rows.size());
  for (auto const& row : writer.grid.rows) {
    auto& texts = written.rows.emplace_back(writer.numbers(row, scale));
    for (std::size_t at = 0; at < texts.size(); ++at)
      written.widths[at] = std::max(written.widths[at], character_count(texts[at]));
  }
  find_lines(written);
  return written;
}

auto largest_money(Grid const& grid) -> std::int64_t {
  std::int64_t largest = 0;
  for (auto const& row : grid.rows) {
    for (auto const& cell : row.cells) {
      auto const* const figure = std::get_if<Figure>(&cell.content);
      if (figure == nullptr || figure->kind != ColumnKind::money) continue;
      auto const* const minor = std::get_if<std::int64_t>(&figure->value);
      if (minor != nullptr && *minor > std::numeric_limits<std::int64_t>::min())
        largest = std::max(largest, std::abs(*minor));
    }
  }
  return largest;
}

// The exactest scale with the fewest lines.
auto best_written(Writer const& writer) -> Written {
  auto best = written_in(writer, kScales.front());
  auto const largest = largest_money(writer.grid);
  for (auto const& scale : std::span(kScales).subspan(1)) {
    if (best.line_ends.size() <= 1 || rounded(largest, scale.divisor) < kLeastLargest) break;
    auto coarser = written_in(writer, scale);
    if (coarser.line_ends.size() < best.line_ends.size()) best = std::move(coarser);
  }
  return best;
}

auto right(std::string const& text, std::size_t width) -> std::string {
  auto const length = character_count(text);
  return std::string(width > length ? width - length : 0, ' ') + text;
}

auto left(std::string const& text, std::size_t width) -> std::string {
  auto const length = character_count(text);
  return text + std::string(width > length ? width - length : 0, ' ');
}

auto monospaced(std::string const& text) -> std::string {
  return "<code>" + telegram::escape_html(text) + "</code>";
}

// The numbers, each line to the right edge, so that tables of one message stand under each other.
auto number_lines(Written const& written, Texts const& texts) -> std::string {
  std::string lines;
  std::size_t first = 0;
  for (auto const end : written.line_ends) {
    std::string line;
    for (auto at = first; at < end; ++at)
      line += (at == first ? "" : " ") + right(texts[at], written.widths[at]);
    lines += (first == 0 ? "" : "\n") + monospaced(right(line, kChatColumns));
    first = end;
  }
  return lines;
}

auto is_sum(Row const& row) -> bool {
  return row.kind != RowKind::row && row.kind != RowKind::others;
}

auto name_line(std::string const& name, Row const& row) -> std::string {
  auto const escaped = telegram::escape_html(name);
  auto const tone = tone_of(row);
  auto const sign = tone == Tone::good ? std::string_view() : tone_sign(tone);
  return (is_sum(row) ? "<b>" + escaped + "</b>" : escaped) + (sign.empty() ? "" : " " + std::string(sign));
}

// Bad news in a line of letters of one width, where an emoji would push the columns.
auto narrow_sign(Row const& row) -> std::string {
  auto const tone = tone_of(row);
  return tone == Tone::bad ? "!" : " ";
}

constexpr std::size_t kSignWidth = 1;

auto table_width(Written const& written, std::size_t names) -> std::size_t {
  auto width = names + kSignWidth;
  for (auto const each : written.widths) width += each + 1;
  return width;
}

auto one_line_rows(Grid const& grid, Written const& written, Texts const& names, std::size_t width) -> Texts {
  auto const line = [&](std::string const& name, Texts const& texts, std::string const& sign) {
    auto text = left(name, width);
    for (std::size_t at = 0; at < texts.size(); ++at) text += " " + right(texts[at], written.widths[at]);
    return monospaced(text + sign);
  };
  Texts blocks{line("", written.head, " ")};
  for (std::size_t at = 0; at < grid.rows.size(); ++at) {
    // Telegram has no bold monospaced text.
    blocks.push_back(line(names[at], written.rows[at], narrow_sign(grid.rows[at])));
  }
  return blocks;
}

}  // namespace

auto chat_table(Grid const& grid, i18n::Translator const& translator, i18n::Reader const& reader)
    -> std::vector<std::string> {
  if (grid.rows.empty() || grid.columns.empty()) return {};
  Writer const writer{grid, translator, reader, words_of(grid)};
  Texts names;
  std::size_t width = 0;
  for (auto const& row : grid.rows) {
    names.push_back(writer.name(row));
    width = std::max(width, character_count(names.back()));
  }
  auto const written = best_written(writer);
  Texts blocks;
  if (table_width(written, width) <= kChatColumns) {
    blocks = one_line_rows(grid, written, names, width);
  } else {
    if (!written.widths.empty()) blocks.push_back(number_lines(written, written.head));
    for (std::size_t at = 0; at < grid.rows.size(); ++at) {
      auto block = name_line(names[at], grid.rows[at]);
      if (!written.widths.empty()) block += "\n" + number_lines(written, written.rows[at]);
      blocks.push_back(std::move(block));
    }
  }
  if (!written.scale.note_key.empty() && !blocks.empty())
    blocks.front() =
        translator.render(Message(std::string(written.scale.note_key)), reader) + "\n" + blocks.front();
  return blocks;
}

auto spoken_table(Grid const& grid, i18n::Translator const& translator, i18n::Reader const& reader)
    -> std::vector<std::string> {
  auto const words = words_of(grid);
  Writer const writer{grid, translator, reader, words};
  Texts blocks;
  for (auto const& row : grid.rows) {
    std::string sentence;
    for (auto column = words; column < std::min(grid.columns.size(), row.cells.size()); ++column) {
      auto const* const figure = std::get_if<Figure>(&row.cells[column].content);
      bool const unknown = figure != nullptr && !analytics::has_data(figure->value);
      auto const value = unknown ? translator.render(Message("bot.no_data"), reader)
                                 : in_one_line(cell_text(row.cells[column], translator, reader));
      auto const title = in_one_line(grid.columns[column].title);
      sentence += (sentence.empty() ? "" : ", ") + (title.empty() ? value : title + " " + value);
    }
    if (auto const tone = tone_words(tone_of(row), translator, reader); !tone.empty())
      sentence += (sentence.empty() ? "" : ", ") + tone;
    auto const name = writer.name(row);
    auto const joined = name.empty() || sentence.empty() ? name + sentence : name + ": " + sentence;
    blocks.push_back(telegram::escape_html(joined));
  }
  return blocks;
}

}  // namespace pb::reports
