#include "reports/build_line.h"

#include <algorithm>
#include <cmath>

#include "domain/holidays.h"
#include "reports/chart_words.h"
#include "series/anomaly/daily.h"
#include "series/forecast/forecast.h"

namespace pb::reports {
namespace {

using analytics::Grain;
using analytics::Query;
using analytics::Table;
using charts::Number;

constexpr std::int32_t kHistoryDays = 400;
constexpr std::int32_t kHistoryMonths = 48;
constexpr std::size_t kWeek = 7;
constexpr std::size_t kYear = 12;
constexpr std::string_view kCountry = "UA";

auto number(analytics::Value const& value) -> Number {
  if (!analytics::has_data(value)) return std::nullopt;
  return static_cast<double>(analytics::as_real(value));
}

auto fiscal_start(Asker const& asker) -> std::int32_t {
  auto const& organisation = asker.occasion().version.organisation();
  return organisation ? static_cast<std::int32_t>(organisation->fiscal_start) : 1;
}

// All periods of the grain from first to last, empty ones too: a line has a point for each.
class Axis {
 public:
  Axis(Asker const& asker, Grain grain, Day first, Day last) {
    for (auto day = first; day <= last;) {
      auto const period = analytics::period_of(grain, day, fiscal_start(asker));
      begins_.push_back(std::max(day, period.first));
      names_.push_back(grain == Grain::day || grain == Grain::week
                           ? asker.say("report.axis_day", {{"day", begins_.back()}})
                           : asker.words(DayRange{period.first, period.last}));
      day = period.last + 1;
    }
  }

  [[nodiscard]] auto size() const { return begins_.size(); }
  [[nodiscard]] auto names() const -> std::vector<std::string> const& { return names_; }
  [[nodiscard]] auto begin_of(std::size_t place) const -> Day { return begins_[place]; }
  // The point whose period holds the day.
  [[nodiscard]] auto place_of(Day day) const -> std::optional<std::size_t> {
    auto const after = std::ranges::upper_bound(begins_, day);
    if (after == begins_.begin()) return std::nullopt;
    return static_cast<std::size_t>(after - begins_.begin()) - 1;
  }

