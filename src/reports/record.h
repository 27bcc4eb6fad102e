#pragma once

#include "events/record.h"
#include "store/unit.h"

namespace pb::reports {

// Appends an event of this unit, done by this actor.
inline void record(store::Unit& unit, Actor const& actor, std::string type, events::Subject subject,
                   boost::json::object const& data) {
  events::record(unit.sql, unit.now, actor, std::move(type), std::move(subject), data);
}

}  // namespace pb::reports
