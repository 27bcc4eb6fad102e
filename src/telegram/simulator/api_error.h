#pragma once

#include <boost/json/value.hpp>
#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace pb::telegram::simulator {

// A refusal in the Bot API's own words; the HTTP status equals the code.
struct ApiError {
  int code = 400;
  std::string description;
  std::optional<std::chrono::seconds> retry_after{};
  std::optional<std::int64_t> migrate_to_chat_id{};
};

using Outcome = std::expected<boost::json::value, ApiError>;

inline auto bad_request(std::string_view reason) -> std::unexpected<ApiError> {
  return std::unexpected(ApiError{.code = 400, .description = "Bad Request: " + std::string(reason)});
}
inline auto forbidden(std::string_view reason) -> std::unexpected<ApiError> {
  return std::unexpected(ApiError{.code = 403, .description = "Forbidden: " + std::string(reason)});
}
inline auto conflict(std::string_view reason) -> std::unexpected<ApiError> {
  return std::unexpected(ApiError{.code = 409, .description = "Conflict: " + std::string(reason)});
}
inline auto too_many_requests(std::chrono::seconds wait) -> std::unexpected<ApiError> {
  return std::unexpected(
      ApiError{.code = 429,
               .description = "Too Many Requests: retry after " + std::to_string(wait.count()),
               .retry_after = wait});
}

// The body the Bot API answers with: {"ok":true,"result":...} or {"ok":false,"error_code":...}.
[[nodiscard]] auto to_body(Outcome const& outcome) -> std::string;

}  // namespace pb::telegram::simulator