 private:
  std::vector<Day> begins_;
  std::vector<std::string> names_;
};

// A line for each measure, or for each of a group.
auto lines_of(Asker const& asker, Query const& query, Table const& table, Axis const& axis)
    -> std::vector<charts::Line> {
  std::vector<charts::Line> lines;
  auto const line_named = [&](std::string const& name) -> charts::Line& {
    auto const found = std::ranges::find(lines, name, &charts::Line::name);
    if (found != lines.end()) return *found;
    return lines.emplace_back(charts::Line{.name = name, .values = std::vector<Number>(axis.size())});
  };
  for (auto const& measure : query.measures) {
    auto const name = analytics::name_of(measure);
    auto const place = place_of(table, name);
    if (!place) continue;
    if (table.rows.empty()) (void)line_named(asker.title(measure));
    for (auto const& row : table.rows) {
      auto& line = line_named(row.labels.empty() ? asker.title(measure) : asker.name(row.labels.front()));
      if (auto const at = axis.place_of(row.period->first)) line.values[*at] = number(row.values[*place]);
    }
    auto const compared = place_of(table, analytics::compared_column(name));
    if (!compared || !query.group_by.empty()) continue;
    auto& ghost = line_named(asker.title(query, table, analytics::compared_column(name)));
    ghost.kind = query.compare == analytics::Comparison::target ? charts::LineKind::goal
                                                                : charts::LineKind::comparison;
    for (auto const& row : table.rows) {
      if (auto const at = axis.place_of(row.period->first)) ghost.values[*at] = number(row.values[*compared]);
    }
  }
  return lines;
}

// The measure's periods before `end`, oldest first and evenly spaced. A day without a plan is a day off: 0,
// once there was a first one; a month without a number is a gap.
auto history_of(Asker const& asker, Query query, Day first, Day end) -> Result<std::vector<double>> {
  query.range = analytics::AbsoluteRange{first, end - 1};
  query.compare.reset();
  query.order.clear();
  query.limit.reset();
  query.others = analytics::Others::shown;
  PB_TRY(auto const table, asker.ask(query));
  Axis const axis(asker, *query.grain, first, end - 1);
  std::vector<double> values(axis.size(), std::nan(""));
  for (auto const& row : table.rows) {
    auto const at = axis.place_of(row.period->first);
    auto const value = number(row.values[0]);
    if (at && value) values[*at] = *value;
  }
  auto const begun = std::ranges::find_if(values, [](double value) { return !std::isnan(value); });
  values.erase(values.begin(), begun);
  if (*query.grain == Grain::day)
    std::ranges::replace_if(values, [](double v) { return std::isnan(v); }, 0.0);
  return values;
}

auto history_begin(Grain grain, Day end) -> Day {
  return grain == Grain::day ? end - kHistoryDays : (Month::of(end) - kHistoryMonths).first();
}

// As exactly as an estimate is said: of money, no kopecks.
auto estimate(double value, ColumnKind kind) -> double {
  if (kind != ColumnKind::money) return value;
  return static_cast<double>(to_whole_units(Money{std::llround(value)}).minor);
}

// From the period that holds today on: what is expected instead of what is half there.
auto add_forecast(Asker const& asker, Query const& query, Axis const& axis, ColumnKind kind,
                  charts::LineChart& chart) -> Result<void> {
  auto const today = asker.occasion().today;
  auto const grain = *query.grain;
  if (grain != Grain::day && grain != Grain::month) return {};
  auto const now = axis.place_of(today);
  bool const is_over =
      !now || analytics::period_of(grain, axis.begin_of(*now), fiscal_start(asker)).last < today;
  if (is_over) return {};
  auto const end = axis.begin_of(*now);
  PB_TRY(auto const history, history_of(asker, query, history_begin(grain, end), end));
  auto const ahead = axis.size() - *now;
  auto const forecast =
      series::forecast(history, {.season = grain == Grain::day ? kWeek : kYear, .horizon = ahead});
  if (!forecast) return {};  // too short a history: the line ends where it ends
  auto& plain = chart.lines.front();
  charts::Line expected{.name = asker.say("report.forecast"),
                        .values = std::vector<Number>(axis.size()),
                        .kind = charts::LineKind::forecast};
  auto const band = [&](char const* name) {
    return charts::Band{.name = asker.say(name),
                        .low = std::vector<Number>(axis.size()),
                        .high = std::vector<Number>(axis.size())};
  };
  auto wide = band("report.band95");
  auto narrow = band("report.band80");
  if (*now > 0) expected.values[*now - 1] = plain.values[*now - 1];  // so that the lines meet
  for (std::size_t step = 0; step < ahead; ++step) {
    auto const at = *now + step;
    plain.values[at].reset();
    expected.values[at] = estimate(forecast->mean[step], kind);
    wide.low[at] = estimate(forecast->lower95[step], kind);
    wide.high[at] = estimate(forecast->upper95[step], kind);
    narrow.low[at] = estimate(forecast->lower80[step], kind);
    narrow.high[at] = estimate(forecast->upper80[step], kind);
  }
  chart.bands = {std::move(wide), std::move(narrow)};
  chart.lines.push_back(std::move(expected));
  return {};
}

auto add_anomalies(Asker const& asker, Query const& query, Axis const& axis, ColumnKind kind,
                   charts::LineChart& chart) -> Result<void> {
  if (*query.grain != Grain::day) return {};
  auto const end = std::min(asker.occasion().today, axis.begin_of(axis.size() - 1) + 1);
  PB_TRY(auto const values, history_of(asker, query, axis.begin_of(0) - kHistoryDays, end));
  std::vector<std::uint8_t> holidays;
  auto const first = end - static_cast<std::int32_t>(values.size());
  for (std::size_t day = 0; day < values.size(); ++day)
    holidays.push_back(is_holiday(first + static_cast<std::int32_t>(day), kCountry) ? 1 : 0);
  auto const judged = series::judge_days(values, holidays);
  if (!judged) return {};
  for (std::size_t day = 0; day < judged->size(); ++day) {
    auto const& one = (*judged)[day];
    auto const at = axis.place_of(first + static_cast<std::int32_t>(day));
    if (one.severity == series::Severity::none || !at) continue;
    Figure const expected{static_cast<std::int64_t>(std::llround(estimate(one.expected, kind))), kind};
    chart.marks.push_back({.line = 0,
                           .point = *at,
                           .text = asker.say("report.anomaly", {{"day", axis.begin_of(*at)},
                                                                {"expected", asker.words(expected)}})});
  }
  return {};
}

auto data_of(Asker const& asker, charts::LineChart const& chart, Axis const& axis, ColumnKind kind) -> Grid {
  Grid grid;
  grid.columns.push_back({asker.say("report.period"), ColumnKind::dimension});
  for (auto const& line : chart.lines) grid.columns.push_back({line.name, kind});
  for (std::size_t at = 0; at < axis.size(); ++at) {
    Row row{.cells = {{axis.names()[at]}}};
    for (auto const& line : chart.lines)
      row.cells.push_back({Figure{
          line.values[at] ? analytics::Value(static_cast<std::int64_t>(std::llround(*line.values[at])))
                          : analytics::Value(),
          kind}});
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

}  // namespace

auto build_line(Asker const& asker, ChartDefinition const& definition, Query const& query, Table const& table)
    -> Result<ChartPart> {
  auto const kind = table.columns[heads_of(table)].kind;
  auto const grain = *query.grain;
  auto last = table.range.last;
  for (std::int32_t more = 0; more < definition.forecast.value_or(0); ++more)
    last = analytics::period_of(grain, last + 1, fiscal_start(asker)).last;
  Axis const axis(asker, grain, table.range.first, last);
  auto lines = lines_of(asker, query, table, axis);
  ChartPart part;
  if (definition.kind == ChartKind::sparkline) {
    part.summary = summary_of_line(asker, axis.names(), lines.front(), kind);
    part.data = data_of(asker, {.points = axis.names(), .lines = lines}, axis, kind);
    part.chart = worded(asker, charts::Sparkline{std::move(lines.front().values)}, kind);
    return part;
  }
  charts::LineChart chart{.points = axis.names(), .lines = std::move(lines)};
  if (definition.forecast && !chart.lines.empty()) PB_CHECK(add_forecast(asker, query, axis, kind, chart));
  if (definition.anomalies && !chart.lines.empty()) PB_CHECK(add_anomalies(asker, query, axis, kind, chart));
  part.summary = chart.lines.empty() ? asker.say("report.no_data")
                                     : summary_of_line(asker, axis.names(), chart.lines.front(), kind);
  for (auto const& mark : chart.marks) part.summary += " " + mark.text;
  part.data = data_of(asker, chart, axis, kind);
  part.chart = worded(asker, std::move(chart), kind);
  return part;
}

}  // namespace pb::reports
