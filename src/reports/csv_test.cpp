#include "reports/csv.h"

#include <gmock/gmock.h>

#include <random>

namespace pb::reports {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// RFC 4180 to the letter; nothing where the text is not of it.
auto parse(std::string_view text) -> std::optional<Rows> {
  Rows rows;
  std::vector<std::string> row(1);
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] == '"') {
      if (!row.back().empty()) return std::nullopt;
      for (++at;; ++at) {
        if (at >= text.size()) return std::nullopt;
        if (text[at] != '"') {
          row.back() += text[at];
        } else if (at + 1 < text.size() && text[at + 1] == '"') {
          row.back() += text[++at];
        } else {
          break;
        }
      }
      ++at;
      if (at < text.size() && text[at] != ',' && text[at] != '\r') return std::nullopt;
    } else if (text[at] == ',') {
      row.emplace_back();
      ++at;
    } else if (text[at] == '\r') {
      if (at + 1 >= text.size() || text[at + 1] != '\n') return std::nullopt;
      rows.push_back(std::exchange(row, std::vector<std::string>(1)));
      at += 2;
    } else if (text[at] == '\n') {
      return std::nullopt;
    } else {
      row.back() += text[at++];
    }
  }
  return rows;
}

auto line(auto... texts) -> std::string {
  CsvWriter writer;
  (writer.text(texts), ...);
  writer.end_row();
  return writer.take();
}

TEST(Csv, quotes_what_needs_it) {
  EXPECT_EQ(line("a", "b c", "d,e", "say \"x\""), "a,b c,\"d,e\",\"say \"\"x\"\"\"\r\n");
  EXPECT_EQ(line("two\r\nlines"), "\"two\r\nlines\"\r\n");
}

TEST(Csv, a_text_is_never_a_formula_and_a_number_keeps_its_sign) {
  EXPECT_EQ(line("=1+1", "+380", "-x", "@a", "\tb"), "'=1+1,'+380,'-x,'@a,'\tb\r\n");
  CsvWriter writer;
  writer.hundredths(-5);
  writer.hundredths(std::numeric_limits<std::int64_t>::min());
  writer.integer(-7);
  writer.real(-0.5);
  writer.empty();
  writer.end_row();
  EXPECT_EQ(writer.take(), "-0.05,-92233720368547758.08,-7,-0.5,\r\n");
}

TEST(Csv, separator_decimal_and_mark_are_those_asked_for) {
  CsvWriter writer({.separator = ';', .decimal = ',', .mark = ByteOrderMark::written});
  writer.text("a;b");
  writer.hundredths(123'456);
  writer.end_row();
  EXPECT_EQ(writer.take(), "\xEF\xBB\xBF\"a;b\";1234,56\r\n");
}

TEST(Csv, whatever_is_written_is_read_back) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 engine(seed);
  std::string const letters = "a\",;\r\n =-'";
  for (int round = 0; round < 500; ++round) {
    Rows rows;
    CsvWriter writer;
    for (std::size_t r = 0; r < 1 + engine() % 5; ++r) {
      std::vector<std::string> row;
      for (std::size_t c = 0; c < 1 + engine() % 5; ++c) {
        std::string text;
        for (std::size_t size = engine() % 8; size > 0; --size) text += letters[engine() % letters.size()];
        writer.text(text);
        bool const guarded =
            !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
        row.push_back(guarded ? "'" + text : text);
      }
      writer.end_row();
      rows.push_back(std::move(row));
    }
    ASSERT_EQ(parse(writer.take()), rows) << round;
  }
}

}  // namespace
}  // namespace pb::reports
