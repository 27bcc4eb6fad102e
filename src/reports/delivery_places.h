#pragma once

#include <map>
#include <optional>
#include <string>

#include "reports/copy_request.h"
#include "store/report_deliveries.h"
#include "store/unit.h"
#include "store/users.h"

namespace pb::reports {

// Where a delivery can go now, and what its copy is like; or why it cannot.
struct Place {
  std::optional<std::string> refused{};  // a key of the catalogue
  bool everything = false;
  std::optional<OfficeId> office{};
  i18n::Language language = i18n::kDefaultLanguage;
  std::optional<Instant> quiet_until{};  // the person's quiet hours last until then
  std::int64_t tg_chat = 0;              // for people and chats
  std::optional<std::string> address{};  // where it goes by e-mail instead

  [[nodiscard]] auto channel() const -> Channel { return address ? Channel::email : Channel::telegram; }
};

// Looks at the recipient as it is at this moment. `sender` is who the numbers of a chat or an address are
// shown for: the owner of the schedule.
auto place_of(store::Unit& unit, store::ReportAddress const& where, store::User const& sender,
              std::optional<std::string> const& language) -> Place;

// When the person's quiet hours that last at `now` will end; nothing outside of them.
auto quiet_until(store::User const& user, Instant now) -> std::optional<Instant>;

}  // namespace pb::reports
