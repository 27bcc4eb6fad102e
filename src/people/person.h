#pragma once

#include <optional>
#include <string>

#include "base/error.h"
#include "domain/actor.h"
#include "store/organisation.h"
#include "store/preferences.h"
#include "store/unit.h"
#include "store/users.h"

namespace pb::people {

// A known person as a conversation needs them: found, with everything a screen asks at once.
struct Person {
  UserId id{};
  std::optional<std::int64_t> tg_id{};
  std::string name{};
  Role role = Role::manager;
  std::optional<OfficeId> office{};
  std::string office_name{};  // empty without an office
  std::string time_zone{};    // the office's or the organisation's
  std::string language{};
  store::UserStatus status = store::UserStatus::active;
  bool reachable = true;
  store::Preferences preferences{};
  std::optional<std::string> email{};  // confirmed

  // Whom use cases let act. Only an active person has one: a blocked person may do nothing.
  [[nodiscard]] auto actor() const -> Actor;
  [[nodiscard]] bool blocked() const { return status == store::UserStatus::blocked; }
};

// Who writes from this Telegram account; one indexed query. Blocked people are found too, so that they can be
// told.
auto find_by_telegram(store::Unit& unit, std::int64_t tg_id) -> std::optional<Person>;
auto find_person(store::Unit& unit, UserId id) -> std::optional<Person>;

// Makes the account of ADMIN_TG_ID an active owner: creates the person, or promotes and unblocks them. A
// second call changes nothing. Works before the set-up of the organisation.
auto ensure_owner(store::Unit& unit, std::int64_t tg_id, std::string_view name, std::string_view language)
    -> Result<UserId>;

}  // namespace pb::people
