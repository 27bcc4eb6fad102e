#include "detect/draft.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pb::bench {
namespace {

constexpr std::int64_t kMidnight = 1'396'310'400;  // 2014-04-01, a Tuesday
constexpr double kLabelled = 0.1;                  // the part of a series that its windows cover

}  // namespace

auto Random::normal() -> double {
  auto const radius = std::sqrt(-2 * std::log(1 - unit()));
  return radius * std::cos(2 * std::numbers::pi * unit());
}

auto Random::lognormal(double spread) -> double {
  return std::exp(spread * normal());
}

auto Random::pareto(double exponent) -> double {
  return std::pow(1 - unit(), -1 / exponent);
}

auto Random::poisson(double mean) -> double {
  if (mean > 50) return std::max(0.0, std::round(mean + std::sqrt(mean) * normal()));
  double count = -1;
  for (double product = 1; product > std::exp(-mean); product *= unit()) ++count;
  return count;
}

auto Draft::time_of_day(std::size_t row) const -> double {
  return static_cast<double>(row % rows_of_a_day()) / static_cast<double>(rows_of_a_day());
}

auto Draft::weekday(std::size_t row) const -> std::size_t {
  return (row / rows_of_a_day() + 1) % 7;
}

auto places(Random& random, std::size_t rows, std::size_t count) -> std::vector<std::size_t> {
  auto const first = 0.2 * static_cast<double>(rows);
  auto const each = 0.76 * static_cast<double>(rows) / static_cast<double>(std::max<std::size_t>(1, count));
  std::vector<std::size_t> chosen;
  for (std::size_t index = 0; index < count; ++index) {
    auto const begin = first + each * static_cast<double>(index);
    chosen.push_back(static_cast<std::size_t>(begin + each * random.uniform(0.1, 0.85)));
  }
  return chosen;
}

void each_row(Draft& draft, std::size_t from, std::size_t length,
              std::function<double(double value)> const& change) {
  auto const end = std::min(draft.values.size(), from + length);
  for (auto row = from; row < end; ++row) draft.values[row] = change(draft.values[row]);
}

auto finished(std::string name, Draft const& draft, Random& random) -> LabelledSeries {
  LabelledSeries series{.name = std::move(name), .rows = {}, .windows = {}};
  auto const step = static_cast<double>(draft.step_seconds);
  double skipped = 0;
  for (std::size_t row = 0; row < draft.values.size(); ++row) {
    if (draft.jitter > 0 && random.chance(draft.jitter)) skipped += step * random.uniform(0.2, 3);
    auto const at = kMidnight + static_cast<std::int64_t>(step * static_cast<double>(row) + skipped);
    series.rows.push_back({at, draft.values[row]});
  }
  auto const count = draft.values.size();
  auto const half =
      static_cast<std::size_t>(kLabelled * static_cast<double>(count) /
                               static_cast<double>(std::max<std::size_t>(1, draft.anomalies.size())) / 2);
  for (auto const at : draft.anomalies) {
    Window const window{.first = at - std::min(at, half), .last = std::min(count - 1, at + half)};
    if (!series.windows.empty() && window.first <= series.windows.back().last) {
      series.windows.back().last = window.last;
    } else {
      series.windows.push_back(window);
    }
  }
  return series;
}

}  // namespace pb::bench
