#include "charts/ticks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>

namespace pb::charts {
namespace {

// Steps that people count in, the simplest first.
constexpr std::array kSteps{1.0, 5.0, 2.0, 2.5};
// Less than this part of the values is no difference that a double or an eye could show.
constexpr double kEqual = 1e-9;

struct Candidate {
  double step = 1;
  double first = 0;  // in steps
  double last = 1;
  double score = 0;

  [[nodiscard]] auto count() const -> double { return last - first + 1; }
};

auto candidate_of(double low, double high, double step) -> Candidate {
  // What lies on a tick but for rounding needs no further tick.
  constexpr double kSlack = 1e-9;
  return {.step = step, .first = std::floor(low / step + kSlack), .last = std::ceil(high / step - kSlack)};
}

// From 0 to 1 each: how simple the step is, how little of the axis is empty, how near to as many ticks as
// fit.
auto score_of(Candidate const& candidate, double low, double high, std::size_t most, std::size_t rank)
    -> double {
  bool const zero = candidate.first <= 0 && candidate.last >= 0;
  double const simplicity =
      1 - static_cast<double>(rank) / static_cast<double>(kSteps.size()) + (zero ? 0.25 : 0);
  double const span = (candidate.last - candidate.first) * candidate.step;
  double const coverage = (high - low) / span;
  double const density = candidate.count() / static_cast<double>(most);
  return 0.25 * simplicity + 0.35 * coverage + 0.4 * density;
}

auto best(double low, double high, std::size_t most, double above) -> std::optional<Candidate> {
  std::optional<Candidate> found;
  auto const exponent = std::floor(std::log10((high - low) / static_cast<double>(most)));
  for (double power = exponent - 1; power <= exponent + 3; ++power)
    for (std::size_t rank = 0; rank < kSteps.size(); ++rank) {
      double const step = kSteps.at(rank) * std::pow(10.0, power);
      if (step <= above) continue;
      auto candidate = candidate_of(low, high, step);
      if (candidate.count() > static_cast<double>(most) || candidate.last <= candidate.first) continue;
      candidate.score = score_of(candidate, low, high, most, rank);
      if (!found || candidate.score > found->score) found = candidate;
    }
  return found;
}

auto scale_of(Candidate const& candidate) -> Scale {
  Scale scale{.low = candidate.first * candidate.step, .high = candidate.last * candidate.step, .ticks = {}};
  for (double index = candidate.first; index <= candidate.last; ++index)
    scale.ticks.push_back(index * candidate.step);
  return scale;
}

auto all_read_differently(Scale const& scale, Words const& words) -> bool {
  if (!words) return true;
  std::string before;
  for (auto const tick : scale.ticks) {
    auto now = words(tick);
    if (now == before) return false;
    before = std::move(now);
  }
  return true;
}

}  // namespace

auto nice_scale(double low, double high, std::size_t most, Words const& words) -> Scale {
  if (!std::isfinite(low) || !std::isfinite(high) || low > high)
    throw std::invalid_argument("a scale needs two numbers in order");
  if (high - low <= kEqual * std::max(std::abs(low), std::abs(high))) {
    low = std::min(0.0, low);
    high = std::max(0.0, high);
  }
  if (low == high) return {.low = 0, .high = 1, .ticks = {0}};
  most = std::max<std::size_t>(most, 2);

  // Two ticks always fit: with a step of the whole range each end has one; three where zero lies between.
  double above = 0;
  std::optional<Candidate> last;
  for (auto found = best(low, high, most, above); found; found = best(low, high, most, above)) {
    auto scale = scale_of(*found);
    if (all_read_differently(scale, words)) return scale;
    above = found->step;
    last = found;
  }
  return {.low = low, .high = high, .ticks = {low, high}};
}

void Range::add(Number const& value) {
  if (!value || !std::isfinite(*value)) return;
  low = any_ ? std::min(low, *value) : *value;
  high = any_ ? std::max(high, *value) : *value;
  any_ = true;
}

void Range::add(std::vector<Number> const& values) {
  for (auto const& value : values) add(value);
}

auto with_near_zero(Range const& range) -> Range {
  auto widened = range;
  double const span = range.high - range.low;
  if (range.low > 0 && range.low <= span) widened.add(0.0);
  if (range.high < 0 && -range.high <= span) widened.add(0.0);
  return widened;
}

}  // namespace pb::charts
