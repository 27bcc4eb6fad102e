#pragma once

#include <memory>

#include "sql/database.h"

namespace pb::sql {

auto open_sqlite(DatabaseOptions const& options) -> std::unique_ptr<Database>;

}  // namespace pb::sql
