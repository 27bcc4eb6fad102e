#pragma once

#include <expected>
#include <string>

#include "base/message.h"

namespace pb {

// What kind of outcome an Error is; decides HTTP status, log level and whether trying again can help.
enum class ErrorCode {
  invalid,      // the input is wrong; `field` names which part
  conflict,     // somebody else was first, or the state has moved on
  forbidden,    // the actor may not do this and may know that it exists
  not_found,    // absent, or private to others
  unavailable,  // a part we need does not answer now; trying again later can help
};

// An outcome that the caller must handle: a code, a text for the person, and the input field it is about.
struct Error {
  ErrorCode code = ErrorCode::invalid;
  Message message;
  std::string field{};
};

template <class T>
using Result = std::expected<T, Error>;

inline auto fail(ErrorCode code, Message message, std::string field = {}) -> std::unexpected<Error> {
  return std::unexpected(Error{code, std::move(message), std::move(field)});
}

}  // namespace pb

// Evaluates an expression that yields a Result; returns its Error from the enclosing function, or declares
// `decl` with its value: PB_TRY(auto plan, submit_plan(...));
#define PB_TRY_JOIN2(a, b) a##b
#define PB_TRY_JOIN(a, b) PB_TRY_JOIN2(a, b)
#define PB_TRY(decl, ...) PB_TRY_IMPL(PB_TRY_JOIN(pb_try_result_, __LINE__), decl, __VA_ARGS__)
#define PB_TRY_IMPL(name, decl, ...)                          \
  auto name = (__VA_ARGS__);                                  \
  if (!name) return std::unexpected(std::move(name.error())); \
  decl = std::move(*name)
// The same for Result<void>, or where the value is not needed.
#define PB_CHECK(...)                                                                                  \
  do {                                                                                                 \
    if (auto pb_check = (__VA_ARGS__); !pb_check) return std::unexpected(std::move(pb_check.error())); \
  } while (false)
