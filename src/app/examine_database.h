#pragma once

#include "app/finding.h"
#include "app/settings.h"
#include "base/clock.h"

namespace pb::app {

// Opens the database of these settings and looks at it without changing anything: reachable, its library's or
// server's version, integrity, the schema's age, and whether its server's clock agrees with ours. A database
// that another profitbot holds is fine, and not looked into. A file that is not there yet is not made.
auto examine_database(Settings const& settings, Clock const& clock) -> Findings;

// How two clocks that should agree do; `whose` is the other one.
auto compare_clocks(std::string const& whose, Instant ours, Instant theirs) -> Finding;

}  // namespace pb::app
