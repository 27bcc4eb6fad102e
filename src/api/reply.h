#pragma once

#include <boost/json/value.hpp>
#include <optional>

#include "api/refusal.h"

namespace pb::api {

// A file to be kept, in place of a body.
struct Attachment {
  std::string name{};
  std::string content_type{};
  std::string bytes{};
};

// What a handler answers with.
struct Reply {
  // once: it holds a secret, which nobody gets a second time, not even by asking the same again.
  enum class Shown { always, once };
  int status = 200;
  boost::json::value body{};  // null: none
  http::Headers headers{};
  Shown shown = Shown::always;
  // A refusal that keeps what was written (a failure that counts); one that is returned undoes it.
  std::optional<Refusal> refusal{};
  std::optional<Attachment> file{};
  std::optional<http::Response> raw{};  // an answer of another kind: a connection that stays open
};

inline auto answered(boost::json::value body) -> Reply {
  return {.body = std::move(body)};
}
inline auto created(std::string location, boost::json::value body) -> Reply {
  return {.status = 201, .body = std::move(body), .headers = {{"Location", std::move(location)}}};
}
inline auto file_reply(std::string name, std::string content_type, std::string bytes) -> Reply {
  return {.file = Attachment{std::move(name), std::move(content_type), std::move(bytes)}};
}
inline auto no_content() -> Reply {
  return {.status = 204};
}

}  // namespace pb::api
