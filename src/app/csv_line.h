#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pb::app {

// Why a text is not comma-separated values.
enum class CsvProblem {
  quote_stray,  // a quote inside an unquoted field, or something between a closing quote and the comma
  quote_not_closed,
  record_too_long,  // above kCsvRecordLimit
};

// The sentence for the person: "a quoted field is not closed".
auto in_words(CsvProblem problem) -> std::string_view;

struct CsvError {
  std::size_t line = 0;  // the physical line, counted from 1
  CsvProblem problem{};
};

inline constexpr std::size_t kCsvRecordLimit = std::size_t{256} * 1024 * 1024;  // bytes

// Reads comma-separated values record by record, as RFC 4180 has them: fields may be quoted, a quote within
// is doubled, a quoted field may hold commas and line ends. Lines end with LF, CRLF or CR, the last one
// perhaps with nothing; a byte order mark at the beginning is passed over. One record is in memory at a time.
class CsvReader {
 public:
  explicit CsvReader(std::istream& in);

  // Goes to the next record: true when there is one, false at the end. An empty line is a record of one empty
  // field. After an error there are no more records.
  auto next() -> std::expected<bool, CsvError>;

  // The record's fields, unquoted; valid until the next call of next().
  [[nodiscard]] auto fields() const -> std::vector<std::string_view> const& { return fields_; }
  // The physical line on which the record begins, counted from 1.
  [[nodiscard]] auto line() const -> std::size_t { return line_; }

 private:
  enum class Place { field_start, unquoted, quoted, after_quote };

  auto take(char byte) -> std::expected<void, CsvProblem>;
  void end_field();
  void pass_byte_order_mark();
  [[nodiscard]] auto fail(CsvProblem problem) -> std::unexpected<CsvError>;

  std::streambuf& in_;
  std::string text_;               // the record's fields one after the other
  std::vector<std::size_t> ends_;  // where each ends in text_
  std::vector<std::string_view> fields_;
  Place place_ = Place::field_start;
  std::size_t line_ = 0;
  std::size_t next_line_ = 1;
  bool ended_ = false;
};

// A finite decimal number ("12", "-0.5", "+3", "1e18"), spaces around it passed over. Nothing where it is
// anything else: empty, letters, "nan", "inf", hexadecimal, or more than a double holds.
auto csv_number(std::string_view field) -> std::optional<double>;

// The field in a sentence about it: in quotes, and no more of it than 40 bytes.
auto csv_quoted(std::string_view field) -> std::string;

// The file to read; "-" is standard input. Throws with a sentence that names it where it cannot be opened.
auto open_csv(std::filesystem::path const& file) -> std::unique_ptr<std::istream>;

}  // namespace pb::app
