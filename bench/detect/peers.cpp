#include "detect/peers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace pb::bench {
namespace {

struct Moments {
  double mean = 0;
  double deviation = 0;
};

auto moments(std::vector<double> const& values) -> Moments {
  if (values.empty()) return {};
  double sum = 0;
  for (auto const value : values) sum += value;
  auto const mean = sum / static_cast<double>(values.size());
  double squares = 0;
  for (auto const value : values) squares += (value - mean) * (value - mean);
  auto const deviation = std::sqrt(squares / static_cast<double>(values.size()));
  return {.mean = mean, .deviation = deviation > 0 ? deviation : 1e-6};
}

}  // namespace

auto windowed_gaussian(LabelledSeries const& series) -> Scores {
  constexpr std::size_t kWindow = 6'400;
  constexpr std::size_t kStep = 100;
  Scores scores;
  std::vector<double> window;
  std::vector<double> step;
  Moments known;
  for (auto const& row : series.rows) {
    scores.push_back(window.empty() ? 0
                                    : 1 - 0.5 * std::erfc(std::abs(row.value - known.mean) / known.deviation /
                                                          std::numbers::sqrt2));
    if (window.size() < kWindow) {
      window.push_back(row.value);
      known = moments(window);
      continue;
    }
    step.push_back(row.value);
    if (step.size() < kStep) continue;
    window.erase(window.begin(), window.begin() + kStep);
    window.insert(window.end(), step.begin(), step.end());
    step.clear();
    known = moments(window);
  }
  return scores;
}

auto moving_z(LabelledSeries const& series) -> Scores {
  constexpr std::size_t kWindow = 288;
  Scores scores;
  std::vector<double> window;
  for (auto const& row : series.rows) {
    auto const known = moments(window);
    auto const z = window.size() < 2 ? 0 : std::abs(row.value - known.mean) / known.deviation;
    scores.push_back(z / (1 + z));
    window.push_back(row.value);
    if (window.size() > kWindow) window.erase(window.begin());
  }
  return scores;
}

auto relative_entropy(LabelledSeries const& series) -> Scores {
  constexpr std::size_t kWindow = 52;
  constexpr std::size_t kBins = 5;
  constexpr double kLimit = 13.277;  // chi-squared with kBins - 1 degrees of freedom at 0.99
  constexpr int kFewest = 1;
  using Shares = std::array<double, kBins>;
  struct Hypothesis {
    Shares shares{};
    int seen = 0;
  };
  auto const [low, high] = std::ranges::minmax(series.rows, {}, &Row::value);
  auto const step = std::max(1e-12, (high.value - low.value) / kBins);
  Scores scores;
  std::vector<Hypothesis> hypotheses;
  for (std::size_t row = 0; row < series.rows.size(); ++row) {
    scores.push_back(0);
    if (row + 1 < kWindow) continue;
    Shares shares{};
    for (auto at = row + 1 - kWindow; at <= row; ++at) {
      auto const bin = static_cast<std::size_t>((series.rows[at].value - low.value) / step);
      shares[std::min(bin, kBins - 1)] += 1.0 / kWindow;
    }
    Hypothesis* nearest = nullptr;
    double least = kLimit;
    for (auto& hypothesis : hypotheses) {
      double entropy = 0;
      for (std::size_t bin = 0; bin < kBins; ++bin) {
        auto const expected = std::max(hypothesis.shares[bin], 1e-3);
        if (shares[bin] > 0) entropy += shares[bin] * std::log(shares[bin] / expected);
      }
      if (2 * kWindow * entropy >= least) continue;
      least = 2 * kWindow * entropy;
      nearest = &hypothesis;
    }
    if (nearest == nullptr) {
      hypotheses.push_back({.shares = shares, .seen = 1});
      scores.back() = 1;
    } else if (nearest->seen++ <= kFewest) {
      scores.back() = 1;
    }
  }
  return scores;
}

}  // namespace pb::bench
