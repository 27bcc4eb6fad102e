#include "reports/definition_check.h"

#include <algorithm>

#include "analytics/query/check.h"

namespace pb::reports {
namespace {

using analytics::JsonPlace;
using analytics::Query;

constexpr std::size_t kMostNameBytes = 40;

auto has_measure(Query const& query, analytics::Measure measure) -> bool {
  return std::ranges::find(query.measures, analytics::AskedMeasure(measure)) != query.measures.end();
}

auto columns_of(Query const& query) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (auto const& measure : query.measures) {
    auto const name = analytics::name_of(measure);
    names.push_back(name);
    if (!query.compare) continue;
    names.insert(names.end(), {analytics::compared_column(name), analytics::change_column(name),
                               analytics::percent_column(name)});
  }
  return names;
}

auto fills(ChartDefinition const& chart) -> bool {
  auto const& query = chart.query;
  auto const groups = query.group_by.size();
  auto const measures = query.measures.size();
  bool const by_time = query.grain.has_value();
  switch (chart.kind) {
    case ChartKind::line:
      return by_time && (groups == 0 || (groups == 1 && measures == 1));
    case ChartKind::sparkline:
      return by_time && groups == 0 && measures == 1;
    case ChartKind::bars:
    case ChartKind::stacked_bars:
      return by_time ? groups == 0 || (groups == 1 && measures == 1)
                     : groups == 1 || (groups == 2 && measures == 1);
    case ChartKind::heat_map:
      return measures == 1 &&
             (by_time ? groups == 1 || (groups == 0 && query.grain == analytics::Grain::day) : groups == 2);
    case ChartKind::waterfall:
      return !by_time && groups == 1 && measures == 1 &&
             (has_measure(query, analytics::Measure::delta) || query.compare.has_value());
    case ChartKind::bullet:
      return !by_time && groups == 1 && measures == 2;
  }
  return false;
}

}  // namespace

auto check_name(JsonPlace const& place, std::string_view name) -> Result<void> {
  bool const good = !name.empty() && name.size() <= kMostNameBytes && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  if (good) return {};
  return place.refuse(Message("error.report.name", {{"limit", std::int64_t{kMostNameBytes}}}));
}

auto check_title(JsonPlace const& place, std::string_view title) -> Result<void> {
  constexpr char kFirstPrintable = ' ';
  constexpr char kDelete = 0x7f;
  bool const controls = std::ranges::any_of(
      title, [](char c) { return (static_cast<unsigned char>(c) < kFirstPrintable) || c == kDelete; });
  if (!controls && title.size() <= kMostTitleBytes) return {};
  return place.refuse(Message("error.report.title", {{"limit", std::int64_t{kMostTitleBytes}}}));
}

auto check_query(JsonPlace const& place, Query const& query) -> Result<void> {
  auto const checked = analytics::check(query);
  if (checked) return {};
  auto error = checked.error();
  error.field = place.pointer() + error.field;
  return std::unexpected(std::move(error));
}

auto check_tiles(JsonPlace const& place, Query const& query) -> Result<void> {
  PB_CHECK(check_query(place, query));
  if (query.group_by.empty() && !query.grain) return {};
  return place.refuse(Message("error.report.tiles"));
}

auto check_marks(JsonPlace const& place, TablePart const& table) -> Result<void> {
  auto const columns = columns_of(table.query);
  for (auto const& mark : table.marks) {
    if (std::ranges::find(columns, mark.column) == columns.end())
      return place.refuse(Message("error.query.not_asked_for", {{"name", mark.column}}));
  }
  return {};
}

auto check_chart(JsonPlace const& place, ChartDefinition const& chart) -> Result<void> {
  PB_CHECK(check_query(place, chart.query));
  bool const ahead = chart.forecast || chart.anomalies;
  bool const single = chart.query.group_by.empty() && chart.query.measures.size() == 1;
  if (fills(chart) && (!ahead || (chart.kind == ChartKind::line && single))) return {};
  return place.refuse(Message("error.report.chart"));
}

}  // namespace pb::reports
