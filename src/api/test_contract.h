#pragma once

#include <set>
#include <string>

#include "http/message.h"

namespace pb::api {

// For tests: what is wrong with a request and its answer by the OpenAPI document; empty where both keep to
// it. A request that the document does not allow must be refused; an answer must be one of those that stand
// there, with a body of the schema.
[[nodiscard]] auto breach(http::Request const& request, http::Response const& response) -> std::string;

// The operationIds that requests with a good answer have reached in this process.
[[nodiscard]] auto operations_driven() -> std::set<std::string> const&;

}  // namespace pb::api
