#include "series/anomaly/daily.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pb::series {
namespace {

constexpr std::size_t kMemory = 182;       // steps that effects are taken from: half a year of days
constexpr std::size_t kErrorMemory = 400;  // errors that the spread is taken from
constexpr std::size_t kLevelSteps = 14;    // steps that the level is the median of
constexpr std::size_t kFewestSteps = 15;   // with a value before anything is said
constexpr std::size_t kFewestPeriods = 3;
constexpr std::size_t kFewestErrors = 5;
constexpr double kMadToDeviation = 1.4826;  // of a normal distribution
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

// NaN of nothing.
auto sorted_quantile(std::vector<double> const& sorted, double part) -> double {
  if (sorted.empty()) return kNothing;
  auto const place = part * static_cast<double>(sorted.size() - 1);
  auto const below = static_cast<std::size_t>(place);
  auto const above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], place - static_cast<double>(below));
}

// Changes the order. NaN of nothing.
auto median(std::vector<double>& values) -> double {
  std::ranges::sort(values);
  return sorted_quantile(values, 0.5);
}

// The deviation that an ordinary value exceeds, on either side, with this probability, in deviations of a
// normal distribution. By bisection: it is asked three times for a series.
auto normal_limit(double probability) -> double {
  double low = 0;
  double high = 40;
  for (int step = 0; step < 80; ++step) {
    auto const middle = (low + high) / 2;
    (std::erfc(middle / std::numbers::sqrt2) > probability ? low : high) = middle;
  }
  return high;
}

// Deviations from which each severity begins, in units of the spread.
struct Limits {
  double probability = 0;  // of an ordinary step to be noticed
  double notice = 0;
  double warning = 0;
  double critical = 0;
};

auto limits_of(DailyOptions const& options) -> Limits {
  // Level and spread are estimates: what they are wrong by is allowed for with a part of the budget.
  constexpr double kSpent = 0.5;
  auto const probability = std::min(0.5, kSpent * options.alarms_per_year / options.steps_per_year);
  return {.probability = probability,
          .notice = normal_limit(probability),
          .warning = normal_limit(probability / 10),
          .critical = normal_limit(probability / 100)};
}

// The sizes of the latest errors, in order of size.
class ErrorSizes {
 public:
  void add(double size) {
    if (latest_.size() == kErrorMemory) {
      sorted_.erase(std::ranges::lower_bound(sorted_, latest_.front()));
      latest_.erase(latest_.begin());
    }
    latest_.push_back(size);
    sorted_.insert(std::ranges::upper_bound(sorted_, size), size);
  }

  // The spread so that `part` of the errors are within `deviations` of it: the larger of what their median
  // and what their quantile say, since tails are heavier than a normal distribution's. NaN of too few.
  [[nodiscard]] auto spread(double part, double deviations) const -> double {
    if (sorted_.size() < kFewestErrors) return kNothing;
    auto const by_median = kMadToDeviation * sorted_quantile(sorted_, 0.5);
    auto const by_quantile = sorted_quantile(sorted_, part) / deviations;
    // Few errors know little of their spread: Student's correction, roughly.
    auto const few = 1 + 2 / static_cast<double>(sorted_.size());
    return few * std::max(by_median, by_quantile);
  }

 private:
  std::vector<double> latest_;
  std::vector<double> sorted_;
};

// What the values before a step say about it. NaN is a step that does not take part.
class Past {
 public:
  explicit Past(std::size_t period) : period_(period), effects_(period) {}

  void add(double value_or_nothing) {
    values_.push_back(value_or_nothing);
    known_ += std::isnan(value_or_nothing) ? 0 : 1;
    if (period_ == 1 || values_.size() < period_) return;
    auto const middle = values_.size() - 1 - period_ / 2;
    deviations_.resize(middle, kNothing);  // the first half period has none
    deviations_.push_back(values_[middle] - around(values_.size() - period_));
    effects_[middle % period_] = effect(middle);
  }

  // The expected value of the step that comes next; NaN while too little is known.
  [[nodiscard]] auto expected() const -> double {
    auto const next = values_.size();
    if (known_ < std::max(kFewestSteps, kFewestPeriods * period_)) return kNothing;
    std::vector<double> recent;
    auto const oldest = next - std::min(next, kMemory);
    for (auto step = next; step-- > oldest && recent.size() < kLevelSteps;) {
      auto const value = values_[step] - effects_[step % period_];
      if (!std::isnan(value)) recent.push_back(value);
    }
    return median(recent) + effects_[next % period_];
  }

