#include "webhooks/place.h"

#include <algorithm>

#include "http/public_address.h"
#include "http/url.h"

namespace pb::webhooks {

bool Reach::allows(std::string_view address) const {
  return http::is_public_address(address) ||
         std::ranges::any_of(allowed_, [&](Network const& network) { return network.holds(address); });
}

auto check_place(std::string_view url, Reach const& reach, Resolve const& resolve) -> Result<Place> {
  if (url.size() > kUrlLimitBytes) return fail(ErrorCode::invalid, Message("error.webhook.url"), "url");
  auto parsed = http::parse_url(url);
  if (!parsed) return fail(ErrorCode::invalid, Message("error.webhook.url"), "url");
  auto const addresses = resolve(parsed->host);
  if (addresses.empty()) return fail(ErrorCode::invalid, Message("error.webhook.unresolved"), "url");
  if (std::ranges::none_of(addresses, [&](auto const& address) { return reach.allows(address); }))
    return fail(ErrorCode::invalid, Message("error.webhook.internal"), "url");
  Place place;
  place.url_ = std::move(parsed->text);
  place.host_ = std::move(parsed->host);
  return place;
}

auto check_place(std::string_view url, Reach const& reach) -> Result<Place> {
  return check_place(url, reach, http::resolve);
}

}  // namespace pb::webhooks
