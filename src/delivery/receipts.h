#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "store/outgoing.h"
#include "store/unit.h"

namespace pb::delivery {

// Who wants to know what became of a message; 0: nobody.
using Receipt = std::int64_t;

// confirmed: Telegram has it · refused: it will not arrive · uncertain: it may have arrived, and nobody can
// know. A message with a receipt is never sent again when it may have arrived.
enum class ReceiptEnd { confirmed, refused, uncertain };

struct ReceiptNews {
  Receipt receipt = 0;
  ReceiptEnd end = ReceiptEnd::confirmed;
  std::optional<std::int64_t> message_id{};
  std::string reason{};  // where it was not confirmed
};

// Told once of each message with a receipt, in the unit that settles it.
using ReceiptListener = std::function<void(store::Unit&, ReceiptNews const&)>;

// What stands in a message's slot for a receipt ("receipt:17"), and back.
[[nodiscard]] auto slot_of(Receipt receipt) -> std::string;
[[nodiscard]] auto receipt_of(store::Outgoing const& message) -> Receipt;

}  // namespace pb::delivery
