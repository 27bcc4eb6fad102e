#pragma once

#include "http/router.h"
#include "telegram/simulator/core.h"

namespace pb::telegram::simulator {

// The bot's side: /simulator/bot{token}/{method} and /simulator/file/bot{token}/{path}. `core` must outlive
// the router.
void add_bot_routes(http::Router& router, Core& core);

}  // namespace pb::telegram::simulator
