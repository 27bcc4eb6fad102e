#include "store/api_keys.h"

namespace pb::store {
namespace {

std::string const kSelect =
    "select id, user_id, name, prefix, scopes, addresses, created_at, expires_at, last_used_at, "
    "last_used_address, revoked_at from api_keys ";

}  // namespace

auto insert_api_key(sql::Session& session, NewApiKey const& key, Instant now) -> ApiKeyId {
  return *session.one<ApiKeyId>(
      "insert into api_keys (user_id, name, prefix, key_hash, scopes, addresses, created_at, expires_at) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8) returning id",
      key.user, key.name, key.prefix, key.key_hash, key.scopes, key.addresses, now, key.expires_at);
}

auto find_api_key(sql::Session& session, ApiKeyId id) -> std::optional<ApiKey> {
  static auto const text = kSelect + "where id = $1";
  return session.one<ApiKey>(text, id);
}

auto find_api_key_by_hash(sql::Session& session, std::string_view key_hash) -> std::optional<ApiKey> {
  static auto const text = kSelect + "where key_hash = $1";
  return session.one<ApiKey>(text, key_hash);
}

auto api_keys_of(sql::Session& session, UserId user) -> std::vector<ApiKey> {
  static auto const text = kSelect + "where user_id = $1 and revoked_at is null order by id desc";
  return session.all<ApiKey>(text, user);
}

void touch_api_key(sql::Session& session, ApiKeyId id, std::string_view address, Instant now) {
  session.run("update api_keys set last_used_at = $1, last_used_address = $2 where id = $3", now, address,
              id);
}

auto revoke_api_key(sql::Session& session, ApiKeyId id, Instant now) -> bool {
  return session.run("update api_keys set revoked_at = $1 where id = $2 and revoked_at is null", now, id) ==
         1;
}

}  // namespace pb::store
