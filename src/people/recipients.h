#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/actor.h"
#include "store/group_chats.h"
#include "store/preferences.h"
#include "store/unit.h"

namespace pb::people {

// Somebody to be told in Telegram, in their language. `silent` while their quiet hours last: send without a
// sound.
struct Recipient {
  UserId user{};
  std::int64_t tg_id = 0;
  std::string name{};
  std::string language{};
  std::string time_zone{};
  store::Preferences preferences{};
  bool silent = false;
  std::optional<std::string> email{};
};

// Owners and admins who want the notice in Telegram; those who want it by e-mail and have an address.
auto recipients(store::Unit& unit, store::Notice notice) -> std::vector<Recipient>;
auto mail_recipients(store::Unit& unit, store::Notice notice) -> std::vector<Recipient>;
// The heads of an office; owners and admins where it has none. For a correction that awaits the head.
auto heads_or_admins(store::Unit& unit, store::Notice notice, OfficeId office) -> std::vector<Recipient>;
// One person, e.g. the one who asked. Nothing when blocked, unreachable or not in Telegram.
auto recipient(store::Unit& unit, UserId user) -> std::optional<Recipient>;
// Groups and topics that the digest and the monthly report go to.
auto digest_groups(store::Unit& unit) -> std::vector<store::GroupChat>;

}  // namespace pb::people
