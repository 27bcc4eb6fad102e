#pragma once

#include <optional>

#include "bot/turn.h"
#include "telegram/types.h"

namespace pb::bot {

// The whole effect of one update, inside one unit of work: who is it, what do they mean, which screen comes
// next. What must leave is queued in the same unit; a callback is acknowledged by what is returned, after the
// commit.
auto handle_update(store::Unit& unit, Surroundings const& surroundings, telegram::Update const& update)
    -> std::optional<CallbackAnswer>;

// The polite answer to an update whose handling failed, in a unit of its own; `code` is in the log too.
void apologise(store::Unit& unit, Surroundings const& surroundings, telegram::Update const& update,
               std::string const& code);

// Which conversation an update belongs to: those of one are handled in order. 0: none, any order will do.
auto conversation_of(telegram::Update const& update) -> std::int64_t;

}  // namespace pb::bot
