#pragma once

#include "events/event_log.h"
#include "sql/value.h"

// How a position stands in a column.
template <>
struct pb::sql::Column<pb::events::Position> {
  static Value write(pb::events::Position position) { return position.value; }
  static pb::events::Position read(Value const& value) { return {value_as<std::int64_t>(value, "integer")}; }
};
