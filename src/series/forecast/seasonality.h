#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace pb::series {

enum class SeasonalForm : std::uint8_t { none, additive, multiplicative };

// What each place in the season adds to, or multiplies, the level. Observation t stands at place t % size.
struct SeasonalPattern {
  SeasonalForm form = SeasonalForm::none;
  std::vector<double> indices{};
};

// Whether the autocorrelation at the season's lag differs from chance: |r_m| > 1.645 sqrt((1 + 2 sum
// r_i^2)/n) (Assimakopoulos & Nikolopoulos 2000). False below two seasons.
[[nodiscard]] bool is_seasonal(std::span<double const> values, std::size_t season);

// Classical decomposition: means of each place's ratios to (differences from) the centred moving average over
// one season, brought to a mean of one (zero), and shrunk towards it as far as they are noise (Miller &
// Williams 2003). No pattern below two seasons, nor of ratios where an index or the average is not positive.
auto seasonal_pattern(std::span<double const> values, std::size_t season, SeasonalForm form)
    -> SeasonalPattern;

// The values without their pattern; the first one stands at place 0.
auto without_season(std::span<double const> values, SeasonalPattern const& pattern) -> std::vector<double>;

// Puts the pattern back on values of which the first one stands at place `from` (any number; counted round).
void with_season(std::span<double> values, SeasonalPattern const& pattern, std::size_t from);

}  // namespace pb::series
