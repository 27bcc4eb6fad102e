#include "series/trend/slope.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <vector>

#include "series/trend/order.h"

namespace pb::series::trend {
namespace {

struct Point {
  double step = 0;
  double value = 0;
};
using Points = std::vector<Point>;  // by step

// One list of points per season; a single one without seasons.
auto seasons_of(std::span<double const> values, std::size_t season) -> std::vector<Points> {
  std::vector<Points> seasons(std::max<std::size_t>(season, 1));
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isnan(values[i])) seasons[i % seasons.size()].push_back({static_cast<double>(i), values[i]});
  }
  return seasons;
}

// What the pairs of one list say: their slopes, Kendall's S, and its variance if the values were independent.
struct Pairs {
  std::vector<double> slopes{};
  double s = 0;
  double variance = 0;
};

void add_pairs(Pairs& pairs, Points const& points) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t j = i + 1; j < points.size(); ++j) {
      auto const rise = points[j].value - points[i].value;
      pairs.slopes.push_back(rise / (points[j].step - points[i].step));
      pairs.s += sign_of(rise);
    }
  }
  std::map<double, double> ties;
  for (auto const& point : points) ties[point.value] += 1;
  auto const spread = [](double n) { return n * (n - 1) * (2 * n + 5) / 18; };
  pairs.variance += spread(static_cast<double>(points.size()));
  for (auto const& [value, count] : ties) pairs.variance -= spread(count);
}

// The values of one season, year by year; a year without one is NaN.
auto by_cycle(Points const& points, std::size_t season, std::size_t cycles) -> std::vector<double> {
  std::vector<double> values(cycles, std::nan(""));
  for (auto const& point : points) values[static_cast<std::size_t>(point.step) / season] = point.value;
  return values;
}

// Mid-ranks; a missing value has the middle one, as Dietz & Killeen have it.
auto ranks(std::vector<double> const& values) -> std::vector<double> {
  std::vector<double> result(values.size(), 0);
  auto const known = std::ranges::count_if(values, [](double value) { return !std::isnan(value); });
  for (std::size_t i = 0; i < values.size(); ++i) {
    double twice = static_cast<double>(known) + 1;
    if (!std::isnan(values[i])) {
      for (auto const other : values) {
        if (!std::isnan(other)) twice += sign_of(values[i] - other);
      }
    }
    result[i] = twice / 2;
  }
  return result;
}

// What the seasons' Kendall sums vary together, over all ordered pairs of different seasons.
auto covariance_of(std::vector<Points> const& seasons, std::size_t cycles) -> double {
  std::vector<std::vector<double>> values;
  std::vector<std::vector<double>> ranked;
  for (auto const& points : seasons) {
    values.push_back(by_cycle(points, seasons.size(), cycles));
    ranked.push_back(ranks(values.back()));
  }
  double sum = 0;
  auto const n = static_cast<double>(cycles);
  for (std::size_t g = 0; g < seasons.size(); ++g) {
    for (std::size_t h = g + 1; h < seasons.size(); ++h) {
      double k = 0;
      double r = 0;
      for (std::size_t i = 0; i < cycles; ++i) {
        r += ranked[g][i] * ranked[h][i];
        for (std::size_t j = i + 1; j < cycles; ++j)
          k += sign_of(values[g][j] - values[g][i]) * sign_of(values[h][j] - values[h][i]);
      }
      auto const known_g = static_cast<double>(seasons[g].size());
      auto const known_h = static_cast<double>(seasons[h].size());
      sum += 2 * (k + 4 * r - n * (known_g + 1) * (known_h + 1)) / 3;
    }
  }
  return sum;
}

auto without_line(std::span<double const> values, double per_step) -> std::vector<double> {
  std::vector<double> left(values.begin(), values.end());
  for (std::size_t i = 0; i < left.size(); ++i) left[i] -= per_step * static_cast<double>(i);
  return left;
}

