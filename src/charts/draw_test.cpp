#include "charts/draw.h"

#include <cairo.h>
#include <gmock/gmock.h>

#include <random>

#include "charts/plot.h"

// Whatever a chart shows, it is drawn inside its box, in colours that can be read.
namespace pb::charts {
namespace {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}
  auto below(std::size_t limit) -> std::size_t {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(engine_);
  }
  auto number() -> Number {
    if (below(6) == 0) return std::nullopt;
    auto const size = std::pow(10.0, static_cast<double>(below(14)) - 2);
    return (static_cast<double>(below(2'001)) - 700) / 1'000 * size;
  }
  auto numbers(std::size_t count) -> std::vector<Number> {
    std::vector<Number> all;
    for (std::size_t at = 0; at < count; ++at) all.push_back(number());
    return all;
  }
  auto names(std::size_t count) -> std::vector<std::string> {
    std::vector<std::string> all;
    for (std::size_t at = 0; at < count; ++at) all.push_back(std::string(1 + below(60), 'a') + " Їжак");
    return all;
  }
  auto lines(std::size_t count, std::size_t points) -> std::vector<Line> {
    std::vector<Line> all;
    for (std::size_t at = 0; at < count; ++at)
      all.push_back({.name = names(1)[0], .values = numbers(points), .kind = LineKind(below(4))});
    return all;
  }

 private:
  std::mt19937_64 engine_;
};

auto content(Chance& chance) -> Content {
  auto const count = chance.below(40) + (chance.below(5) == 0 ? 300 : 1);
  switch (chance.below(6)) {
    case 0: {
      LineChart chart{.points = chance.names(count), .lines = chance.lines(1 + chance.below(4), count)};
      chart.marks = {{.line = 0, .point = chance.below(count)}};
      return chart;
    }
    case 1:
      return BarChart{.arrangement = BarChart::Arrangement(chance.below(2)),
                      .direction = BarChart::Direction(chance.below(2)),
                      .categories = chance.names(count),
                      .series = chance.lines(1 + chance.below(4), count)};
    case 2: {
      HeatMap chart{.columns = chance.names(count), .rows = chance.names(5), .middle = chance.number()};
      for (int row = 0; row < 5; ++row) chart.cells.push_back(chance.numbers(count));
      return chart;
    }
    case 3: {
      Waterfall chart{.before = "before", .from = chance.number().value_or(0), .after = "after"};
      for (auto const& name : chance.names(chance.below(12)))
        chart.steps.push_back({name, chance.number().value_or(0)});
      return chart;
    }
    case 4: {
      Bullet chart;
      for (auto const& name : chance.names(1 + chance.below(40)))
        chart.rows.push_back({name, chance.number().value_or(0), chance.number(), chance.number()});
      return chart;
    }
    default:
      return Sparkline{chance.numbers(count)};
  }
}

TEST(Draw, leaves_no_ink_outside_of_the_box) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  for (int round = 0; round < 150; ++round) {
    auto const words = [](double number) { return std::to_string(static_cast<long>(number / 1'000)) + " K"; };
    Chart const chart{.content = content(chance), .axis = words, .exact = words, .no_data = "nothing"};
    Box const box{20, 30, 20 + static_cast<double>(chance.below(600)),
                  10 + static_cast<double>(chance.below(400))};
    auto* const surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr);
    auto* const context = cairo_create(surface);
    {
      Canvas canvas(context);
      draw(canvas, chart, box, light_theme());
    }
    Box ink;
    cairo_recording_surface_ink_extents(surface, &ink.x, &ink.y, &ink.width, &ink.height);
    EXPECT_EQ(cairo_status(context), CAIRO_STATUS_SUCCESS) << round;
    cairo_destroy(context);
    cairo_surface_destroy(surface);
    if (ink.width == 0 || ink.height == 0) continue;
    EXPECT_GE(ink.x, box.x - 1) << round;
    EXPECT_GE(ink.y, box.y - 1) << round;
    EXPECT_LE(ink.right(), box.right() + 1) << round;
    EXPECT_LE(ink.bottom(), box.bottom() + 1) << round;
  }
}

TEST(Draw, heights_are_those_of_a_page) {
  Chance chance(7);
  for (int round = 0; round < 100; ++round) {
    auto const height = height_for({.content = content(chance)}, 480);
    EXPECT_GT(height, 0);
    EXPECT_LE(height, 700);
  }
}

TEST(Theme, texts_and_lines_stand_out_from_their_ground) {
  for (auto const* const theme : {&light_theme(), &dark_theme()}) {
    for (auto const& color :
         {theme->text, theme->muted, theme->accent, theme->good, theme->bad, theme->warning}) {
      EXPECT_GE(contrast(color, theme->ground), 4.5);
      EXPECT_GE(contrast(color, theme->panel), 4.5);
    }
    for (auto const& color : theme->series) EXPECT_GE(contrast(color, theme->ground), 3.0);
  }
}

TEST(Scales, ticks_rise_hold_the_values_and_read_differently) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  for (int round = 0; round < 1'000; ++round) {
    auto low = chance.number().value_or(0);
    auto high = chance.number().value_or(0);
    if (low > high) std::swap(low, high);
    auto const scale = nice_scale(low, high, 6, {});
    ASSERT_FALSE(scale.ticks.empty());
    EXPECT_LE(scale.ticks.size(), 6U);
    EXPECT_TRUE(std::ranges::is_sorted(scale.ticks));
    auto const slack = std::max({std::abs(low), std::abs(high)}) * 1e-6;
    EXPECT_LE(scale.low, low + slack);
    EXPECT_GE(scale.high, high - slack);
  }
}

}  // namespace
}  // namespace pb::charts
