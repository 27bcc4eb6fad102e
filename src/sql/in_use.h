#pragma once

#include "sql/value.h"

namespace pb::sql {

// The database file belongs to another running process.
struct InUse : SqlError {
  using SqlError::SqlError;
};

}  // namespace pb::sql
