#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>

#include "base/calendar.h"

namespace pb::webhooks {

// From the end of a failed attempt to the next one, as Standard Webhooks proposes; some three days in all.
inline constexpr std::array<std::chrono::seconds, 9> kRetries{
    std::chrono::seconds(5), std::chrono::minutes(5), std::chrono::minutes(30),
    std::chrono::hours(2),   std::chrono::hours(5),   std::chrono::hours(10),
    std::chrono::hours(14),  std::chrono::hours(20),  std::chrono::hours(24)};
inline constexpr std::int64_t kAttempts = std::int64_t{kRetries.size()} + 1;
inline constexpr std::chrono::hours kLongestWait{24};                      // however long an answer asks for
inline constexpr std::chrono::hours kDisabledAfter{std::chrono::days(5)};  // of nothing but failures
inline constexpr std::chrono::hours kFormerSecretLasts{24};
inline constexpr std::chrono::hours kMessagesAreKept{std::chrono::days(30)};

// When to try again after `failed` failures, from 1: by the table, or later where the endpoint asked for it.
[[nodiscard]] inline auto next_attempt(std::int64_t failed, std::optional<std::chrono::seconds> asked,
                                       Instant now) -> Instant {
  auto const index = static_cast<std::size_t>(failed < 1 ? 0 : failed - 1);
  auto const planned = kRetries[index < kRetries.size() ? index : kRetries.size() - 1];
  std::chrono::seconds const most = kLongestWait;
  auto const wanted = asked.value_or(planned) > planned ? *asked : planned;
  return now + (wanted < most ? wanted : most);
}

}  // namespace pb::webhooks
