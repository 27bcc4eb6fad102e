#include "store/sign_in_links.h"

namespace pb::store {

void insert_sign_in_link(sql::Session& session, UserId user, std::string_view token_hash, Instant now,
                         Instant expires_at) {
  session.run(
      "insert into sign_in_links (token_hash, user_id, created_at, expires_at) values ($1, $2, $3, $4)",
      token_hash, user, now, expires_at);
}

auto find_sign_in_link(sql::Session& session, std::string_view token_hash) -> std::optional<SignInLink> {
  return session.one<SignInLink>(
      "select id, user_id, browser_hash, expires_at, used_at from sign_in_links where token_hash = $1",
      token_hash);
}

auto count_sign_in_links(sql::Session& session, UserId user, Instant since) -> std::int64_t {
  return *session.one<std::int64_t>(
      "select count(*) from sign_in_links where user_id = $1 and created_at > $2", user, since);
}

auto open_sign_in_link(sql::Session& session, SignInLinkId id, std::string_view browser_hash) -> bool {
  return session.run(
             "update sign_in_links set browser_hash = $1 where id = $2 and (browser_hash is null or "
             "browser_hash = $1)",
             browser_hash, id) == 1;
}

auto use_sign_in_link(sql::Session& session, SignInLinkId id, Instant now) -> bool {
  return session.run("update sign_in_links set used_at = $1 where id = $2 and used_at is null", now, id) == 1;
}

auto prune_sign_in_links(sql::Session& session, Instant expired_before) -> std::int64_t {
  return session.run("delete from sign_in_links where expires_at < $1", expired_before);
}

}  // namespace pb::store
