#pragma once

#include <random>
#include <set>
#include <utility>

#include "analytics/cube/contents.h"

// For tests: companies and questions by chance, dense enough that every rule meets every other.
namespace pb::analytics {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}
  auto below(std::int64_t limit) -> std::int64_t {
    return std::uniform_int_distribution<std::int64_t>(0, limit - 1)(engine_);
  }
  auto one_in(std::int64_t count) -> bool { return below(count) == 0; }

 private:
  std::mt19937_64 engine_;
};

inline constexpr Day kRandomStart{20'089};  // 2025-01-01
inline constexpr std::int32_t kRandomDays = 100;

inline auto instant_of(Day day, std::int64_t minute) -> Instant {
  return std::chrono::sys_days(std::chrono::days(day.days)) + std::chrono::minutes(minute);
}

// 150 territories, so that they fill more than two segments.
inline auto random_contents(Chance& chance) -> Contents {
  Contents contents;
  auto& ground = contents.ground;
  auto const late_moment = [&] { return instant_of(kRandomStart + 50, chance.below(50'000)); };
  auto const archived = [&] { return chance.one_in(8) ? std::optional(late_moment()) : std::nullopt; };
  for (std::int64_t id = 1; id <= 10; ++id)
    ground.dictionary.put(OfficeEntry{.id = {id}, .archived_at = archived()});
  for (std::int64_t id = 1; id <= 15; ++id)
    ground.dictionary.put(GeoEntry{.id = {id}, .archived_at = archived()});
  for (std::int64_t id = 1; id <= 150; ++id) {
    ground.dictionary.put(TerritoryEntry{.id = {id},
                                         .office = static_cast<Index>((id - 1) / 15),
                                         .geo = static_cast<Index>((id - 1) % 15),
                                         .archived_at = archived(),
                                         .created_at = chance.one_in(5) ? late_moment() : Instant{}});
  }
  for (std::int64_t id = 1; id <= 20; ++id) ground.dictionary.put(ManagerEntry{.id = {id}});

  auto const given = [&](std::int64_t territory, std::int64_t lowest) {
    return GivenRow{.territory = static_cast<Index>(territory),
                    .manager = static_cast<Index>(chance.below(21)) - 1,
                    .amount = lowest + chance.below(1'000),
                    .submitted_at = late_moment(),
                    .late = chance.one_in(6)};
  };
  std::int64_t correction = 0;
  auto const correct = [&](ValueKind kind, std::int64_t territory, Month month, std::optional<Day> day) {
    if (chance.one_in(20))
      ground.corrections.push_back({{++correction}, kind, static_cast<Index>(territory), month, day});
  };
  for (std::int64_t territory = 0; territory < 150; ++territory) {
    for (std::int32_t offset = 0; offset < kRandomDays; ++offset) {
      auto const day = kRandomStart + offset;
      auto const month = Month::of(day);
      if (!chance.one_in(3)) {
        contents.plans.push_back({day, given(territory, 0)});
        for (int twice = 0; twice < 2; ++twice) correct(ValueKind::plan, territory, month, day);
      }
      if (chance.one_in(10)) {
        ground.facts.push_back({month, day, given(territory, -100)});
        correct(ValueKind::fact, territory, month, day);
      }
      if (day == month.first() && chance.one_in(2)) {
        ground.facts.push_back({month, std::nullopt, given(territory, -100)});
        correct(ValueKind::fact, territory, month, std::nullopt);
      }
    }
  }
  for (Index office = 0; office < 10; ++office) {
    for (std::int32_t offset = 0; offset < kRandomDays; ++offset) {
      if (chance.one_in(2))
        ground.closed_days.push_back(
            {office, kRandomStart + offset, instant_of(kRandomStart + offset, 1'000)});
    }
  }
  ground.closed_months.push_back({Month::of(kRandomStart), instant_of(kRandomStart + 31, 540)});
  return contents;
}

inline auto random_mask(Chance& chance, std::int64_t count) -> std::optional<std::vector<bool>> {
  if (chance.one_in(2)) return std::nullopt;
  std::vector<bool> mask;
  bool const blocks = chance.one_in(2);  // of fifteen: whole offices
  for (std::int64_t index = 0; index < count; ++index)
    mask.push_back(blocks && index % 15 != 0 ? mask.back() : chance.one_in(2));
  return mask;
}

inline auto random_slice(Chance& chance) -> Slice {
  Slice slice;
  if (chance.one_in(2)) {
    auto const month = Month::of(kRandomStart) + static_cast<std::int32_t>(chance.below(3));
    slice.first = month.first();
    slice.last = (month + static_cast<std::int32_t>(chance.below(3))).last();
  } else {
    slice.first = kRandomStart + static_cast<std::int32_t>(chance.below(kRandomDays + 10) - 5);
    slice.last = slice.first + static_cast<std::int32_t>(chance.below(80) - 2);
  }
  if (!chance.one_in(6)) slice.grain = static_cast<Grain>(chance.below(5));
  slice.fiscal_start = static_cast<std::int32_t>(chance.below(12)) + 1;
  slice.group_by = {.office = chance.one_in(3),
                    .geo = chance.one_in(3),
                    .territory = chance.one_in(4),
                    .manager = chance.one_in(3)};
  slice.territories = random_mask(chance, 150);
  slice.managers = random_mask(chance, 20);
  return slice;
}

}  // namespace pb::analytics
