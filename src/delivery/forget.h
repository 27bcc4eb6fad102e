#pragma once

#include "store/unit.h"

namespace pb::delivery {

inline constexpr std::chrono::days kUpdatesKept{7};    // Telegram repeats one for a day
inline constexpr std::chrono::days kMessagesKept{30};  // sent and failed ones, to look at when somebody asks

// Deletes the rows of updates, and of finished messages and mails that are older than that. How many.
auto forget_old(store::Unit& unit) -> std::int64_t;

}  // namespace pb::delivery
