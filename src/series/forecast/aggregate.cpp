#include "series/forecast/aggregate.h"

#include <cmath>

namespace pb::series {
namespace {

constexpr std::size_t kLeastMeans = 10;
constexpr std::size_t kLongest = 12;

auto means_of(std::span<double const> values, std::size_t size) -> std::vector<double> {
  std::vector<double> means;
  for (auto at = values.size() % size; at < values.size(); at += size) {
    double sum = 0;
    for (auto const value : values.subspan(at, size)) sum += value;
    means.push_back(sum / static_cast<double>(size));
  }
  return means;
}

}  // namespace

auto fit_aggregates(std::span<double const> values, std::size_t season) -> std::vector<Aggregate> {
  std::vector<Aggregate> aggregates;
  for (std::size_t size = 2; size < season && size <= kLongest; ++size) {
    if (season % size != 0 || values.size() / size < kLeastMeans) continue;
    auto model = fit_ets(means_of(values, size), 1, {.trend = EtsTrend::damped});
    if (std::isfinite(model.criterion)) aggregates.push_back({.size = size, .model = std::move(model)});
  }
  return aggregates;
}

auto continue_aggregates(std::span<Aggregate const> aggregates, std::span<double const> values,
                         std::size_t horizon) -> std::vector<double> {
  std::vector<double> mean(horizon, 0.0);
  for (auto const& [size, model] : aggregates) {
    auto means = means_of(values, size);
    if (means.empty()) means.push_back(values.back());
    auto const blocks = continue_ets(model, means, (horizon + size - 1) / size);
    for (std::size_t step = 0; step < horizon; ++step)
      mean[step] += blocks[step / size] / static_cast<double>(aggregates.size());
  }
  return mean;
}

}  // namespace pb::series
