#include <algorithm>
#include <cmath>
#include <numeric>

#include "i18n/collation.h"
#include "reports/build_line.h"
#include "reports/build_parts.h"
#include "reports/chart_words.h"

namespace pb::reports {
namespace {

using analytics::Query;
using analytics::Table;
using analytics::TableRow;
using charts::Number;

auto number(analytics::Value const& value) -> Number {
  if (!analytics::has_data(value)) return std::nullopt;
  return static_cast<double>(analytics::as_real(value));
}

// What a row of the answer is called along the axis: its period, or its first name.
auto category(Asker const& asker, TableRow const& row) -> std::string {
  if (row.period && row.period->first == row.period->last)
    return asker.say("report.axis_day", {{"day", row.period->first}});
  if (row.period) return asker.words(*row.period);
  return row.labels.empty() ? std::string() : asker.name(row.labels.front());
}

// Rows in the order they come, columns by name: two groups, or a period and a group, as a field of numbers.
struct Field {
  std::vector<std::string> rows{};
  std::vector<std::string> columns{};
  std::vector<std::vector<Number>> cells{};

  void set(std::string const& row, std::string const& column, Number value) {
    auto const r = place(rows, row);
    auto const c = place(columns, column);
    if (cells.size() <= r) cells.resize(r + 1);
    if (cells[r].size() <= c) cells[r].resize(c + 1);
    cells[r][c] = value;
  }
  void square() {
    for (auto& row : cells) row.resize(columns.size());
  }

