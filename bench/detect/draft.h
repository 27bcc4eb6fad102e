#pragma once

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "detect/labelled_series.h"

namespace pb::bench {

// Chance with names; the same seed makes the same series everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  auto uniform(double from, double to) -> double { return from + (to - from) * unit(); }
  auto below(std::size_t limit) -> std::size_t { return static_cast<std::size_t>(engine_() % limit); }
  auto chance(double part) -> bool { return unit() < part; }
  auto normal() -> double;
  auto lognormal(double spread) -> double;
  // At least 1; the smaller the exponent, the heavier the tail.
  auto pareto(double exponent) -> double;
  auto poisson(double mean) -> double;

 private:
  auto unit() -> double { return static_cast<double>(engine_() >> 11U) * 0x1p-53; }
  std::mt19937_64 engine_;
};

// A series in the making.
struct Draft {
  std::size_t step_seconds = 300;
  std::vector<double> values;
  std::vector<std::size_t> anomalies;  // where each begins
  double jitter = 0;                   // how unevenly the rows come, in steps

  [[nodiscard]] auto rows_of_a_day() const -> std::size_t { return 86'400 / step_seconds; }
  // Time of day, 0 to 1, and day of the week, 0 to 6, of a row.
  [[nodiscard]] auto time_of_day(std::size_t row) const -> double;
  [[nodiscard]] auto weekday(std::size_t row) const -> std::size_t;
};

// `count` places for anomalies behind the part that is not judged, well apart.
auto places(Random& random, std::size_t rows, std::size_t count) -> std::vector<std::size_t>;

// Changes each value of a stretch.
void each_row(Draft& draft, std::size_t from, std::size_t length,
              std::function<double(double value)> const& change);

// The rows with their timestamps and windows: together a tenth of the series, each around its anomaly.
auto finished(std::string name, Draft const& draft, Random& random) -> LabelledSeries;

}  // namespace pb::bench
