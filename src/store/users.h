#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/actor.h"
#include "sql/session.h"
#include "store/page.h"

namespace pb::store {

BOOST_DEFINE_ENUM_CLASS(UserStatus, active, blocked)

// A person with what is known from their office and organisation; one indexed query finds it.
struct User {
  UserId id{};
  std::optional<std::int64_t> tg_id{};
  std::string name{};
  Role role = Role::manager;
  std::optional<OfficeId> office{};
  std::string office_name{};  // empty without an office
  std::string time_zone{};    // the office's or the organisation's
  std::string language{};
  UserStatus status = UserStatus::active;
  bool reachable = true;      // false after Telegram said that the person has blocked the bot
  std::string preferences{};  // JSON, see preferences.h
  Instant created_at{};
  std::optional<std::string> email{};  // confirmed
};

struct NewUser {
  std::int64_t tg_id = 0;
  std::string name{};
  Role role = Role::manager;
  std::optional<OfficeId> office{};
  std::string language{};
};

struct UserFilter {
  std::optional<OfficeId> office{};
  std::optional<Role> role{};
  std::optional<UserStatus> status{};
};

auto find_user(sql::Session& session, UserId id) -> std::optional<User>;
auto find_user_by_tg(sql::Session& session, std::int64_t tg_id) -> std::optional<User>;
// Whose confirmed address it is, whatever the case of its letters.
auto find_user_by_email(sql::Session& session, std::string_view email) -> std::optional<User>;
// Ordered by name.
auto list_users(sql::Session& session, UserFilter const& filter, Page page) -> Listing<User>;
// Active people with a Telegram account that can be reached: owners and admins; heads of one office.
auto active_admins(sql::Session& session) -> std::vector<User>;
auto active_heads(sql::Session& session, OfficeId office) -> std::vector<User>;
auto count_active(sql::Session& session, Role role) -> std::int64_t;
// Lets changes of roles happen one after another, so that two owners cannot remove each other at once.
void lock_roles(sql::Session& session);

// Nothing where the Telegram account belongs to somebody already.
auto insert_user(sql::Session& session, NewUser const& user, Instant now) -> std::optional<UserId>;
void set_user_role(sql::Session& session, UserId id, Role role, std::optional<OfficeId> office);
void set_user_status(sql::Session& session, UserId id, UserStatus status);
void set_user_name(sql::Session& session, UserId id, std::string_view name);
void set_user_language(sql::Session& session, UserId id, std::string_view language);
void set_user_preferences(sql::Session& session, UserId id, std::string_view json,
                          std::optional<std::int64_t> reminder_minute);
// False where the address is somebody else's; none takes it away.
auto set_user_email(sql::Session& session, UserId id, std::optional<std::string> const& email) -> bool;
// What Telegram told about the account; false where nothing changed.
enum class Reach { unreachable, reachable };
auto set_reach(sql::Session& session, std::int64_t tg_id, Reach reach) -> bool;

}  // namespace pb::store
