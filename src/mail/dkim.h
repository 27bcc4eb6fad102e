#pragma once

#include <string>
#include <string_view>

#include "base/calendar.h"
#include "crypto/signing_key.h"

namespace pb::mail {

// What a domain signs its mails with; its public half is published at <selector>._domainkey.<domain>.
struct DkimKey {
  std::string domain{};
  std::string selector{};
  crypto::SigningKey key;
};

// The mail with a DKIM-Signature before it (RFC 6376, relaxed/relaxed; rsa-sha256, or ed25519-sha256 of
// RFC 8463). `message` is as to_mime() makes it.
[[nodiscard]] auto dkim_signed(std::string_view message, DkimKey const& key, Instant now) -> std::string;

// The TXT record that a domain publishes for the key.
[[nodiscard]] auto dkim_record(DkimKey const& key) -> std::string;

}  // namespace pb::mail
