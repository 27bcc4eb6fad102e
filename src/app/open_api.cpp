#include "app/open_api.h"

#include "api/odata_routes.h"
#include "api/pages.h"

namespace pb::app {

void add_api(http::Router& router, api::Surroundings const& surroundings, api::DemoVisitor visitor) {
  api::Document const document;
  api::Door door(document, surroundings, router);
  api::add_resources(door, std::move(visitor));
  api::add_pages(router, surroundings);
  api::add_odata_routes(router, surroundings);
}

}  // namespace pb::app
