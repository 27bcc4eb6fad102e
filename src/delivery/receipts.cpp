#include "delivery/receipts.h"

#include <charconv>

namespace pb::delivery {
namespace {

constexpr std::string_view kPrefix = "receipt:";

}  // namespace

auto slot_of(Receipt receipt) -> std::string {
  return receipt == 0 ? std::string() : std::string(kPrefix) + std::to_string(receipt);
}

auto receipt_of(store::Outgoing const& message) -> Receipt {
  if (!message.slot.starts_with(kPrefix)) return 0;
  Receipt receipt = 0;
  std::from_chars(message.slot.data() + kPrefix.size(), message.slot.data() + message.slot.size(), receipt);
  return receipt;
}

}  // namespace pb::delivery
