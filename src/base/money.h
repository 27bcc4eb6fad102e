#pragma once

#include <compare>
#include <cstdint>
#include <optional>

namespace pb {

// An amount in minor units (kopecks, cents) of the organisation's currency. Never a double.
struct Money {
  std::int64_t minor = 0;

  friend auto operator<=>(Money, Money) = default;
};

// To whole hryvnias (dollars, ...), half away from zero: how exactly an estimate is said. For amounts under
// 10^18 either way.
[[nodiscard]] constexpr auto to_whole_units(Money amount) -> Money {
  constexpr std::int64_t kMinorPerUnit = 100;
  auto const rest = amount.minor % kMinorPerUnit;
  return {amount.minor - rest + rest / (kMinorPerUnit / 2) * kMinorPerUnit};
}

// Nothing where the difference leaves 64 bits.
[[nodiscard]] inline auto checked_subtract(Money a, Money b) -> std::optional<Money> {
  Money difference;
  if (__builtin_sub_overflow(a.minor, b.minor, &difference.minor)) return std::nullopt;
  return difference;
}

}  // namespace pb
