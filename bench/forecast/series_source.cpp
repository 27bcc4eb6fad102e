#include "series_source.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace pb::bench {
namespace {

// Draws that do not depend on the standard library's distributions, which differ between libraries.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  auto uniform() -> double { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }
  auto between(double low, double high) -> double { return low + (high - low) * uniform(); }
  auto normal() -> double {
    auto const radius = std::sqrt(-2 * std::log(1 - uniform()));
    return radius * std::cos(6.283185307179586 * uniform());
  }
  // Heavier tails than the normal distribution's: one in ten is three times as large.
  auto noise() -> double { return normal() * (uniform() < 0.1 ? 2.5 : 0.85); }
  bool happens(double probability) { return uniform() < probability; }

 private:
  std::mt19937_64 engine_;
};

// What the level does, in parts of itself.
struct Character {
  double noise = 0;    // of each observation
  double wander = 0;   // of the level, each step
  double growth = 0;   // each step, at the beginning
  double damping = 1;  // of the growth, each step
  double growth_wander = 0;
  double season = 0;  // size of the seasonal swing
  double season_drift = 0;
  double shift = 0;  // probability of a level shift at a step
  double outlier = 0;
  bool multiplies = true;
};

auto draw_character(Dice& dice, SeriesKind const& kind) -> Character {
  Character character;
  auto const steps = static_cast<double>(kind.longest);
  character.noise = 0.01 * std::pow(20.0, dice.uniform());
  character.wander = character.noise * (dice.happens(0.7) ? dice.between(0.05, 1.0) : 0.0);
  if (dice.happens(0.7)) character.growth = (0.3 + 0.6 * dice.normal()) / steps;
  if (dice.happens(0.5)) character.damping = 1 - dice.between(0.5, 4) / steps;
  if (dice.happens(0.4)) character.growth_wander = std::abs(character.growth) * dice.between(0.05, 0.3);
  if (kind.season > 1 && dice.happens(kind.inner_season > 0 ? 1.0 : 0.65))
    character.season = 0.03 * std::pow(15.0, dice.uniform());
  if (dice.happens(0.4)) character.season_drift = character.season * dice.between(0.02, 0.15);
  if (dice.happens(0.25)) character.shift = 1.5 / steps;
  if (dice.happens(0.3)) character.outlier = dice.between(0.01, 0.03);
  character.multiplies = dice.happens(0.7);
  return character;
}

// A swing of mean zero with the character's size: a wave, jumps of single places, and an inner season's wave.
auto draw_pattern(Dice& dice, SeriesKind const& kind, double size) -> std::vector<double> {
  std::vector<double> pattern(kind.season);
  auto const phase = dice.uniform() * 6.28;
  auto const inner_phase = dice.uniform() * 6.28;
  auto const roughness = dice.between(0.1, 1.0);
  double mean = 0;
  for (std::size_t place = 0; place < kind.season; ++place) {
    auto const angle = 6.283185307179586 * static_cast<double>(place);
    pattern[place] = std::sin(angle / static_cast<double>(kind.season) + phase) +
                     roughness * dice.normal() * (kind.inner_season > 0 ? 0.2 : 0.7);
    if (kind.inner_season > 0) {
      auto const inner = angle / static_cast<double>(kind.inner_season) + inner_phase;
      pattern[place] = 0.5 * pattern[place] + 1.3 * std::sin(inner) + 0.5 * std::sin(2 * inner + phase);
    }
    mean += pattern[place] / static_cast<double>(kind.season);
  }
  for (auto& value : pattern) value = size * (value - mean);
  return pattern;
}

auto draw_values(Dice& dice, SeriesKind const& kind, std::size_t length) -> std::vector<double> {
  auto const character = draw_character(dice, kind);
  auto pattern = draw_pattern(dice, kind, character.season);
  auto const size = std::pow(10.0, dice.between(1.5, 5.0));
  auto level = 1.0;
  auto growth = character.growth;
  std::vector<double> values;
  for (std::size_t at = 0; at < length; ++at) {
    growth = growth * character.damping + character.growth_wander * dice.normal();
    auto const step = growth + character.wander * dice.noise();
    level = character.multiplies ? level * std::exp(step) : level + step;
    if (dice.happens(character.shift)) level *= std::exp(dice.normal() * 0.15);
    level = std::clamp(level, 0.25, 50.0);
    if (kind.season > 1) pattern[at % kind.season] += character.season_drift * dice.normal();
    auto swing = kind.season > 1 ? pattern[at % kind.season] : 0.0;
    swing += character.noise * dice.noise();
    if (dice.happens(character.outlier)) swing += dice.normal() * 6 * character.noise;
    auto const value = character.multiplies ? level * std::exp(swing) : level + swing;
    values.push_back(std::round(std::max(value, 0.01) * size * 100) / 100);
  }
  return values;
}

}  // namespace

auto draw_series(SeriesKind const& kind, std::size_t count, std::uint64_t seed) -> std::vector<TestSeries> {
  Dice dice(seed);
  std::vector<TestSeries> series;
  while (series.size() < count) {
    auto const spread = static_cast<double>(kind.longest - kind.shortest + 1);
    auto const length = kind.shortest + static_cast<std::size_t>(dice.uniform() * spread);
    auto const values = draw_values(dice, kind, length + kind.horizon);
    auto const middle = values.begin() + static_cast<std::ptrdiff_t>(length);
    if (std::all_of(values.begin(), middle, [](double value) { return value == 0; })) continue;
    series.push_back({.history = {values.begin(), middle}, .future = {middle, values.end()}});
  }
  return series;
}

}  // namespace pb::bench
