#pragma once

#include <boost/describe/enum.hpp>
#include <vector>

#include "base/error.h"
#include "people/person.h"
#include "store/unit.h"

namespace pb::people {

BOOST_DEFINE_ENUM_CLASS(UserAction, rename, change_role, move, block, unblock)

// A person and what this actor may do to them, so that a screen shows only buttons that work.
struct UserCard {
  Person person{};
  std::vector<UserAction> allowed{};
  std::vector<Role> assignable_roles{};  // empty unless change_role is allowed
};

// Owner and admin see everybody, a head the people of the own office. Ordered by name.
auto list_users(store::Unit& unit, Actor const& actor, store::UserFilter const& filter, store::Page page)
    -> Result<store::Listing<store::User>>;
auto user_card(store::Unit& unit, Actor const& actor, UserId id) -> Result<UserCard>;
// The roles this actor may give to somebody (by invitation, decision or change), the most usual first.
auto assignable_roles(Actor const& actor) -> std::vector<Role>;

// A head or manager needs an active office, the other roles have none. Admins touch nobody who is or becomes
// an owner. The last active owner stays owner and active (conflict). Same role and office again: changes
// nothing.
auto change_role(store::Unit& unit, Actor const& actor, UserId id, Role role, std::optional<OfficeId> office)
    -> Result<void>;
// A head or manager goes on in another office; what they gave stays where it was given.
auto move_user(store::Unit& unit, Actor const& actor, UserId id, OfficeId office) -> Result<void>;
auto block_user(store::Unit& unit, Actor const& actor, UserId id) -> Result<void>;
auto unblock_user(store::Unit& unit, Actor const& actor, UserId id) -> Result<void>;
auto rename_user(store::Unit& unit, Actor const& actor, UserId id, std::string_view name) -> Result<void>;

// Telegram says that the account has blocked the bot, or talks to it again. Unknown accounts and no change:
// nothing.
void note_reachable(store::Unit& unit, std::int64_t tg_id);
void note_unreachable(store::Unit& unit, std::int64_t tg_id);

}  // namespace pb::people
