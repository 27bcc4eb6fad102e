#include "app/demo_data_figures.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace pb::app {
namespace {

// Each kind of chance draws from a stream of its own.
struct Stream {
  static constexpr std::uint64_t kLevel = 1;
  static constexpr std::uint64_t kOfficeWeight = 2;
  static constexpr std::uint64_t kTerritoryNoise = 3;
  static constexpr std::uint64_t kOfficeNoise = 4;
  static constexpr std::uint64_t kFactNoise = 5;
  static constexpr std::uint64_t kFactBias = 6;
};

constexpr double kMinorPerHryvnia = 100;
constexpr double kYearlyGrowth = 0.11;
constexpr double kDaysPerYear = 365.25;
constexpr Day kGrowthFrom{19'723};  // 2024-01-01

constexpr std::array kSeason{0.86, 0.92, 1.00, 1.03, 1.01, 0.97, 0.92, 0.90, 1.04, 1.08, 1.17, 1.24};
constexpr std::array kWeekday{0.52, 1.02, 1.04, 1.05, 1.06, 1.10, 0.74};  // Sunday first

constexpr std::size_t kSlumpOffice = 4;
constexpr std::int32_t kSlumpFirstDaysAgo = 165;
constexpr std::int32_t kSlumpLastDaysAgo = 95;
constexpr std::int32_t kSlumpEdgeDays = 14;
constexpr double kSlumpDepth = 0.5;

constexpr std::size_t kOutlierTerritory = 17;
constexpr std::int32_t kOutlierDaysAgo = 38;
constexpr double kOutlierFactor = 9;

constexpr std::size_t kLossTerritoryEvery = 29;  // one in so many, in the slump, ends a month with a loss

// Murmur3's finaliser: every bit of the input moves every bit of the output.
auto mix(std::uint64_t value) -> std::uint64_t {
  value ^= value >> 33;
  value *= 0xff51afd7ed558ccdULL;
  value ^= value >> 33;
  value *= 0xc4ceb9fe1a85ec53ULL;
  return value ^ (value >> 33);
}

auto day_number(Day day) -> std::uint64_t {
  return static_cast<std::uint64_t>(day.days);
}

// Between the middles of two months the season changes evenly.
auto season(Day day) -> double {
  auto const date = day.date();
  auto const month = static_cast<unsigned>(date.month()) - 1;
  auto const position = (static_cast<unsigned>(date.day()) - 15.0) / 30.0;
  auto const neighbour = position < 0 ? (month + 11) % 12 : (month + 1) % 12;
  return kSeason[month] + (kSeason[neighbour] - kSeason[month]) * std::abs(position);
}

auto weekday(Day day) -> double {
  return kWeekday[day.weekday().c_encoding()];
}

auto growth(Day day) -> double {
  return std::exp(kYearlyGrowth * (day - kGrowthFrom) / kDaysPerYear);
}

}  // namespace

auto Noise::uniform(std::uint64_t stream, std::uint64_t a, std::uint64_t b) const -> double {
  auto const bits = mix(mix(mix(seed_ + stream * 0x9e3779b97f4a7c15ULL) ^ a) + b * 0xd6e8feb86659fd93ULL);
  return static_cast<double>(bits >> 11) * 0x1p-53;
}

// The sum of twelve evenly spread numbers, which is near enough to a bell.
auto Noise::normal(std::uint64_t stream, std::uint64_t a, std::uint64_t b) const -> double {
  double sum = -6;
  for (std::uint64_t part = 0; part < 12; ++part) sum += uniform(stream + (part << 32), a, b);
  return std::clamp(sum, -3.5, 3.5);
}

auto DemoFigures::level(DemoPlace place) const -> double {
  auto const office = 0.7 + 0.9 * noise_.uniform(Stream::kOfficeWeight, place.office);
  return office * std::exp(9.5 + 0.55 * noise_.normal(Stream::kLevel, place.territory));
}

auto DemoFigures::slump(std::size_t office, Day day) const -> double {
  if (office != kSlumpOffice) return 1;
  auto const days_ago = today_ - day;
  if (days_ago > kSlumpFirstDaysAgo || days_ago < kSlumpLastDaysAgo) return 1;
  auto const from_edge = std::min(kSlumpFirstDaysAgo - days_ago, days_ago - kSlumpLastDaysAgo);
  return 1 - kSlumpDepth * std::min(1.0, static_cast<double>(from_edge) / kSlumpEdgeDays);
}

bool DemoFigures::is_outlier(DemoPlace place, Day day) const {
  return place.territory == kOutlierTerritory && today_ - day == kOutlierDaysAgo;
}

auto DemoFigures::expected(DemoPlace place, Day day) const -> double {
  return level(place) * season(day) * weekday(day) * growth(day) * slump(place.office, day);
}

auto DemoFigures::plan(DemoPlace place, Day day) const -> Money {
  auto const office_mood = 1 + 0.06 * noise_.normal(Stream::kOfficeNoise, place.office, day_number(day));
  auto const own = 1 + 0.13 * noise_.normal(Stream::kTerritoryNoise, place.territory, day_number(day));
  auto const wild = is_outlier(place, day) ? kOutlierFactor : 1;
  return round_like_people(std::max(expected(place, day) * office_mood * own * wild, 100.0));
}

auto DemoFigures::fact(DemoPlace place, Month month, Money planned) const -> Money {
  auto const number = static_cast<std::uint64_t>(month.months);
  auto const habit =
      1 + 0.05 * noise_.normal(Stream::kFactBias, place.territory);  // some always plan too much
  auto const chance = 1 + 0.06 * noise_.normal(Stream::kFactNoise, place.territory, number);
  auto const hryvnias = static_cast<double>(planned.minor) / kMinorPerHryvnia * habit * chance;
  bool const slumped = slump(place.office, month.first() + 14) < 0.6;
  if (slumped && place.territory % kLossTerritoryEvery == kLossTerritoryEvery / 2)
    return round_like_people(-hryvnias / 20);
  return round_like_people(hryvnias);
}

auto round_like_people(double hryvnias) -> Money {
  auto const size = std::abs(hryvnias);
  auto const step = size < 10'000 ? 100.0 : size < 50'000 ? 500.0 : 1000.0;
  return Money{static_cast<std::int64_t>(std::round(hryvnias / step) * step * kMinorPerHryvnia)};
}

}  // namespace pb::app
