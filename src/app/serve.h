#pragma once

#include <ostream>

#include "app/settings.h"
#include "app/stop_signal.h"

namespace pb::app {

// `profitbot serve`: runs until asked to stop. The exit code.
auto serve(Settings const& settings, StopSignal& stop, std::ostream& out) -> int;

}  // namespace pb::app
