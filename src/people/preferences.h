#pragma once

#include "base/error.h"
#include "domain/actor.h"
#include "store/preferences.h"
#include "store/unit.h"

namespace pb::people {

// Everybody sets their own. Language: uk, ru or en.
auto set_language(store::Unit& unit, Actor const& actor, std::string_view language) -> Result<void>;
// All at once; minutes must lie in 0 to 1439, quiet hours need both ends or none.
auto set_preferences(store::Unit& unit, Actor const& actor, store::Preferences const& preferences)
    -> Result<void>;

}  // namespace pb::people