 private:
  // The median of a period's values.
  [[nodiscard]] auto around(std::size_t first) const -> double {
    std::vector<double> values;
    for (auto step = first; step < first + period_; ++step)
      if (!std::isnan(values_[step])) values.push_back(values_[step]);
    return median(values);
  }

  // How far the steps of this phase, up to `last`, lie from the medians of the periods around them.
  [[nodiscard]] auto effect(std::size_t last) const -> double {
    std::vector<double> deviations;
    auto const oldest =
        values_.size() - std::min(values_.size(), std::max(kMemory, kFewestPeriods * period_));
    for (auto step = last; step >= oldest; step -= period_) {
      if (!std::isnan(deviations_[step])) deviations.push_back(deviations_[step]);
      if (step < period_) break;
    }
    return deviations.empty() ? 0 : median(deviations);
  }

  std::size_t period_;
  std::size_t known_ = 0;
  std::vector<double> values_;
  std::vector<double> deviations_;  // from the period around; of all steps but the last half period
  std::vector<double> effects_;     // by phase
};

auto severity_of(double deviation, double spread, Limits const& limits) -> Severity {
  auto const size = std::abs(deviation);
  if (size == 0 || size < limits.notice * spread) return Severity::none;
  if (size < limits.warning * spread) return Severity::notice;
  return size < limits.critical * spread ? Severity::warning : Severity::critical;
}

// What is remembered of an error: a level shift must not make the series deaf for half a year, and where all
// errors were 0 the first other one is the spread.
auto learnt(double size, double most) -> double {
  return most > 0 ? std::min(size, most) : size;
}

// Expected value, ranges and severity, where enough is known.
auto judged(double actual, double expected, ErrorSizes const& errors, Limits const& limits) -> JudgedDay {
  constexpr double kOf80 = 1.2816;
  constexpr double kOf95 = 1.96;
  auto const around = [](double middle, double by) { return Range{.low = middle - by, .high = middle + by}; };
  JudgedDay day{.actual = actual, .expected = expected};
  day.range80 = around(day.expected, kOf80 * errors.spread(0.8, kOf80));
  day.range95 = around(day.expected, kOf95 * errors.spread(0.95, kOf95));
  auto const spread = errors.spread(1 - limits.probability, limits.notice);
  if (!std::isnan(actual) && !std::isnan(spread)) {
    // What differs by no more than rounding does not differ.
    auto const rounding = 1e-9 * std::max(std::abs(actual), std::abs(day.expected));
    auto const deviation = actual - day.expected;
    if (std::abs(deviation) > rounding) day.severity = severity_of(deviation, spread, limits);
  }
  return day;
}

}  // namespace

auto judge_days(std::span<double const> values, std::span<std::uint8_t const> holidays,
                DailyOptions const& options) -> std::expected<std::vector<JudgedDay>, DailyProblem> {
  constexpr std::size_t kLongestPeriod = 366;
  if (options.period == 0 || options.period > kLongestPeriod || !(options.steps_per_year > 0) ||
      !(options.alarms_per_year > 0))
    return std::unexpected(DailyProblem::options_senseless);
  if (!holidays.empty() && holidays.size() != values.size())
    return std::unexpected(DailyProblem::holidays_missing);
  if (std::ranges::any_of(values, [](double value) { return std::isinf(value); }))
    return std::unexpected(DailyProblem::infinite_value);

  auto const limits = limits_of(options);
  Past past(options.period);
  ErrorSizes errors;
  std::vector<JudgedDay> days;
  std::optional<std::size_t> since;  // of the run that is going on
  bool above = false;
  for (std::size_t step = 0; step < values.size(); ++step) {
    auto const holiday = !holidays.empty() && holidays[step] != 0;
    auto day = judged(values[step], past.expected(), errors, limits);
    if (holiday) day.severity = Severity::none;
    auto const error = day.actual - day.expected;
    if (!holiday && !std::isnan(error)) {
      if (day.severity == Severity::none || (error > 0) != above) since.reset();
      if (day.severity != Severity::none) {
        since = since.value_or(step);
        above = error > 0;
        day.since = since;
      }
      auto const spread = errors.spread(1 - limits.probability, limits.notice);
      errors.add(learnt(std::abs(error), limits.warning * spread));
    }
    past.add(holiday ? kNothing : values[step]);
    days.push_back(day);
  }
  return days;
}

}  // namespace pb::series
