#pragma once

#include "sql/session.h"

namespace pb::store {

// Notes that an update has its effect in this unit. False where it had it before: then nothing may happen.
auto insert_update(sql::Session& session, std::int64_t bot_id, std::int64_t update_id, Instant now) -> bool;
// Forgets updates received before `before`; how many.
auto prune_inbox(sql::Session& session, Instant before) -> std::int64_t;

}  // namespace pb::store
