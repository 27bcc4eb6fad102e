#pragma once

#include <memory>

#include "sql/database.h"

namespace pb::sql {

auto open_postgresql(DatabaseOptions const& options) -> std::unique_ptr<Database>;

}  // namespace pb::sql
