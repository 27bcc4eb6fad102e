#include "analytics/query/value.h"

#include <cmath>
#include <limits>

#include "domain/attainment.h"

namespace pb::analytics {
namespace {

constexpr double kBeyondBasisPoints = 9.2e18;

auto finite(double number) -> Value {
  return std::isfinite(number) ? Value(number) : Value();
}

auto as_double(Value const& value) -> double {
  return static_cast<double>(as_real(value));
}

}  // namespace

auto as_real(Value const& value) -> long double {
  if (auto const* const whole = std::get_if<std::int64_t>(&value)) return static_cast<long double>(*whole);
  if (auto const* const real = std::get_if<double>(&value)) return *real;
  return 0;
}

auto rounded_quotient(Wide numerator, Wide denominator) -> std::optional<std::int64_t> {
  if (denominator == 0) return std::nullopt;
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  Wide const half = numerator < 0 ? -denominator : denominator;
  Wide const rounded = (numerator * 2 + half) / (denominator * 2);
  if (rounded > std::numeric_limits<std::int64_t>::max() ||
      rounded < std::numeric_limits<std::int64_t>::min())
    return std::nullopt;
  return static_cast<std::int64_t>(rounded);
}

auto ratio(Wide part, Wide whole) -> std::optional<std::int64_t> {
  if (whole <= 0) return std::nullopt;
  return rounded_quotient(part * kOnPlan, whole);
}

auto change(Value const& now, Value const& before) -> Value {
  if (!has_data(now) || !has_data(before)) return {};
  auto const* const a = std::get_if<std::int64_t>(&now);
  auto const* const b = std::get_if<std::int64_t>(&before);
  if (a == nullptr || b == nullptr) return finite(as_double(now) - as_double(before));
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(*a, *b, &difference)) return {};
  return difference;
}

auto change_in_percent(Value const& now, Value const& before) -> Value {
  if (!has_data(now) || !has_data(before)) return {};
  auto const* const a = std::get_if<std::int64_t>(&now);
  auto const* const b = std::get_if<std::int64_t>(&before);
  if (a != nullptr && b != nullptr) {
    Wide const size = *b < 0 ? -Wide{*b} : Wide{*b};
    return to_value(ratio(Wide{*a} - Wide{*b}, size));
  }
  if (as_double(before) == 0) return {};
  double const points = (as_double(now) - as_double(before)) / std::abs(as_double(before)) * kOnPlan;
  if (!(std::abs(points) < kBeyondBasisPoints)) return {};
  return static_cast<std::int64_t>(std::llround(points));
}

}  // namespace pb::analytics
