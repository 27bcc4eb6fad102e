#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/secret.h"
#include "http/router.h"
#include "i18n/translator.h"
#include "reports/workshop.h"
#include "sql/database.h"

// Ending a report by the link of its mail, without a sign-in (RFC 8058).
namespace pb::app {

// The links of recipients. They follow from a secret, so nothing is stored for them, and every node and start
// knows the same ones.
class UnsubscribeLinks {
 public:
  // `public_url`: where people reach this program; empty: there are no links.
  UnsubscribeLinks(Secret const& secret, std::string public_url);

  [[nodiscard]] auto link_of(store::ReportRecipientId recipient) const -> std::string;
  // Whose link ends in this; nothing where it is nobody's.
  [[nodiscard]] auto recipient_of(std::string_view token) const -> std::optional<store::ReportRecipientId>;

 private:
  [[nodiscard]] auto token_of(store::ReportRecipientId recipient) const -> std::string;

  Secret secret_;
  std::string public_url_;
};

struct UnsubscribeSources {
  sql::Database& database;
  Clock const& clock;
  i18n::Translator const& translator;
  UnsubscribeLinks links;
  reports::Notices notices{};
};

// GET shows a page with a button and changes nothing, because mail scanners open links; POST, by the button
// or by a mail program itself, does it, again as often as it is asked.
void add_unsubscribe_routes(http::Router& router, UnsubscribeSources const& sources);

}  // namespace pb::app
