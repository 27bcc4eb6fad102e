#pragma once

#include <optional>
#include <string_view>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb::store {

// Attempts that had one thing in common and have not succeeded.
struct SignInFailures {
  std::int64_t count = 0;
  Instant last_at{};
};

// None: as zero. What is older than `since` does not count any more.
auto sign_in_failures(sql::Session& session, std::string_view subject, Instant since) -> SignInFailures;
// Counts one more; one that comes after `since` had passed without any is the first again.
void count_sign_in_failure(sql::Session& session, std::string_view subject, Instant now, Instant since);
// One of them was none.
void take_back_sign_in_failure(sql::Session& session, std::string_view subject);
void forget_sign_in_failures(sql::Session& session, std::string_view subject);
// Forgets those whose last is older than `before`; how many.
auto prune_sign_in_failures(sql::Session& session, Instant before) -> std::int64_t;

// A person was here. Places are hashes.
void note_sign_in_place(sql::Session& session, UserId user, std::string_view place, Instant now);
// Whether the person has been here since `since`.
auto is_sign_in_place(sql::Session& session, UserId user, std::string_view place, Instant since) -> bool;
auto prune_sign_in_places(sql::Session& session, Instant before) -> std::int64_t;

}  // namespace pb::store
