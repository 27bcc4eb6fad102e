#pragma once

#include <optional>

#include "base/random.h"
#include "store/outgoing.h"
#include "store/unit.h"
#include "telegram/client.h"

namespace pb::delivery {

// A message whose call has ended.
struct Ended {
  store::Outgoing message;
  telegram::Reply reply;
};

// What is to happen with a message after its call: nothing, or another try, perhaps as another call.
struct Again {
  store::Outgoing message;
  Instant not_before{};
  bool too_many = false;  // Telegram asked to be left alone until then
};

// Writes the end of a call into the queue and into what it tells us: the living message, who is out of reach,
// where a group has moved. Follows docs/operations.md, "Outgoing messages".
auto settle(store::Unit& unit, Ended const& ended, Random& random) -> std::optional<Again>;

// How long to wait before try `attempts` + 1: doubling from one second to five minutes, half of it at random.
auto retry_delay(std::int64_t attempts, Random& random) -> std::chrono::milliseconds;

}  // namespace pb::delivery
