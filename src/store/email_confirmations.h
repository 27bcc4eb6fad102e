#pragma once

#include <optional>
#include <string>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb::store {

// An address that somebody says is theirs, until they send back the code that was mailed there.
struct EmailConfirmation {
  UserId user{};
  std::string address{};
  std::string code{};
  std::int64_t tries = 0;  // wrong ones
  Instant expires_at{};
};

// Replaces what the person asked for before.
void save_email_confirmation(sql::Session& session, EmailConfirmation const& confirmation);
auto find_email_confirmation(sql::Session& session, UserId user) -> std::optional<EmailConfirmation>;
void count_wrong_code(sql::Session& session, UserId user);
void remove_email_confirmation(sql::Session& session, UserId user);

}  // namespace pb::store
