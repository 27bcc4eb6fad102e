#pragma once

#include "bot/turn.h"
#include "reports/workshop.h"

namespace pb::bot {

// What people are told about their reports besides the reports themselves, in their language. `surroundings`
// is copied.
[[nodiscard]] auto report_notices(Surroundings const& surroundings) -> reports::Notices;

}  // namespace pb::bot
