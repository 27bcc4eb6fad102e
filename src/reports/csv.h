#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "i18n/translator.h"
#include "reports/built.h"
#include "reports/format.h"

namespace pb::reports {

BOOST_DEFINE_ENUM_CLASS(ByteOrderMark, none, written)

struct CsvOptions {
  char separator = ',';
  char decimal = '.';                        // ',' goes with ';'
  ByteOrderMark mark = ByteOrderMark::none;  // Excel reads UTF-8 only with it
};

// Writes RFC 4180: CRLF, quotes where they are needed. A text that a spreadsheet would take for a formula (it
// begins with = + - @, also wide ones, a tab or a line end) gets an apostrophe before it; numbers are
// numbers, also below zero. What is written goes to the sink in blocks; no more than a block and a row is
// ever kept.
class CsvWriter {
 public:
  // Takes the next part of the file. What it throws comes out of end_row() and finish().
  using Sink = std::function<void(std::string_view)>;

  explicit CsvWriter(Sink sink, CsvOptions options = {});

  void text(std::string_view text);
  void integer(std::int64_t number);
  // 123456 hundredths are 1234.56.
  void hundredths(std::int64_t number);
  void real(double number);
  void empty();
  void end_row();
  // Hands on what is left. A writer that is left without it keeps the last block to itself.
  void finish();

 private:
  void separate();

  Sink sink_;
  CsvOptions options_;
  std::string block_{};
  bool first_ = true;  // of its row
};

// A table's titles, and a row of it: amounts in whole units with two decimals, ratios in percent, days ISO.
void write_head(CsvWriter& writer, std::vector<Column> const& columns);
void write_row(CsvWriter& writer, Row const& row);

// One file for each table and each chart of the report, in its order; the first is without a number.
// invalid: the report has neither.
[[nodiscard]] auto to_csv(Built const& built, i18n::Translator const& translator, CsvOptions options = {})
    -> Result<std::vector<File>>;

}  // namespace pb::reports
