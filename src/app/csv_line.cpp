#include "app/csv_line.h"

#include <charconv>
#include <cmath>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <streambuf>
#include <utility>

namespace pb::app {
namespace {

using Traits = std::char_traits<char>;

}  // namespace

auto in_words(CsvProblem problem) -> std::string_view {
  switch (problem) {
    case CsvProblem::quote_stray:
      return "a quote stands in the middle of a field";
    case CsvProblem::quote_not_closed:
      return "a quoted field is not closed";
    case CsvProblem::record_too_long:
      return "the line is longer than 256 MiB";
  }
  std::unreachable();
}

CsvReader::CsvReader(std::istream& in) : in_(*in.rdbuf()) {
  pass_byte_order_mark();
}

void CsvReader::pass_byte_order_mark() {
  for (auto const byte : std::string_view("\xEF\xBB\xBF")) {
    if (in_.sgetc() != Traits::to_int_type(byte)) {
      // A part of a mark is text like any other.
      return;
    }
    in_.sbumpc();
    text_ += byte;
  }
  text_.clear();
}

auto CsvReader::fail(CsvProblem problem) -> std::unexpected<CsvError> {
  ended_ = true;
  return std::unexpected(CsvError{.line = line_, .problem = problem});
}

void CsvReader::end_field() {
  ends_.push_back(text_.size());
  place_ = Place::field_start;
}

auto CsvReader::take(char byte) -> std::expected<void, CsvProblem> {
  if (place_ == Place::quoted) {
    if (byte == '"') {
      place_ = Place::after_quote;
      return {};
    }
  } else if (byte == ',') {
    end_field();
    return {};
  } else if (byte == '"') {
    if (place_ == Place::unquoted) return std::unexpected(CsvProblem::quote_stray);
    if (place_ == Place::after_quote) text_ += byte;  // a doubled one
    place_ = Place::quoted;
    return {};
  } else if (place_ == Place::after_quote) {
    return std::unexpected(CsvProblem::quote_stray);
  } else {
    place_ = Place::unquoted;
  }
  if (text_.size() >= kCsvRecordLimit) return std::unexpected(CsvProblem::record_too_long);
  text_ += byte;
  return {};
}

auto CsvReader::next() -> std::expected<bool, CsvError> {
  fields_.clear();
  if (ended_) return false;
  // What the byte order mark's check has read belongs to the first record.
  if (line_ != 0) text_.clear();
  bool any = !text_.empty();
  place_ = any ? Place::unquoted : Place::field_start;
  ends_.clear();
  line_ = next_line_;
  while (true) {
    auto const read = in_.sbumpc();
    if (read == Traits::eof()) {
      ended_ = true;
      if (place_ == Place::quoted) return fail(CsvProblem::quote_not_closed);
      if (!any) return false;
      break;
    }
    any = true;
    auto const byte = Traits::to_char_type(read);
    bool const line_end = byte == '\n' || byte == '\r';
    if (byte == '\n' || (byte == '\r' && in_.sgetc() != Traits::to_int_type('\n'))) ++next_line_;
    if (line_end && place_ != Place::quoted) {
      if (byte == '\r' && in_.sgetc() == Traits::to_int_type('\n')) continue;
      break;
    }
    if (auto const taken = take(byte); !taken) return fail(taken.error());
  }
  end_field();
  std::size_t begin = 0;
  for (auto const end : ends_) {
    fields_.push_back(std::string_view(text_).substr(begin, end - begin));
    begin = end;
  }
  return true;
}

auto csv_number(std::string_view field) -> std::optional<double> {
  auto const first = field.find_first_not_of(" \t");
  if (first == std::string_view::npos) return std::nullopt;
  field = field.substr(first, field.find_last_not_of(" \t") - first + 1);
  if (field.starts_with('+')) {
    field.remove_prefix(1);
    if (field.starts_with('-')) return std::nullopt;
  }
  double value = 0;
  auto const* const begin = field.data();
  auto const* const end = begin + field.size();
  auto const [stopped, problem] = std::from_chars(begin, end, value);
  if (problem != std::errc() || stopped != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

auto csv_quoted(std::string_view field) -> std::string {
  constexpr std::size_t kShown = 40;
  return "\"" + std::string(field.substr(0, kShown)) + "\"";
}

auto open_csv(std::filesystem::path const& file) -> std::unique_ptr<std::istream> {
  if (file == "-") return std::make_unique<std::istream>(std::cin.rdbuf());
  auto in = std::make_unique<std::ifstream>(file, std::ios::binary);
  if (!*in || std::filesystem::is_directory(file))
    throw std::runtime_error(file.string() + " cannot be opened");
  return in;
}

}  // namespace pb::app
