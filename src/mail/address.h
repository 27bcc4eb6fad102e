#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace pb::mail {

// Who writes or is written to, as people see it: "Profit Bot <reports@example.com>".
struct Mailbox {
  std::string name{};
  std::string address{};

  friend bool operator==(Mailbox const&, Mailbox const&) = default;
};

// One address as everybody types it: a dot-atom of RFC 5322 before the @, at most 64 bytes, and a host name
// of at least two labels behind it; 254 bytes in all. Spaces around it are forgiven, the host name comes back
// in lower case and, where it is not ASCII, in its ASCII form (UTS 46). Quoted local parts, comments, address
// literals and letters beyond ASCII before the @ are refused: `invalid`, "error.mail.address".
[[nodiscard]] auto parse_address(std::string_view text) -> Result<std::string>;

// The same with an optional name before it: Name <address>, or "Name" <address>.
[[nodiscard]] auto parse_mailbox(std::string_view text) -> Result<Mailbox>;

// What is behind the @ of a parsed address.
[[nodiscard]] auto host_of(std::string_view address) -> std::string_view;

}  // namespace pb::mail
