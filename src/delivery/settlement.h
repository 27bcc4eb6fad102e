#pragma once

#include <optional>

#include "base/random.h"
#include "delivery/receipts.h"
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
// `receipts` is told of messages that somebody waits for.
auto settle(store::Unit& unit, Ended const& ended, Random& random, ReceiptListener const& receipts = {})
    -> std::optional<Again>;

// What a sender that died left on its way: goes back into the queue, but for messages with a receipt, which
// may have arrived and are not sent again. How many.
auto take_back_interrupted(store::Unit& unit, ReceiptListener const& receipts) -> std::int64_t;

// How long to wait before try `attempts` + 1: doubling from one second to five minutes, half of it at random.
auto retry_delay(std::int64_t attempts, Random& random) -> std::chrono::milliseconds;

}  // namespace pb::delivery
