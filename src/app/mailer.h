#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/settings.h"
#include "base/clock.h"
#include "mail/answer.h"
#include "mail/dkim.h"
#include "mail/email_message.h"

namespace pb::app {

// The way out for mails. Thread-safe.
class Mailer {
 public:
  virtual ~Mailer() = default;
  // Whom mails come from.
  [[nodiscard]] virtual auto from() const -> mail::Mailbox const& = 0;
  // Blocks until it is known what became of the mail.
  virtual auto send(mail::EmailMessage const& message) -> mail::Answer = 0;
  // Connects and signs in without a mail; why it cannot, where it cannot.
  virtual auto check() -> std::optional<std::string> = 0;
  // Ends what is on its way, and all that comes later, within a second.
  virtual void stop() = 0;
};

// By the mail server of the settings, signed where a key is given; null where no server is given. Throws
// BadSetting where the settings do not fit together, or a key cannot be read.
auto make_mailer(Settings const& settings, Clock const& clock) -> std::unique_ptr<Mailer>;

// What mails of these settings are signed with; nothing where no key is given. Throws BadSetting.
auto dkim_key(MailSettings const& settings, mail::Mailbox const& from) -> std::optional<mail::DkimKey>;

// Mails nobody: each becomes two files in the folder, NAME.eml as it would have left, for mail programs, and
// NAME.html for a browser.
auto make_preview_mailer(std::filesystem::path folder) -> std::unique_ptr<Mailer>;

}  // namespace pb::app
