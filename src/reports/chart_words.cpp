#include "reports/chart_words.h"

#include <algorithm>
#include <cmath>

#include "reports/figure_text.h"

namespace pb::reports {
namespace {

auto figure(double number, ColumnKind kind) -> Figure {
  // Beyond what an integer holds there is nothing a chart could show of it.
  constexpr double kMost = 9e18;
  if (kind == ColumnKind::number) return {number, kind};
  return {static_cast<std::int64_t>(std::llround(std::clamp(number, -kMost, kMost))), kind};
}

struct Extremes {
  std::size_t least = 0;
  std::size_t most = 0;
};

auto extremes_of(std::vector<charts::Number> const& values) -> std::optional<Extremes> {
  std::optional<Extremes> found;
  for (std::size_t at = 0; at < values.size(); ++at) {
    if (!values[at]) continue;
    if (!found) found = Extremes{at, at};
    if (*values[at] < *values[found->least]) found->least = at;
    if (*values[at] > *values[found->most]) found->most = at;
  }
  return found;
}

auto extremes_text(Asker const& asker, std::vector<std::string> const& names, charts::Line const& line,
                   Extremes const& extremes, ColumnKind kind) -> std::string {
  return asker.say("report.alt.extremes", {{"measure", line.name},
                                           {"most", names[extremes.most]},
                                           {"high", asker.words(figure(*line.values[extremes.most], kind))},
                                           {"least", names[extremes.least]},
                                           {"low", asker.words(figure(*line.values[extremes.least], kind))}});
}

}  // namespace

auto worded(Asker const& asker, charts::Content content, ColumnKind kind) -> charts::Chart {
  auto const& occasion = asker.occasion();
  // The words outlive the asker, as the catalogue does.
  auto const words = [translator = &occasion.translator, reader = occasion.reader, kind](double number) {
    return short_figure_text(figure(number, kind), *translator, reader);
  };
  return {
      .content = std::move(content), .axis = words, .exact = words, .no_data = asker.say("report.no_data")};
}

auto worded_exactly(Asker const& asker, charts::Content content, ColumnKind kind) -> charts::Chart {
  auto chart = worded(asker, std::move(content), kind);
  auto const& occasion = asker.occasion();
  chart.exact = [translator = &occasion.translator, reader = occasion.reader, kind](double number) {
    return figure_text(figure(number, kind), *translator, reader);
  };
  return chart;
}

auto summary_of_line(Asker const& asker, std::vector<std::string> const& points, charts::Line const& line,
                     ColumnKind kind) -> std::string {
  auto const extremes = extremes_of(line.values);
  if (!extremes) return asker.say("report.no_data");
  std::size_t first = 0;
  while (!line.values[first]) ++first;
  auto last = line.values.size() - 1;
  while (!line.values[last]) --last;
  return asker.say("report.alt.line", {{"measure", line.name},
                                       {"first", points[first]},
                                       {"from", asker.words(figure(*line.values[first], kind))},
                                       {"last", points[last]},
                                       {"to", asker.words(figure(*line.values[last], kind))}}) +
         " " + extremes_text(asker, points, line, *extremes, kind);
}

auto summary_of_extremes(Asker const& asker, std::vector<std::string> const& names, charts::Line const& line,
                         ColumnKind kind) -> std::string {
  auto const extremes = extremes_of(line.values);
  if (!extremes) return asker.say("report.no_data");
  return extremes_text(asker, names, line, *extremes, kind);
}

auto summary_of_field(Asker const& asker, std::vector<std::string> const& rows,
                      std::vector<std::string> const& columns,
                      std::vector<std::vector<charts::Number>> const& cells, ColumnKind kind) -> std::string {
  charts::Line flat;
  std::vector<std::string> names;
  for (std::size_t r = 0; r < cells.size(); ++r) {
    for (std::size_t c = 0; c < cells[r].size(); ++c) {
      flat.values.push_back(cells[r][c]);
      names.push_back(rows[r] + " · " + columns[c]);
    }
  }
  auto const extremes = extremes_of(flat.values);
  if (!extremes) return asker.say("report.no_data");
  return asker.say("report.alt.field", {{"most", names[extremes->most]},
                                        {"high", asker.words(figure(*flat.values[extremes->most], kind))},
                                        {"least", names[extremes->least]},
                                        {"low", asker.words(figure(*flat.values[extremes->least], kind))}});
}

auto summary_of_waterfall(Asker const& asker, charts::Waterfall const& chart, ColumnKind kind)
    -> std::string {
  double to = chart.from;
  for (auto const& step : chart.steps) to += step.change;
  auto text = asker.say("report.alt.waterfall", {{"before", chart.before},
                                                 {"from", asker.words(figure(chart.from, kind))},
                                                 {"after", chart.after},
                                                 {"to", asker.words(figure(to, kind))}});
  if (chart.steps.empty()) return text;
  auto const& biggest = chart.steps.front();
  auto const& occasion = asker.occasion();
  return text + " " +
         asker.say("report.alt.step", {{"name", biggest.name},
                                       {"change", signed_figure_text(figure(biggest.change, kind),
                                                                     occasion.translator, occasion.reader)}});
}

}  // namespace pb::reports
