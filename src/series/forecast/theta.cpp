#include "series/forecast/theta.h"

#include <algorithm>
#include <cmath>

#include "series/forecast/minimum.h"

namespace pb::series {
namespace {

constexpr double kSmoothingLeast = 0.05;
constexpr double kSmoothingMost = 0.99;
constexpr double kWeightMost = 0.98;  // theta of 50

struct Line {
  double intercept = 0;
  double slope = 0;
};

// The regression on time 1, 2, ..., grown value by value (Fiorucci et al. 2016, equations 13 to 15).
class GrowingLine {
 public:
  void add(double value) {
    count_ += 1;
    line_.slope = ((count_ - 2) * line_.slope + 6 / count_ * (value - mean_)) / (count_ + 1);
    if (count_ < 2) line_.slope = 0;
    mean_ += (value - mean_) / count_;
    line_.intercept = mean_ - (count_ + 1) / 2 * line_.slope;
  }
  [[nodiscard]] auto line() const -> Line { return line_; }

 private:
  double count_ = 0;
  double mean_ = 0;
  Line line_;
};

auto lines_of(std::span<double const> values) -> std::vector<Line> {
  std::vector<Line> lines;
  lines.reserve(values.size() + 1);
  GrowingLine growing;
  lines.push_back(growing.line());
  for (auto const value : values) {
    growing.add(value);
    lines.push_back(growing.line());
  }
  return lines;
}

// The level of simple exponential smoothing after all values; it begins with the first.
auto smoothed(double smoothing, std::span<double const> values, double& squares) -> double {
  double level = values.front();
  squares = 0;
  for (auto const value : values.subspan(1)) {
    auto const error = value - level;
    squares += error * error;
    level += smoothing * error;
  }
  return level;
}

}  // namespace

auto fit_theta(std::span<double const> values) -> Theta {
  auto const best =
      minimum({.start = {0.4}, .lower = {0.01}, .upper = {kSmoothingMost}, .step = {0.2}, .evaluations = 60},
              [&](std::span<double const> at) {
                double squares = 0;
                smoothed(at[0], values, squares);
                return squares;
              });
  return {.smoothing = best[0]};
}

auto continue_theta(Theta const& theta, std::span<double const> values, std::size_t horizon)
    -> std::vector<double> {
  GrowingLine growing;
  for (auto const value : values) growing.add(value);
  auto const drift = growing.line().slope / 2;
  double squares = 0;
  auto const level = smoothed(theta.smoothing, values, squares);
  // What the smoothing lags behind a line: (1 - (1 - alpha)^n) / alpha steps of its slope.
  auto const lag = (1 - std::pow(1 - theta.smoothing, static_cast<double>(values.size()))) / theta.smoothing;
  std::vector<double> mean(horizon);
  for (std::size_t step = 0; step < horizon; ++step)
    mean[step] = level + drift * (static_cast<double>(step) + lag);
  return mean;
}

auto fit_dynamic_theta(std::span<double const> values) -> DynamicTheta {
  auto const lines = lines_of(values);
  auto const [least, most] = std::ranges::minmax(values);
  auto const range = std::max(most - least, 1e-12);
  auto const sum_of_squares = [&](std::span<double const> at) {
    auto level = at[0];
    auto const smoothing = at[1];
    auto const weight = at[2];
    double decay = 1;  // (1 - alpha)^(t - 1)
    double squares = 0;
    for (std::size_t index = 0; index < values.size(); ++index) {
      auto const& line = lines[index];
      auto const mean =
          level + weight * (decay * line.intercept + (1 - decay * (1 - smoothing)) / smoothing * line.slope);
      auto const error = values[index] - mean;
      squares += error * error;
      level += smoothing * (values[index] - level);
      decay *= 1 - smoothing;
    }
    return squares;
  };
  auto const best = minimum({.start = {values.front() / 2, 0.5, 0.5},
                             .lower = {least - range - std::abs(least), kSmoothingLeast, 0.0},
                             .upper = {most + range, kSmoothingMost, kWeightMost},
                             .step = {range / 4, 0.2, 0.25},
                             .evaluations = 300},
                            sum_of_squares);
  return {.level = best[0], .smoothing = best[1], .weight = best[2]};
}

auto continue_dynamic_theta(DynamicTheta const& theta, std::span<double const> values, std::size_t horizon)
    -> std::vector<double> {
  GrowingLine growing;
  auto level = theta.level;
  double decay = 1;
  std::vector<double> mean(horizon);
  for (std::size_t index = 0; index < values.size() + horizon; ++index) {
    auto const line = growing.line();
    auto value = level + theta.weight * (decay * line.intercept +
                                         (1 - decay * (1 - theta.smoothing)) / theta.smoothing * line.slope);
    if (index < values.size())
      value = values[index];
    else
      mean[index - values.size()] = value;
    level += theta.smoothing * (value - level);
    decay *= 1 - theta.smoothing;
    growing.add(value);
  }
  return mean;
}

}  // namespace pb::series
