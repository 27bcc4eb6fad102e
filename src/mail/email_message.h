#pragma once

#include <string>
#include <vector>

#include "base/calendar.h"
#include "mail/address.h"

namespace pb::mail {

struct Attachment {
  std::string file_name{};
  std::string content_type{};
  std::string bytes{};
};

// A picture that the HTML names as cid:<content_id>.
struct InlinePicture {
  std::string content_id{};
  std::string content_type{};
  std::string bytes{};
};

// A message that a program has written. `text` and `html` say the same; one of them may be empty.
struct EmailMessage {
  Mailbox from{};
  std::string to{};  // a parsed address
  std::string subject{};
  std::string message_id{};  // without its brackets; the same for every try to send it
  Instant date{};
  std::string language{};  // BCP 47; empty: not said
  std::string text{};
  std::string html{};
  std::vector<InlinePicture> pictures{};
  std::vector<Attachment> attachments{};
  std::string unsubscribe_url{};  // https: mail programs offer it as one click (RFC 8058)
};

// As it goes over the wire (RFC 5322, MIME): 7-bit lines of at most 78 characters ended by CR LF. Control
// characters in names and subjects become spaces, so no text can add a header. Equal messages give equal
// bytes.
[[nodiscard]] auto to_mime(EmailMessage const& message) -> std::string;

}  // namespace pb::mail
