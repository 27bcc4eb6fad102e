// How long charts take to draw and to become a PNG, one core. usage: bench_charts [FOLDER for the pictures]
#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>

#include "charts/draw.h"
#include "harness/table.h"

namespace pb::bench {
namespace {

using namespace charts;
using Steady = std::chrono::steady_clock;

auto millions(double value) -> std::string {
  return fmt::format("{:.1f} млн", value / 1e6);
}

auto wave(std::size_t count, double level, double swing, double phase = 0) -> std::vector<Number> {
  std::vector<Number> values;
  for (std::size_t at = 0; at < count; ++at)
    values.emplace_back(level + swing * std::sin(static_cast<double>(at) * 0.9 + phase) +
                        swing * 0.3 * static_cast<double>(at % 7));
  return values;
}

auto names(std::string const& stem, std::size_t count) -> std::vector<std::string> {
  std::vector<std::string> all;
  for (std::size_t at = 1; at <= count; ++at) all.push_back(stem + " " + std::to_string(at));
  return all;
}

auto line(std::size_t points) -> LineChart {
  LineChart chart{.points = names("лист.", points),
                  .lines = {{.name = "План", .values = wave(points, 9e6, 2e6)},
                            {.name = "План: жовтень 2026",
                             .values = wave(points, 8e6, 2e6, 1),
                             .kind = LineKind::comparison}},
                  .marks = {{.line = 0, .point = points / 3}}};
  if (points < 10) return chart;
  auto const from = points * 3 / 4;
  Line forecast{.name = "Прогноз", .values = std::vector<Number>(points), .kind = LineKind::forecast};
  Band wide{"95 %", std::vector<Number>(points), std::vector<Number>(points)};
  Band narrow{"80 %", std::vector<Number>(points), std::vector<Number>(points)};
  for (auto at = from; at < points; ++at) {
    auto const value = *chart.lines[0].values[at];
    forecast.values[at] = value;
    wide.low[at] = value - 2.5e6;
    wide.high[at] = value + 2.5e6;
    narrow.low[at] = value - 1.5e6;
    narrow.high[at] = value + 1.5e6;
    if (at > from) chart.lines[0].values[at].reset();
  }
  chart.lines[0].values[points / 2].reset();
  chart.bands = {wide, narrow};
  chart.lines.push_back(std::move(forecast));
  return chart;
}

auto bars(std::size_t count, BarChart::Arrangement arrangement, BarChart::Direction direction) -> BarChart {
  return {.arrangement = arrangement,
          .direction = direction,
          .categories = names(count > 20 ? "Територія з довгою назвою" : "Одеса Порт", count),
          .series = {{.name = "План", .values = wave(count, 5e6, 3e6)},
                     {.name = "Факт", .values = wave(count, 3e6, 6e6, 2)},
                     {.name = "Ціль", .values = wave(count, 4e6, 1e6, 3)}}};
}

auto heat(std::size_t rows, std::size_t columns) -> HeatMap {
  HeatMap chart{
      .columns = names("Гео", columns), .rows = names("Офіс довгої назви", rows), .cells = {}, .middle = 1.0};
  for (std::size_t row = 0; row < rows; ++row) {
    auto cells = wave(columns, 1.0, 0.2, static_cast<double>(row));
    cells[row % columns].reset();
    chart.cells.push_back(std::move(cells));
  }
  return chart;
}

struct Sample {
  std::string name;
  Chart chart;
  double width = 480;
};

auto samples() -> std::vector<Sample> {
  using A = BarChart::Arrangement;
  using D = BarChart::Direction;
  Words const percent = [](double value) { return fmt::format("{:.0f} %", value * 100); };
  auto const money = [](Content const& content) {
    return Chart{.content = content, .axis = millions, .exact = millions, .no_data = "Даних немає."};
  };
  auto const ratio = [&](Content const& content) {
    return Chart{.content = content, .axis = percent, .exact = percent, .no_data = "Даних немає."};
  };
  Waterfall fall{.before = "План", .from = 2.5e8, .steps = {}, .after = "Факт"};
  for (auto const& [name, change] : {std::pair{"Ужгород", -4.1e6},
                                     {"Чернівці", -2.7e6},
                                     {"Одеса Порт", 3.1e6},
                                     {"Офіс із дуже довгою назвою на Подолі в Києві", -0.6e6},
                                     {"Інші", 0.4e6}})
    fall.steps.push_back({name, change});
  Bullet bullet;
  for (std::size_t at = 0; at < 6; ++at)
    bullet.rows.push_back(
        {"Офіс " + std::to_string(at + 1), 1e6 * static_cast<double>(at + 3), Number(6e6), std::nullopt});
  return {{"line_1", money(line(1))},
          {"line_3", money(line(3))},
          {"line_30", money(line(30))},
          {"line_300", money(line(300)), 720},
          {"bars_3", money(bars(3, A::grouped, D::standing))},
          {"bars_30", money(bars(30, A::grouped, D::standing))},
          {"bars_lying_12", money(bars(12, A::grouped, D::lying))},
          {"bars_lying_300", money(bars(300, A::stacked, D::lying))},
          {"stacked_8", money(bars(8, A::stacked, D::standing))},
          {"heat_4x5", ratio(heat(4, 5))},
          {"heat_12x40", ratio(heat(12, 40)), 520},
          {"heat_60x60", ratio(heat(60, 60)), 520},
          {"waterfall", money(fall)},
          {"bullet", money(bullet)},
          {"sparkline", money(Sparkline{wave(30, 5, 2)}), 120},
          {"empty", money(LineChart{})}};
}

auto draw_png(Sample const& sample, Theme const& theme) -> std::string {
  constexpr double kMargin = 12;
  auto const height = height_for(sample.chart, sample.width);
  Picture picture({sample.width + 2 * kMargin, height + 2 * kMargin}, 2, theme.ground);
  draw(picture.canvas(), sample.chart, {kMargin, kMargin, sample.width, height}, theme);
  return picture.png();
}

void run(std::string const& folder) {
  std::vector<std::vector<std::string>> rows{{"chart", "first ms", "then ms", "bytes"}};
  for (auto const& sample : samples()) {
    auto const timed = [&] {
      auto const began = Steady::now();
      auto png = draw_png(sample, light_theme());
      return std::pair(std::chrono::duration<double, std::milli>(Steady::now() - began).count(),
                       std::move(png));
    };
    auto const [first, png] = timed();
    double best = first;
    for (int round = 0; round < 5; ++round) best = std::min(best, timed().first);
    rows.push_back(
        {sample.name, fmt::format("{:.1f}", first), fmt::format("{:.1f}", best), std::to_string(png.size())});
    if (folder.empty()) continue;
    std::ofstream(folder + "/" + sample.name + "_light.png", std::ios::binary) << png;
    std::ofstream(folder + "/" + sample.name + "_dark.png", std::ios::binary)
        << draw_png(sample, dark_theme());
  }
  print_table("Charts as pictures, two pixels a point", rows);
}

}  // namespace
}  // namespace pb::bench

int main(int count, char** values) {
  pb::bench::run(count > 1 ? values[1] : "");
  return 0;
}
