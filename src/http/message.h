#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/outlet.h"

namespace pb::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

// The first value of a header, names compared without regard to case.
[[nodiscard]] auto find_header(Headers const& headers, std::string_view name)
    -> std::optional<std::string_view>;

// A request as the server read it. Text is as sent, percent-decoded where noted; nothing is trusted.
struct Request {
  std::string method{};                             // as sent; known ones are upper case
  std::string path{};                               // decoded, UTF-8 without NUL, starts with '/'
  std::multimap<std::string, std::string> query{};  // decoded
  Headers headers{};
  std::string body{};
  std::string remote_address{};
  std::map<std::string, std::string, std::less<>> path_parameters{};  // from the route's {names}, decoded
};

struct Response {
  int status = 200;  // 0: no_response()
  Headers headers{};
  std::string body{};
  std::shared_ptr<Opening> opening{};  // open_socket(), open_stream()
};

// The connection becomes a WebSocket, where the request asks for one; else 426.
[[nodiscard]] auto open_socket(Opening opening) -> Response;
// The answer is text/event-stream, and goes on until it is closed.
[[nodiscard]] auto open_stream(Opening opening) -> Response;

[[nodiscard]] auto text_response(int status, std::string body) -> Response;
[[nodiscard]] auto json_response(int status, std::string body) -> Response;
// Closes the connection without an answer: for tests of what callers do then.
[[nodiscard]] auto no_response() -> Response;

// Answers one request; from any thread, exactly once. Dropped unanswered, the client gets a 500.
using Respond = std::move_only_function<void(Response)>;
// Runs on a server thread: must not block. Work that waits hands `respond` on and returns.
using Handler = std::function<void(Request, Respond)>;

}  // namespace pb::http
