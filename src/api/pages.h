#pragma once

#include "api/door.h"

namespace pb::api {

// What browsers see of this room: the document (/api/openapi.json), its reference (/api/docs), the page that
// asks whether a link from the bot is to sign this browser in (/sign-in/{token}), and problem documents for
// addresses under /api/ that are none.
void add_pages(http::Router& router, Surroundings const& surroundings);

}  // namespace pb::api
