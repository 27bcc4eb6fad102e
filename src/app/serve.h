#pragma once

#include <memory>

#include "app/settings.h"
#include "app/stop_signal.h"
#include "sql/database.h"

namespace pb::app {

// Opens the database of these settings and brings its schema up to date. Throws sql::SqlError or BadSetting.
auto open_and_migrate(Settings const& settings) -> std::unique_ptr<sql::Database>;

// `profitbot serve`: runs until asked to stop. The exit code.
auto serve(Settings const& settings, StopSignal& stop) -> int;

}  // namespace pb::app
