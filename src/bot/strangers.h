#pragma once

#include <optional>
#include <string>

#include "bot/turn.h"

namespace pb::bot {

// People the bot does not know, or may not talk business with.

// "/start <token>": somebody came by an invitation link.
auto is_invitation(std::string_view typed) -> bool;
// Lets an invited person in: they are returned, to be greeted. Or passes a stranger's wish on to the admins
// and answers them.
auto meet_stranger(store::Unit& unit, Surroundings const& surroundings, Incoming const& incoming,
                   std::string const& typed) -> std::optional<people::Person>;
// The answer to a blocked person.
auto turn_away(store::Unit& unit, Surroundings const& surroundings, Incoming const& incoming,
               people::Person const& person) -> std::optional<CallbackAnswer>;
// Speaks the given language, or the organisation's where it is none of ours.
auto voice_of_stranger(store::Unit& unit, Surroundings const& surroundings, std::string_view language)
    -> Voice;
// What stands in for the organisation until the owner has named it.
auto organisation_before_setup() -> store::Organisation;

}  // namespace pb::bot
