#include "http/message.h"

#include <algorithm>

#include "base/ascii.h"

namespace pb::http {

auto find_header(Headers const& headers, std::string_view name) -> std::optional<std::string_view> {
  auto const same = [&](auto const& header) { return equal_ignoring_case(header.first, name); };
  auto const found = std::ranges::find_if(headers, same);
  if (found == headers.end()) return std::nullopt;
  return found->second;
}

auto text_response(int status, std::string body) -> Response {
  return {
      .status = status, .headers = {{"Content-Type", "text/plain; charset=utf-8"}}, .body = std::move(body)};
}

auto json_response(int status, std::string body) -> Response {
  return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = std::move(body)};
}

auto open_socket(Opening opening) -> Response {
  return {.status = 101, .opening = std::make_shared<Opening>(std::move(opening))};
}

auto open_stream(Opening opening) -> Response {
  return {.status = 200,
          .headers = {{"Content-Type", "text/event-stream"},
                      {"Cache-Control", "no-store"},
                      {"X-Accel-Buffering", "no"}},
          .opening = std::make_shared<Opening>(std::move(opening))};
}

auto no_response() -> Response {
  return {.status = 0};
}

}  // namespace pb::http
