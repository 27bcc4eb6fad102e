#pragma once

#include <expected>
#include <string>
#include <vector>

#include "base/error.h"
#include "http/message.h"

namespace pb::api {

// One wrong part of a request: a JSON pointer into the body (RFC 6901), or a query parameter's name.
struct FieldError {
  enum class In { body, query };
  In in = In::body;
  std::string place{};
  Message message;
};

// Why a request is not answered as asked; becomes a problem document (RFC 9457).
struct Refusal {
  int status = 422;
  std::string code{};  // stable: the key of the message without "error."
  Message message;
  std::vector<FieldError> errors{};
  http::Headers headers{};

  Refusal() = default;
  Refusal(int status_, Message message_);
  // An outcome of a use case; its field becomes a pointer into the body.
  Refusal(Error const& error);  // NOLINT(google-explicit-constructor): handlers pass errors on with PB_TRY
};

template <class T>
using Outcome = std::expected<T, Refusal>;

// Of the key of a message: "error.office.name_taken" is "office.name_taken".
[[nodiscard]] auto code_of(std::string_view key) -> std::string;

inline auto refuse(int status, Message message) -> std::unexpected<Refusal> {
  return std::unexpected(Refusal(status, std::move(message)));
}

// 401: it is not known who calls.
[[nodiscard]] auto unauthenticated() -> std::unexpected<Refusal>;

}  // namespace pb::api
