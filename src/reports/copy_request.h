#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "domain/permission.h"
#include "i18n/language.h"
#include "reports/format.h"

namespace pb::reports {

// download: whole files, for whoever fetches them.
BOOST_DEFINE_ENUM_CLASS(Channel, telegram, email, download)

// All that a copy depends on: whoever is to get an equal one gets the same. Two people of one office who read
// the same language share one; a chat or an e-mail address sees what the owner of its schedule sees.
struct CopyRequest {
  std::string definition{};          // a name
  std::int64_t version = 0;          // of a stored definition; 0: built in
  std::string parameters = "{}";     // JSON object
  bool everything = false;           // what it may show: all numbers,
  std::optional<OfficeId> office{};  // or those of one office
  i18n::Language language = i18n::kDefaultLanguage;
  std::string time_zone{};
  Instant slot{};  // "this month", "yesterday" are meant by it, on a clock of `time_zone`
  std::vector<Format> formats{};
  Channel channel = Channel::telegram;

  friend bool operator==(CopyRequest const&, CopyRequest const&) = default;
};

// Equal requests have equal texts.
[[nodiscard]] auto to_json(CopyRequest const& request) -> std::string;
// Nothing where the text is not of to_json().
[[nodiscard]] auto copy_request_from(std::string_view text) -> std::optional<CopyRequest>;

// Whose numbers it may show.
[[nodiscard]] auto scope_of(CopyRequest const& request) -> Scope;

// "pdf,xlsx" and back. Unknown words are left out.
[[nodiscard]] auto formats_text(std::vector<Format> const& formats) -> std::string;
[[nodiscard]] auto formats_from(std::string_view text) -> std::vector<Format>;

}  // namespace pb::reports
