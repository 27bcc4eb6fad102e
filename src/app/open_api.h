#pragma once

#include "api/door.h"
#include "api/resources.h"

namespace pb::app {

// Adds the API and its pages to the router. Throws std::logic_error where they do not agree with the OpenAPI
// document.
void add_api(http::Router& router, api::Surroundings const& surroundings, api::DemoVisitor visitor = {});

}  // namespace pb::app
