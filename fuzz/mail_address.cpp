#include <cstdlib>

#include "mail/address.h"

// Whatever people type: no address, or one that reads as itself again, is ASCII and cannot end a header line.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const mailbox = pb::mail::parse_mailbox({reinterpret_cast<char const*>(data), size});
  if (!mailbox) return 0;
  auto const& address = mailbox->address;
  if (pb::mail::parse_address(address).value_or("") != address) std::abort();
  for (unsigned char const letter : address)
    if (letter <= ' ' || letter >= 0x7F) std::abort();
  for (unsigned char const letter : mailbox->name)
    if (letter < ' ' || letter == 0x7F) std::abort();
  return 0;
}
