#pragma once

#include "http/router.h"

namespace pb::app {

// Serves the playground page at /playground, and what it loads below it, from the program itself. The page
// may load and call nothing but this server; browsers ask again each time and get 304 while nothing has
// changed.
void add_playground_routes(http::Router& router);

}  // namespace pb::app
