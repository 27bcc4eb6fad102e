#pragma once

#include <optional>
#include <string>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb {
using SignInLinkId = Id<struct SignInLinkTag>;
}

namespace pb::store {

// A link that signs one browser in, once.
struct SignInLink {
  SignInLinkId id{};
  UserId user{};
  std::optional<std::string> browser_hash{};  // the browser that opened it first
  Instant expires_at{};
  std::optional<Instant> used_at{};
};

void insert_sign_in_link(sql::Session& session, UserId user, std::string_view token_hash, Instant now,
                         Instant expires_at);
auto find_sign_in_link(sql::Session& session, std::string_view token_hash) -> std::optional<SignInLink>;
// How many were made for the person since then.
auto count_sign_in_links(sql::Session& session, UserId user, Instant since) -> std::int64_t;
// False where another browser has opened it first.
auto open_sign_in_link(sql::Session& session, SignInLinkId id, std::string_view browser_hash) -> bool;
// True for exactly one of all who try.
auto use_sign_in_link(sql::Session& session, SignInLinkId id, Instant now) -> bool;
auto prune_sign_in_links(sql::Session& session, Instant expired_before) -> std::int64_t;

}  // namespace pb::store
