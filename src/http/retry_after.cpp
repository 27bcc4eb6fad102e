#include "http/retry_after.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>

namespace pb::http {

auto retry_after(Headers const& headers, Instant now) -> std::optional<std::chrono::seconds> {
  constexpr std::int64_t kMostSeconds = 366LL * 24 * 3600;  // more would overflow further on
  auto const value = find_header(headers, "retry-after");
  if (!value || value->empty()) return std::nullopt;
  std::int64_t seconds = 0;
  auto const [end, problem] = std::from_chars(value->data(), value->data() + value->size(), seconds);
  if (end != value->data() + value->size() || problem != std::errc{}) {
    auto const date = curl_getdate(std::string(*value).c_str(), nullptr);
    if (date < 0) return std::nullopt;
    seconds = date - std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  }
  return std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, kMostSeconds));
}

}  // namespace pb::http
