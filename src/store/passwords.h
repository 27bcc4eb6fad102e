#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb::store {

struct Password {
  UserId user{};
  std::string hash{};  // Argon2id as text
  Instant changed_at{};
};

// A code that was mailed to set a password by; its hash.
struct PasswordReset {
  UserId user{};
  std::string address{};
  std::string code_hash{};
  Instant expires_at{};
};

auto find_password(sql::Session& session, UserId user) -> std::optional<Password>;
// Replaces the one before.
void save_password(sql::Session& session, Password const& password);
// The same password under another hash; false where the hash is not `before` any more.
auto replace_password_hash(sql::Session& session, UserId user, std::string_view before, std::string_view hash)
    -> bool;
// False where there was none.
auto remove_password(sql::Session& session, UserId user) -> bool;

// Replaces what the person asked for before.
void save_password_reset(sql::Session& session, PasswordReset const& reset);
auto find_password_reset(sql::Session& session, std::string_view code_hash) -> std::optional<PasswordReset>;
// False where there was none.
auto remove_password_reset(sql::Session& session, UserId user) -> bool;
// Forgets codes that expired before `before`; how many.
auto prune_password_resets(sql::Session& session, Instant before) -> std::int64_t;

}  // namespace pb::store
