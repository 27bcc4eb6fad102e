#pragma once

#include <optional>
#include <string>

#include "sql/session.h"

namespace pb::store {

// What was answered to a request that carried an Idempotency-Key.
struct AnsweredRequest {
  std::string request_hash{};
  std::int64_t status = 0;
  std::string headers{};              // JSON
  std::optional<std::string> body{};  // absent: it held a secret, which is shown once only
};

auto find_answered_request(sql::Session& session, std::string_view caller, std::string_view key)
    -> std::optional<AnsweredRequest>;
// False where the key was used meanwhile: whoever is second undoes what they did.
auto insert_answered_request(sql::Session& session, std::string_view caller, std::string_view key,
                             AnsweredRequest const& answer, Instant now) -> bool;
auto prune_answered_requests(sql::Session& session, Instant before) -> std::int64_t;

}  // namespace pb::store
