#pragma once

#include "app/finding.h"
#include "app/settings.h"
#include "base/clock.h"

namespace pb::app {

// Looks at everything profitbot needs and changes nothing: configuration, computer, database, Telegram. Works
// without a BOT_TOKEN; what cannot be known because the configuration is wrong is left out.
auto examine(SettingSource const& source, Clock const& clock) -> Findings;

}  // namespace pb::app
