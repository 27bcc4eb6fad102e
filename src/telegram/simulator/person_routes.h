#pragma once

#include "http/router.h"
#include "telegram/simulator/core.h"

namespace pb::telegram::simulator {

// The person's side: everything under /simulator/api (docs/simulator.md). `core` must outlive the router.
void add_person_routes(http::Router& router, Core& core);

}  // namespace pb::telegram::simulator
