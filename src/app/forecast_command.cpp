#include "app/forecast_command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <future>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>
#include <thread>

#include "app/command.h"
#include "app/csv_line.h"
#include "base/csv_field.h"

namespace pb::app {
namespace {

constexpr std::size_t kBatchLines = 1'024;
constexpr std::size_t kBatchValues = 4'000'000;

struct Line {
  std::size_t number = 0;
  std::string id;
  std::vector<double> values;
  std::string answer;  // the line to write
  std::optional<series::ForecastError> refused;
};

[[noreturn]] void fail_at(ForecastCommand const& command, std::size_t line, std::string_view reason) {
  throw std::runtime_error(fmt::format("{}, line {}: {}", command.file.string(), line, reason));
}

bool is_header(std::vector<std::string_view> const& fields) {
  return fields.size() > 1 &&
         std::ranges::none_of(fields.begin() + 1, fields.end(),
                              [](auto field) { return csv_number(field).has_value(); }) &&
         std::ranges::any_of(fields.begin() + 1, fields.end(), [](auto field) { return !field.empty(); });
}

bool is_blank(std::string_view field) {
  return field.find_first_not_of(" \t") == std::string_view::npos;
}

// The values after the id; the fields after the last one that is filled are nothing.
auto values_of(ForecastCommand const& command, CsvReader const& reader) -> std::vector<double> {
  auto fields = std::span(reader.fields()).subspan(1);
  while (!fields.empty() && is_blank(fields.back())) fields = fields.first(fields.size() - 1);
  std::vector<double> values;
  values.reserve(fields.size());
  for (auto const field : fields) {
    auto const value = csv_number(field);
    if (!value && !is_blank(field))
      fail_at(command, reader.line(),
              fmt::format("value {} is {}, which is no number", values.size() + 1, csv_quoted(field)));
    values.push_back(value.value_or(std::numeric_limits<double>::quiet_NaN()));
  }
  if (values.empty()) fail_at(command, reader.line(), "there is no value to continue");
  return values;
}

// Reads lines until the batch is full or the file ends; false when there is nothing more to read.
bool read_batch(ForecastCommand const& command, CsvReader& reader, std::vector<Line>& batch) {
  std::size_t values = 0;
  while (batch.size() < kBatchLines && values < kBatchValues) {
    auto const more = reader.next();
    if (!more) fail_at(command, more.error().line, in_words(more.error().problem));
    if (!*more) return false;
    auto const& fields = reader.fields();
    if (fields.size() == 1 && is_blank(fields.front())) continue;
    if (reader.line() == 1 && is_header(fields)) continue;
    batch.push_back({.number = reader.line(),
                     .id = std::string(fields.front()),
                     .values = values_of(command, reader),
                     .answer = {},
                     .refused = {}});
    values += batch.back().values.size();
  }
  return true;
}

void append(std::string& text, std::vector<double> const& values) {
  for (auto const value : values) fmt::format_to(std::back_inserter(text), ",{:.10g}", value);
}

void answer(ForecastCommand const& command, Line& line) {
  auto const result = series::forecast(line.values, command.options);
  if (!result) {
    line.refused = result.error();
    return;
  }
  append_csv_field(line.answer, line.id);
  append(line.answer, result->mean);
  if (command.columns == ForecastCommand::Columns::intervals) {
    for (auto const* bounds : {&result->lower80, &result->upper80, &result->lower95, &result->upper95})
      append(line.answer, *bounds);
  }
  line.answer += '\n';
}

// Answers every line, each processor taking the next one that nobody has.
void answer_all(ForecastCommand const& command, std::vector<Line>& batch) {
  std::atomic<std::size_t> next = 0;
  auto const work = [&] {
    for (auto at = next++; at < batch.size(); at = next++) answer(command, batch[at]);
  };
  auto const helpers = std::min<std::size_t>(std::max(std::thread::hardware_concurrency(), 1U), batch.size());
  std::vector<std::future<void>> others;
  for (std::size_t helper = 1; helper < helpers; ++helper)
    others.push_back(std::async(std::launch::async, work));
  work();
  for (auto& other : others) other.get();
}

void write_all(ForecastCommand const& command, std::vector<Line> const& batch, std::ostream& out) {
  for (auto const& line : batch) {
    if (line.refused) fail_at(command, line.number, in_words(*line.refused));
    out << line.answer;
  }
}

}  // namespace

void forecast_lines(ForecastCommand const& command, std::istream& in, std::ostream& out) {
  CsvReader reader(in);
  bool any = false;
  std::exception_ptr problem;
  for (bool more = true; more && !problem;) {
    std::vector<Line> batch;
    try {
      more = read_batch(command, reader, batch);
    } catch (...) {
      problem = std::current_exception();  // told after the answers to the lines before it
    }
    any = any || !batch.empty();
    answer_all(command, batch);
    write_all(command, batch, out);
  }
  if (problem) std::rethrow_exception(problem);
  if (!any) throw std::runtime_error(command.file.string() + " has no series in it");
}

auto forecast_command() -> Command {
  auto const given = std::make_shared<ForecastCommand>();
  return {
      .name = "forecast",
      .sentence = "Forecast the series of a CSV file",
      .options =
          [given](CLI::App& app) {
            app.add_option("--csv", given->file,
                           "The series, one per line: id,v1,v2,...; an empty field is a gap; - reads "
                           "standard input")
                ->required();
            app.add_option("--season", given->options.season,
                           "Values in a season: 12 for months, 4 for quarters, 7 for days, 24 for hours; 1 "
                           "for none")
                ->required()
                ->check(CLI::Range(std::size_t{1}, series::kForecastSeasonLimit));
            app.add_option("--horizon", given->options.horizon, "How many values to forecast")
                ->required()
                ->check(CLI::Range(std::size_t{1}, series::kForecastHorizonLimit));
            app.add_flag_callback(
                "--intervals", [given] { given->columns = ForecastCommand::Columns::intervals; },
                "After id,f1,...,fH also the bounds of the 80 % and 95 % intervals: lower80 of each step, "
                "upper80 of each, lower95 of each, upper95 of each");
          },
      .run =
          [given](CommandRun const& run) {
            forecast_lines(*given, *open_csv(given->file), run.out);
            return kDone;
          }};
}

}  // namespace pb::app
