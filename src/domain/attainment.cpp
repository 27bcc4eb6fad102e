#include "domain/attainment.h"

#include <limits>

namespace pb {
namespace {

__extension__ using Wide = __int128;  // a 64-bit amount times 20 000

}  // namespace

auto delta(std::optional<Money> fact, Money plan) -> std::optional<Money> {
  return fact ? checked_subtract(*fact, plan) : std::nullopt;
}

auto attainment(std::optional<Money> fact, Money plan) -> std::optional<BasisPoints> {
  if (!fact || plan.minor <= 0) return std::nullopt;
  Wide const twice = Wide{fact->minor} * kOnPlan * 2;
  Wide const rounded = (twice < 0 ? twice - plan.minor : twice + plan.minor) / (Wide{plan.minor} * 2);
  if (rounded > std::numeric_limits<BasisPoints>::max() || rounded < std::numeric_limits<BasisPoints>::min())
    return std::nullopt;
  return static_cast<BasisPoints>(rounded);
}

}  // namespace pb
