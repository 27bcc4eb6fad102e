#include "domain/cron.h"

#include <cstdlib>

// An expression that is read has its slots in order, and the last slot at a slot is that slot.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const cron = pb::parse_cron({reinterpret_cast<char const*>(data), size});
  if (!cron) return 0;
  constexpr auto kZone = "Europe/Kyiv";
  auto const start = pb::Instant(std::chrono::days(20'500));
  auto const slot = pb::next_slot(*cron, kZone, start);
  if (slot && (*slot <= start || pb::last_slot(*cron, kZone, *slot) != slot)) std::abort();
  return 0;
}
