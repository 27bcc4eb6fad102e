#pragma once

#include <boost/describe/enum.hpp>
#include <optional>

#include "domain/actor.h"

namespace pb {

// What somebody may want to do, as in the table "who may do what" (docs/architecture.md).
BOOST_DEFINE_ENUM_CLASS(Action, submit, correct_open_day, correct_closed_day, decide_correction, see_numbers,
                        administer_places, set_target, administer_users, invite_manager, administer_reports,
                        administer_integrations, administer_keys, read_audit)

// Whether the actor may, for something of this office; no office: for the organisation as a whole, or
// whatever the office. People of one office never reach beyond it.
[[nodiscard]] auto may(Actor const& actor, Action action, std::optional<OfficeId> office = std::nullopt)
    -> bool;

}  // namespace pb
