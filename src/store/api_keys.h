#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb {
using ApiKeyId = Id<struct ApiKeyTag>;
}

namespace pb::store {

struct NewApiKey {
  UserId user{};
  std::string name{};
  std::string prefix{};  // how people know it again; no secret
  std::string key_hash{};
  std::string scopes{};     // names, separated by blanks
  std::string addresses{};  // networks, separated by blanks; empty: from anywhere
  std::optional<Instant> expires_at{};
};

struct ApiKey {
  ApiKeyId id{};
  UserId user{};
  std::string name{};
  std::string prefix{};
  std::string scopes{};
  std::string addresses{};
  Instant created_at{};
  std::optional<Instant> expires_at{};
  std::optional<Instant> last_used_at{};
  std::optional<std::string> last_used_address{};
  std::optional<Instant> revoked_at{};
};

auto insert_api_key(sql::Session& session, NewApiKey const& key, Instant now) -> ApiKeyId;
auto find_api_key(sql::Session& session, ApiKeyId id) -> std::optional<ApiKey>;
auto find_api_key_by_hash(sql::Session& session, std::string_view key_hash) -> std::optional<ApiKey>;
// Those that are not revoked, newest first.
auto api_keys_of(sql::Session& session, UserId user) -> std::vector<ApiKey>;
void touch_api_key(sql::Session& session, ApiKeyId id, std::string_view address, Instant now);
// False where it was revoked before.
auto revoke_api_key(sql::Session& session, ApiKeyId id, Instant now) -> bool;

}  // namespace pb::store
