#pragma once

#include <optional>

#include "http/message.h"

namespace pb::app {

// Keeps what is meant for this computer's own browser from pages of other sites, also from those that make
// their name lead here (DNS rebinding). 403 for a Host that is not localhost, 127.0.0.1 or [::1] (any port),
// for another site's Origin, and for what a browser says another site's page has fetched; following a link to
// us is fine.
[[nodiscard]] auto refuse_other_sites(http::Request const& request) -> std::optional<http::Response>;

}  // namespace pb::app
