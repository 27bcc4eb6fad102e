#pragma once

#include "api/surroundings.h"
#include "http/router.h"

namespace pb::api {

// The read feed for spreadsheets: GET /odata/v4/, $metadata, and the sets of store/feeds.h, with a key as the
// password of Basic (or a session), within what its person sees. Errors have OData's form.
void add_odata_routes(http::Router& router, Surroundings const& surroundings);

}  // namespace pb::api
