#pragma once

#include <span>

#include "sql/migrator.h"

namespace pb::store {

// Every step of the schema, of all rooms, in order (src/store/migrations).
[[nodiscard]] auto migrations() -> std::span<sql::Migration const>;

}  // namespace pb::store