// How many times an independent series' variance this one's is.
auto widening(std::span<double const> left) -> double {
  auto const rho = first_autocorrelation(left);
  if (rho <= 0) return 1;
  // Lettenmaier 1976, as Yue & Wang have it: 1 + 2 sum of (1 - k/n) rho^k.
  auto const n = static_cast<double>(left.size());
  double sum = 0;
  double power = 1;
  for (double k = 1; k < n && power > 1e-6; ++k) {
    power *= rho;
    sum += (1 - k / n) * power;
  }
  return 1 + 2 * sum;
}

// The quantile of the standard normal distribution, by bisection of erfc: exact to 1e-12.
auto normal_quantile(double probability) -> double {
  double low = -10;
  double high = 10;
  for (int step = 0; step < 60; ++step) {
    auto const middle = std::midpoint(low, high);
    (std::erfc(-middle / std::numbers::sqrt2) / 2 < probability ? low : high) = middle;
  }
  return std::midpoint(low, high);
}

auto interval_of(std::vector<double>& slopes, double variance, double confidence)
    -> std::optional<Slope::Interval> {
  auto const n = static_cast<double>(slopes.size());
  auto const reach = normal_quantile((1 + confidence) / 2) * std::sqrt(variance);
  auto const low = std::floor((n - reach) / 2);  // counted from 1, as Sen's M1 and M2 + 1
  auto const high = std::ceil((n + reach) / 2) + 1;
  if (low < 1 || high > n) return std::nullopt;
  auto const nth = [&](double rank) {
    auto const place = slopes.begin() + static_cast<std::ptrdiff_t>(rank) - 1;
    std::nth_element(slopes.begin(), place, slopes.end());
    return *place;
  };
  return Slope::Interval{nth(low), nth(high)};
}

}  // namespace

auto first_autocorrelation(std::span<double const> values) -> double {
  constexpr double kFewest = 8;
  auto const known = without_gaps(values);
  double mean = 0;
  double largest = 0;
  for (auto const value : known) {
    mean += value / static_cast<double>(known.size());
    largest = std::max(largest, std::abs(value));
  }
  double square = 0;
  for (auto const value : known) square += (value - mean) * (value - mean);
  double product = 0;
  double pairs = 0;
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (std::isnan(values[i]) || std::isnan(values[i - 1])) continue;
    product += (values[i] - mean) * (values[i - 1] - mean);
    ++pairs;
  }
  auto const n = static_cast<double>(known.size());
  auto const rounding = 1e-12 * largest;  // of a line that fits exactly, nothing else is left
  if (pairs < kFewest || square <= n * rounding * rounding) return 0;
  auto const measured = (product / pairs) / (square / n);
  return std::clamp((n * measured + 1) / (n - 4), -0.99, 0.99);
}

auto slope_of(std::span<double const> values, std::size_t season, double confidence) -> std::optional<Slope> {
  auto const seasons = seasons_of(values, season);
  Pairs pairs;
  for (auto const& points : seasons) add_pairs(pairs, points);
  if (pairs.slopes.empty()) return std::nullopt;

  Slope slope{.per_step = median(pairs.slopes)};
  auto variance = pairs.variance;
  // The line is taken off first: seasons that rise together do not depend on each other for that.
  auto const left = without_line(values, slope.per_step);
  if (seasons.size() > 1) {
    // The covariance is an estimate and may be negative by chance: dependence never narrows the interval.
    auto const cycles = (values.size() + seasons.size() - 1) / seasons.size();
    variance += std::max(0.0, covariance_of(seasons_of(left, season), cycles));
  } else {
    variance *= widening(left);
  }
  if (variance <= 0) {  // all values are the same
    slope.interval = Slope::Interval{slope.per_step, slope.per_step};
    return slope;
  }
  auto const surprise = std::max(0.0, std::abs(pairs.s) - 1) / std::sqrt(variance);  // continuity correction
  slope.p_value = std::erfc(surprise / std::numbers::sqrt2);
  slope.interval = interval_of(pairs.slopes, variance, confidence);
  return slope;
}

}  // namespace pb::series::trend
