#pragma once

#include <cstdint>

#include "base/calendar.h"
#include "base/money.h"

namespace pb::app {

// Numbers that look random and are the same for the same seed and coordinates, in whatever order they are
// asked for.
class Noise {
 public:
  explicit Noise(std::uint64_t seed) : seed_(seed) {}
  // In [0, 1); `stream` keeps unrelated uses apart.
  [[nodiscard]] auto uniform(std::uint64_t stream, std::uint64_t a, std::uint64_t b = 0) const -> double;
  // Around 0 with deviation 1, never beyond 3.5.
  [[nodiscard]] auto normal(std::uint64_t stream, std::uint64_t a, std::uint64_t b = 0) const -> double;

 private:
  std::uint64_t seed_;
};

// Where a figure belongs: an office's ups and downs are shared by its territories.
struct DemoPlace {
  std::size_t office = 0;
  std::size_t territory = 0;
};

// What the invented company plans and earns: weekdays, seasons, growth, one office's slump, one wild outlier.
class DemoFigures {
 public:
  DemoFigures(std::uint64_t seed, Day today) : noise_(seed), today_(today) {}

  // What one could have known before: no noise. In hryvnias.
  [[nodiscard]] auto expected(DemoPlace place, Day day) const -> double;
  // A plan as a person gives it, rounded the way people round.
  [[nodiscard]] auto plan(DemoPlace place, Day day) const -> Money;
  // The fact of a month whose plans came to `planned`.
  [[nodiscard]] auto fact(DemoPlace place, Month month, Money planned) const -> Money;

 private:
  [[nodiscard]] auto level(DemoPlace place) const -> double;
  [[nodiscard]] auto slump(std::size_t office, Day day) const -> double;
  [[nodiscard]] bool is_outlier(DemoPlace place, Day day) const;

  Noise noise_;
  Day today_;
};

// To 100, 500 or 1000 hryvnias, by size.
auto round_like_people(double hryvnias) -> Money;

}  // namespace pb::app
