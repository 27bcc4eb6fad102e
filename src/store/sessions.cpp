#include "store/sessions.h"

namespace pb::store {
namespace {

std::string const kSelect =
    "select id, user_id, role, method, device, address, created_at, last_used_at, confirmed_at, expires_at "
    "from sessions ";

}  // namespace

auto insert_session(sql::Session& session, NewBrowserSession const& one, Instant now) -> SessionId {
  return *session.one<SessionId>(
      "insert into sessions (user_id, token_hash, role, method, device, address, created_at, last_used_at, "
      "confirmed_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $7, $7, $8) returning id",
      one.user, one.token_hash, one.role, one.method, one.device, one.address, now, one.expires_at);
}

auto find_session(sql::Session& session, std::string_view token_hash, Instant renewed_after)
    -> std::optional<BrowserSession> {
  static auto const text = kSelect + "where token_hash = $1 or (former_hash = $1 and renewed_at > $2)";
  return session.one<BrowserSession>(text, token_hash, renewed_after);
}

auto sessions_of(sql::Session& session, UserId user) -> std::vector<BrowserSession> {
  static auto const text = kSelect + "where user_id = $1 order by last_used_at desc, id desc";
  return session.all<BrowserSession>(text, user);
}

void touch_session(sql::Session& session, SessionId id, std::string_view address, Instant now) {
  session.run("update sessions set address = $1, last_used_at = $2 where id = $3", address, now, id);
}

void confirm_session(sql::Session& session, SessionId id, Instant now) {
  session.run("update sessions set confirmed_at = $1 where id = $2", now, id);
}

void renew_session(sql::Session& session, SessionId id, std::string_view token_hash, Role role, Instant now) {
  session.run(
      "update sessions set former_hash = token_hash, token_hash = $1, role = $2, renewed_at = $3 where id = "
      "$4",
      token_hash, role, now, id);
}

auto remove_session(sql::Session& session, UserId user, SessionId id) -> bool {
  return session.run("delete from sessions where user_id = $1 and id = $2", user, id) == 1;
}

auto remove_sessions(sql::Session& session, UserId user, std::optional<SessionId> but) -> std::int64_t {
  return session.run("delete from sessions where user_id = $1 and id <> $2", user, but.value_or(SessionId{}));
}

auto prune_sessions(sql::Session& session, Instant expired_before, Instant unused_since) -> std::int64_t {
  return session.run("delete from sessions where expires_at < $1 or last_used_at < $2", expired_before,
                     unused_since);
}

}  // namespace pb::store
