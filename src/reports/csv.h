#pragma once

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
// begins with = + - @, a tab or a carriage return) gets an apostrophe before it; numbers are numbers, also
// below zero. Appends to its text; take() empties it, so that a long table can be handed on in blocks.
class CsvWriter {
 public:
  explicit CsvWriter(CsvOptions options = {});

  void text(std::string_view text);
  void integer(std::int64_t number);
  // 123456 hundredths are 1234.56.
  void hundredths(std::int64_t number);
  void real(double number);
  void empty();
  void end_row();

  [[nodiscard]] auto size() const -> std::size_t { return text_.size(); }
  [[nodiscard]] auto take() -> std::string;

 private:
  void separate();

  CsvOptions options_;
  std::string text_;
  bool first_ = true;  // of its row
};

// One file for each table and each chart of the report, in its order; the first is without a number. Amounts
// are in whole units with two decimals, ratios in percent, days ISO. invalid: the report has neither.
[[nodiscard]] auto to_csv(Built const& built, i18n::Translator const& translator, CsvOptions options = {})
    -> Result<std::vector<File>>;

}  // namespace pb::reports
