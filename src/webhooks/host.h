#pragma once

#include <string>

#include "http/url.h"
#include "store/webhooks.h"

namespace pb::webhooks {

// What may be written of an endpoint in events and logs: the rest of its address is often a password.
inline auto host_of(store::Webhook const& webhook) -> std::string {
  auto const url = http::parse_url(webhook.url);
  return url ? url->host : std::string();
}

}  // namespace pb::webhooks
