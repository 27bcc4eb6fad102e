#pragma once

#include "people/invitations.h"

namespace pb::people {

// A name for somebody as Telegram calls them, which may be empty or nothing but invisible characters.
auto newcomer_name(Newcomer const& newcomer) -> std::string;
auto newcomer_language(store::Unit& unit, Newcomer const& newcomer) -> std::string;

// A new person in this place; a conflict where the account was added at the same moment.
auto add_newcomer(store::Unit& unit, Newcomer const& newcomer, Role role, std::optional<OfficeId> office)
    -> Result<UserId>;

}  // namespace pb::people
