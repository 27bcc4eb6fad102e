#pragma once

#include <span>

#include "events/event_log.h"

namespace pb::events {

// Appends many events in their order, as `append` would one by one, with few statements.
void append_all(sql::Session& session, std::span<NewEvent const> events);

}  // namespace pb::events
