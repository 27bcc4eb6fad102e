#include "domain/time_zone.h"

#include <date/tz.h>

#include <functional>
#include <map>
#include <stdexcept>
#include <string>

namespace pb {
namespace {

constexpr std::size_t kZonesKept = 1'000;  // more than there are; names that are none are not kept

// The library's own look-up is a search that allocates; a program meets a handful of zones.
auto find_zone(std::string_view name) -> date::time_zone const* {
  thread_local std::map<std::string, date::time_zone const*, std::less<>> known;
  if (auto const found = known.find(name); found != known.end()) return found->second;
  try {
    auto const* const zone = date::locate_zone(name);
    if (known.size() < kZonesKept) known.emplace(name, zone);
    return zone;
  } catch (std::runtime_error const&) {
    return nullptr;
  }
}

auto zone_or_utc(std::string_view name) -> date::time_zone const& {
  auto const* const zone = find_zone(name);
  return zone != nullptr ? *zone : *find_zone("UTC");
}

auto local_time(Instant instant, std::string_view zone) {
  return zone_or_utc(zone).to_local(instant);
}

}  // namespace

auto is_time_zone(std::string_view name) -> bool {
  return !name.empty() && find_zone(name) != nullptr;
}

auto local_day(Instant instant, std::string_view zone) -> Day {
  auto const midnight = std::chrono::floor<std::chrono::days>(local_time(instant, zone));
  return {static_cast<std::int32_t>(midnight.time_since_epoch().count())};
}

auto local_minute(Instant instant, std::string_view zone) -> std::int64_t {
  auto const local = local_time(instant, zone);
  return std::chrono::floor<std::chrono::minutes>(local - std::chrono::floor<std::chrono::days>(local))
      .count();
}

auto instant_at(Day day, std::int64_t minute, std::string_view zone) -> Instant {
  date::local_seconds const local(std::chrono::days(day.days) + std::chrono::minutes(minute));
  auto const info = zone_or_utc(zone).get_info(local);
  // In a gap `second` begins where the gap ends; otherwise `first` holds, which is the earlier of two.
  if (info.result == date::local_info::nonexistent) return Instant(info.second.begin.time_since_epoch());
  return Instant(std::chrono::seconds(local.time_since_epoch() - info.first.offset));
}

}  // namespace pb
