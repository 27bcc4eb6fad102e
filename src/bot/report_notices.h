#pragma once

#include "bot/turn.h"
#include "reports/workshop.h"

namespace pb::bot {

// What people are told about their reports besides the reports themselves, in their language. `surroundings`
// is copied.
[[nodiscard]] auto report_notices(Surroundings const& surroundings) -> reports::Notices;

// Something a person is to know, whatever they have chosen to be told of. Nothing where they have no chat.
void tell_person(store::Unit& unit, Surroundings const& surroundings, UserId user, Message const& message);

}  // namespace pb::bot
