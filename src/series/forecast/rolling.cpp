#include "series/forecast/rolling.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pb::series {
namespace {

constexpr std::size_t kOriginLimit = 24;
constexpr std::size_t kLeastKnown = 4;
constexpr double kLeastSharpness = 0.5;
constexpr double kMostSharpness = 3;
// What each expert's share begins with: Theta did best on real business series (Makridakis & Hibon 2000),
// free autoregressions worst of these.
constexpr Weights kPrior = {0, 1.25, 1, 1, 1, 0.75, 1};

auto error_of(std::span<Origin const> origins, std::span<double const> values, auto const& mean_of)
    -> double {
  double sum = 0;
  double count = 0;
  for (auto const& origin : origins) {
    auto const& mean = mean_of(origin.said);
    for (std::size_t step = 0; step < mean.size(); ++step) {
      sum += std::abs(mean[step] - values[origin.at + step]);
      count += 1;
    }
  }
  return count > 0 ? sum / count : std::numeric_limits<double>::infinity();
}

}  // namespace

auto rolling_origins(Panel const& panel, std::span<double const> values, std::size_t season,
                     std::size_t horizon) -> std::vector<Origin> {
  auto const seasons = panel.form() == SeasonalForm::none ? 0 : 2 * season + 1;
  auto const first = std::max({kLeastKnown, values.size() / 2, seasons});
  std::vector<Origin> origins;
  if (first >= values.size()) return origins;
  auto const stride = (values.size() - first + kOriginLimit - 1) / kOriginLimit;
  for (auto at = values.size() - 1; at >= first; at -= stride) {
    auto const steps = std::min(horizon, values.size() - at);
    origins.push_back({.at = at, .said = panel.continued(values.first(at), steps)});
  }
  return origins;
}

auto weights_of(std::span<Origin const> origins, std::span<double const> values, std::size_t horizon)
    -> Weights {
  Weights weights{};
  double sharpness = 0;
  if (!origins.empty()) {
    auto const seen = static_cast<double>(values.size() - origins.back().at);
    sharpness = std::clamp(seen / (2 * static_cast<double>(horizon)), kLeastSharpness, kMostSharpness);
  }
  double sum = 0;
  for (std::size_t expert = 1; expert < kExperts; ++expert) {
    auto const error =
        error_of(origins, values, [&](Opinions const& said) -> auto const& { return said.at(expert); });
    weights.at(expert) = kPrior.at(expert) * (origins.empty() ? 1 : std::pow(error + 1e-6, -sharpness));
    sum += weights.at(expert);
  }
  for (auto& weight : weights) weight /= sum;
  return weights;
}

auto combined(Opinions const& said, Weights const& weights) -> std::vector<double> {
  std::vector<double> mean(said.front().size(), 0.0);
  for (std::size_t expert = 0; expert < kExperts; ++expert) {
    if (weights.at(expert) <= 0) continue;
    for (std::size_t step = 0; step < mean.size(); ++step)
      mean[step] += weights.at(expert) * said.at(expert)[step];
  }
  return mean;
}

auto error_of(std::span<Origin const> origins, std::span<double const> values, Weights const& weights)
    -> double {
  return error_of(origins, values, [&](Opinions const& said) { return combined(said, weights); });
}

}  // namespace pb::series
