#pragma once

#include "base/calendar.h"
#include "sql/session.h"

namespace pb::store {

// One unit of work as use cases see it: a transaction and the moment it happens at.
struct Unit {
  sql::Session& sql;
  Instant now;
};

}  // namespace pb::store
