#include "app/detect_command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <stdexcept>
#include <utility>

#include "app/command.h"
#include "app/csv_line.h"
#include "app/timestamp.h"
#include "base/csv_field.h"
#include "series/anomaly/detector.h"

namespace pb::app {
namespace {

auto wrong(std::size_t line, std::string_view what) -> std::unexpected<std::string> {
  return std::unexpected(fmt::format("line {}: {}", line, what));
}

auto is_header(std::vector<std::string_view> const& fields) -> bool {
  return fields.size() == 2 && !fields[0].empty() && !parse_timestamp(fields[0]) && !csv_number(fields[1]);
}

auto is_empty(std::vector<std::string_view> const& fields) -> bool {
  return fields.size() == 1 && fields[0].empty();
}

// The two fields as they came, for the score to stand behind them.
auto as_read(std::vector<std::string_view> const& fields) -> std::string {
  std::string line;
  append_csv_field(line, fields[0]);
  line += ',';
  append_csv_field(line, fields[1]);
  return line;
}

}  // namespace

auto detect_in(std::istream& in, std::ostream& out) -> std::expected<void, std::string> {
  CsvReader reader(in);
  series::Detector detector;
  std::size_t rows = 0;
  auto first = true;
  for (;;) {
    auto const more = reader.next();
    if (!more) return wrong(more.error().line, in_words(more.error().problem));
    if (!*more) break;
    auto const& fields = reader.fields();
    if (is_empty(fields)) continue;
    if (std::exchange(first, false) && is_header(fields)) {
      out << as_read(fields) << ",score\n";
      continue;
    }
    if (fields.size() != 2)
      return wrong(reader.line(), fmt::format("has {} fields; timestamp,value are two", fields.size()));
    auto const at = parse_timestamp(fields[0]);
    if (!at) return wrong(reader.line(), csv_quoted(fields[0]) + " is not a timestamp");
    auto const value = csv_number(fields[1]);
    if (!value) return wrong(reader.line(), csv_quoted(fields[1]) + " is not a finite number");
    out << as_read(fields) << fmt::format(",{:.6f}\n", detector.next(*at, *value));
    ++rows;
  }
  if (rows == 0) return wrong(reader.line(), "there is no value");
  return {};
}

auto detect_command() -> Command {
  auto const path = std::make_shared<std::string>();
  return {.name = "detect",
          .sentence = "Score each value of a series by how much it is out of the ordinary",
          .options =
              [path](CLI::App& app) {
                app.add_option("--csv", *path, "File of timestamp,value lines; - reads standard input")
                    ->required();
              },
          .run =
              [path](CommandRun const& command) {
                auto const detected = detect_in(*open_csv(*path), command.out);
                if (!detected) throw std::runtime_error(fmt::format("{}, {}", *path, detected.error()));
                return kDone;
              }};
}

}  // namespace pb::app