 private:
  static auto place(std::vector<std::string>& names, std::string const& name) -> std::size_t {
    auto const found = std::ranges::find(names, name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    names.push_back(name);
    return names.size() - 1;
  }
};

// Names across in the order in which they are looked for; periods are in order already.
void sort_columns(Asker const& asker, Field& field) {
  std::vector<std::size_t> order(field.columns.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  i18n::sort_by_name(order, asker.occasion().reader.language,
                     [&](std::size_t column) { return std::string_view(field.columns[column]); });
  auto const arranged = [&](auto const& from) {
    std::remove_cvref_t<decltype(from)> to;
    for (auto const column : order) to.push_back(from[column]);
    return to;
  };
  field.columns = arranged(field.columns);
  for (auto& row : field.cells) row = arranged(row);
}

// Two groups as rows and columns.
auto field_of_groups(Asker const& asker, Table const& table) -> Field {
  Field field;
  for (auto const& row : table.rows)
    field.set(asker.name(row.labels[0]), asker.name(row.labels[1]), number(row.values[0]));
  field.square();
  sort_columns(asker, field);
  return field;
}

// A group down, periods across.
auto field_over_time(Asker const& asker, Table const& table) -> Field {
  Field field;
  for (auto const& row : table.rows)
    field.set(asker.name(row.labels[0]), asker.words(*row.period), number(row.values[0]));
  field.square();
  return field;
}

// Periods down, a group across: a series for each of the group.
auto field_of_series(Asker const& asker, Query const& query, Table const& table) -> Field {
  if (!query.grain) return field_of_groups(asker, table);
  Field field;
  for (auto const& row : table.rows)
    field.set(asker.words(*row.period), asker.name(row.labels[0]), number(row.values[0]));
  field.square();
  return field;
}

// Days as weekdays by weeks: "Mon" by the week's days.
auto calendar_field(Asker const& asker, Table const& table) -> Field {
  constexpr std::int32_t kWeek = 7;
  constexpr std::int32_t kMonday = 4;  // day 0 is a Thursday
  Field field;
  auto const weekday = [&](std::int32_t number) {
    return asker.say("report.weekday", {{"day", Day{kMonday + number}}});
  };
  for (std::int32_t day = 0; day < kWeek; ++day) field.rows.push_back(weekday(day));
  field.cells.resize(field.rows.size());
  for (auto const& row : table.rows) {
    if (!row.period) continue;
    auto const days = row.period->first.days;
    auto const number_of_day = ((days - kMonday) % kWeek + kWeek) % kWeek;
    Day const monday{days - number_of_day};
    field.set(weekday(number_of_day), asker.say("report.week_of", {{"day", monday}}), number(row.values[0]));
  }
  field.square();
  return field;
}

auto grid_of(Asker const& asker, Field const& field, std::string head, ColumnKind kind) -> Grid {
  Grid grid;
  grid.columns.push_back({std::move(head), ColumnKind::dimension});
  for (auto const& column : field.columns) grid.columns.push_back({column, kind});
  for (std::size_t r = 0; r < field.rows.size(); ++r) {
    Row row{.cells = {{field.rows[r]}}};
    for (auto const& cell : field.cells[r])
      row.cells.push_back({Figure{
          cell ? analytics::Value(static_cast<std::int64_t>(std::llround(*cell))) : analytics::Value(),
          kind}});
    grid.rows.push_back(std::move(row));
  }
  (void)asker;
  return grid;
}

auto measure_grid(Asker const& asker, Query const& query, Table const& table) -> Grid {
  Grid grid;
  grid.columns.push_back({query.grain ? asker.say("report.period") : asker.title(query.group_by.front()),
                          query.grain ? ColumnKind::period : ColumnKind::dimension});
  auto const heads = heads_of(table);
  for (auto at = heads; at < table.columns.size(); ++at)
    grid.columns.push_back({asker.title(query, table, table.columns[at].name), table.columns[at].kind});
  for (auto const& source : table.rows) {
    Row row;
    row.cells.push_back(source.period ? Cell{*source.period} : Cell{asker.name(source.labels.front())});
    for (std::size_t at = 0; at < source.values.size(); ++at)
      row.cells.push_back({Figure{source.values[at], table.columns[heads + at].kind}});
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

// A bar for each measure, or for each of a second group.
auto bars(Asker const& asker, ChartDefinition const& definition, Query const& query, Table const& table)
    -> ChartPart {
  constexpr std::size_t kLyingFrom = 8;  // names side by side need more room than there is
  charts::BarChart chart{.arrangement = definition.kind == ChartKind::stacked_bars
                                            ? charts::BarChart::Arrangement::stacked
                                            : charts::BarChart::Arrangement::grouped};
  ChartPart part;
  auto const kind = table.columns[heads_of(table)].kind;
  if (query.group_by.size() + (query.grain ? 1U : 0U) == 2) {
    auto const field = field_of_series(asker, query, table);
    chart.categories = field.rows;
    for (std::size_t c = 0; c < field.columns.size(); ++c) {
      charts::Line line{.name = field.columns[c]};
      for (auto const& row : field.cells) line.values.push_back(row[c]);
      chart.series.push_back(std::move(line));
    }
    part.data = grid_of(asker, field, asker.say("report.period"), kind);
  } else {
    for (auto const& row : table.rows) chart.categories.push_back(category(asker, row));
    for (std::size_t at = 0; at < table.totals.size(); ++at) {
      auto const& column = table.columns[heads_of(table) + at];
      if (column.kind != kind || column.name.find('.') != std::string::npos) continue;
      charts::Line line{.name = asker.title(query, table, column.name)};
      for (auto const& row : table.rows) line.values.push_back(number(row.values[at]));
      chart.series.push_back(std::move(line));
    }
    part.data = measure_grid(asker, query, table);
  }
  if (!query.grain && chart.categories.size() >= kLyingFrom)
    chart.direction = charts::BarChart::Direction::lying;
  part.summary = summary_of_extremes(asker, chart.categories, chart.series.front(), kind);
  part.chart = worded(asker, std::move(chart), kind);
  return part;
}

auto heat_map(Asker const& asker, Query const& query, Table const& table) -> ChartPart {
  bool const calendar = query.group_by.empty();
  auto const field = calendar      ? calendar_field(asker, table)
                     : query.grain ? field_over_time(asker, table)
                                   : field_of_groups(asker, table);
  auto const kind = table.columns[heads_of(table)].kind;
  ChartPart part;
  part.data = grid_of(asker, field,
                      calendar ? asker.say("report.weekday_head") : asker.title(query.group_by[0]), kind);
  part.summary = summary_of_field(asker, field.rows, field.columns, field.cells, kind);
  auto const& measure = query.measures.front();
  bool const about_plan = measure == analytics::AskedMeasure(analytics::Measure::attainment) ||
                          measure == analytics::AskedMeasure(analytics::Measure::target_attainment);
  part.chart = worded(asker,
                      charts::HeatMap{.columns = field.columns,
                                      .rows = field.rows,
                                      .cells = field.cells,
                                      .middle = about_plan ? Number(10'000) : std::nullopt},
                      kind);
  return part;
}

// The biggest steps by name, the rest in one.
auto steps_of(Asker const& asker, std::vector<std::pair<std::string, std::int64_t>> changes)
    -> std::vector<charts::Waterfall::Step> {
  constexpr std::size_t kMostSteps = 8;
  std::erase_if(changes, [](auto const& change) { return change.second == 0; });
  std::ranges::stable_sort(changes, [](auto const& a, auto const& b) {
    return std::abs(static_cast<double>(a.second)) > std::abs(static_cast<double>(b.second));
  });
  std::vector<charts::Waterfall::Step> steps;
  double rest = 0;
  for (std::size_t at = 0; at < changes.size(); ++at) {
    auto const amount = static_cast<double>(changes[at].second);
    bool const named = at < kMostSteps || changes.size() == kMostSteps + 1;
    if (named) {
      steps.push_back({changes[at].first, amount});
    } else {
      rest += amount;
    }
  }
  if (rest != 0) steps.push_back({asker.say("report.others"), rest});
  return steps;
}

auto waterfall(Asker const& asker, Query query) -> Result<ChartPart> {
  bool const from_plan = !query.compare;
  if (from_plan)
    query.measures = {analytics::Measure::plan_of_reported, analytics::Measure::delta,
                      analytics::Measure::fact};
  PB_TRY(auto const table, asker.ask(query));
  auto const name = analytics::name_of(query.measures.front());
  auto const change = place_of(table, from_plan ? "delta" : analytics::change_column(name));
  auto const before = place_of(table, from_plan ? name : analytics::compared_column(name));
  if (!change || !before) return fail(ErrorCode::invalid, Message("error.report.chart"));
  std::vector<std::pair<std::string, std::int64_t>> changes;
  for (auto const& row : table.rows) {
    // A newcomer has nothing to compare with, and all of it is change.
    auto const now = whole(row.values[0]);
    auto const then = whole(row.values[*before]);
    auto step = whole(row.values[*change]);
    if (!step && !from_plan && now.has_value() != then.has_value()) step = now ? *now : -*then;
    if (step) changes.emplace_back(asker.name(row.labels.front()), *step);
  }
  auto const kind = table.columns[heads_of(table) + *before].kind;
  auto const period = table.compared_range ? asker.words(*table.compared_range) : std::string();
  charts::Waterfall chart{
      .before = from_plan ? asker.say("report.measure.plan") : period,
      .from = number(table.totals[*before]).value_or(0),
      .steps = steps_of(asker, std::move(changes)),
      .after = from_plan ? asker.say("report.measure.fact") : asker.words(asker.period())};
  ChartPart part{.kind = ChartKind::waterfall};
  part.summary = summary_of_waterfall(asker, chart, kind);
  part.data.columns = {{asker.title(query.group_by.front()), ColumnKind::dimension},
                       {asker.say("report.change"), kind}};
  auto const add = [&](std::string const& label, double amount, RowKind row) {
    part.data.rows.push_back(
        {.kind = row, .cells = {{label}, {Figure{static_cast<std::int64_t>(std::llround(amount)), kind}}}});
  };
  double sum = chart.from;
  add(chart.before, chart.from, RowKind::row);
  for (auto const& step : chart.steps) {
    add(step.name, step.change, RowKind::row);
    sum += step.change;
  }
  add(chart.after, sum, RowKind::total);
  part.chart = worded_exactly(asker, std::move(chart), kind);
  return part;
}

auto bullet(Asker const& asker, Query const& query, Table const& table) -> ChartPart {
  charts::Bullet chart;
  std::int64_t reached = 0;
  std::int64_t with_goal = 0;
  for (auto const& row : table.rows) {
    auto const value = number(row.values[0]);
    auto const goal = number(row.values[1]);
    if (!value && !goal) continue;
    chart.rows.push_back({.name = asker.name(row.labels.front()), .value = value.value_or(0), .goal = goal});
    if (!goal) continue;
    ++with_goal;
    if (value.value_or(0) >= *goal) ++reached;
  }
  auto const kind = table.columns[heads_of(table)].kind;
  ChartPart part;
  part.data = measure_grid(asker, query, table);
  part.summary = with_goal == 0
                     ? asker.say("report.alt.no_goals")
                     : asker.say("report.alt.bullet", {{"reached", reached}, {"count", with_goal}});
  part.chart = worded(asker, std::move(chart), kind);
  return part;
}

auto chart_of(Asker const& asker, ChartDefinition const& definition, Query const& query, Table const& table)
    -> Result<ChartPart> {
  if (definition.kind == ChartKind::bullet) return bullet(asker, query, table);
  if (definition.kind == ChartKind::heat_map) return heat_map(asker, query, table);
  if (definition.kind == ChartKind::bars || definition.kind == ChartKind::stacked_bars) {
    if (!table.rows.empty()) return bars(asker, definition, query, table);
    return ChartPart{.chart = worded(asker, charts::BarChart{}, ColumnKind::money),
                     .summary = asker.say("report.no_data")};
  }
  return build_line(asker, definition, query, table);
}

}  // namespace

auto build_chart(Asker const& asker, ChartDefinition const& definition, bool own_range) -> Result<Answered> {
  auto const query = asker.narrowed(definition.query, own_range);
  if (definition.kind == ChartKind::waterfall) {
    PB_TRY(auto part, waterfall(asker, query));
    return Answered{std::move(part), {}};
  }
  PB_TRY(auto const table, asker.ask(query));
  PB_TRY(auto part, chart_of(asker, definition, query, table));
  part.kind = definition.kind;
  return Answered{std::move(part), notes_of(asker, query, table)};
}

}  // namespace pb::reports
