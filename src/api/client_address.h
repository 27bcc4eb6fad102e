#pragma once

#include <string>
#include <vector>

#include "domain/network.h"
#include "http/message.h"

namespace pb::api {

// Whom the request comes from: the connection's address, or, where that is a proxy we trust, the last address
// in X-Forwarded-For that is none of them. What a client writes there itself is not believed.
[[nodiscard]] auto client_address(http::Request const& request, std::vector<Network> const& trusted)
    -> std::string;

}  // namespace pb::api
