#include "store/passwords.h"

namespace pb::store {

auto find_password(sql::Session& session, UserId user) -> std::optional<Password> {
  return session.one<Password>("select user_id, hash, changed_at from passwords where user_id = $1", user);
}

void save_password(sql::Session& session, Password const& password) {
  session.run(
      "insert into passwords (user_id, hash, changed_at) values ($1, $2, $3) "
      "on conflict (user_id) do update set hash = excluded.hash, changed_at = excluded.changed_at",
      password.user, password.hash, password.changed_at);
}

auto replace_password_hash(sql::Session& session, UserId user, std::string_view before, std::string_view hash)
    -> bool {
  return session.run("update passwords set hash = $1 where user_id = $2 and hash = $3", hash, user, before) >
         0;
}

auto remove_password(sql::Session& session, UserId user) -> bool {
  return session.run("delete from passwords where user_id = $1", user) > 0;
}

void save_password_reset(sql::Session& session, PasswordReset const& reset) {
  session.run(
      "insert into password_resets (user_id, address, code_hash, expires_at) values ($1, $2, $3, $4) "
      "on conflict (user_id) do update set address = excluded.address, code_hash = excluded.code_hash, "
      "expires_at = excluded.expires_at",
      reset.user, reset.address, reset.code_hash, reset.expires_at);
}

auto find_password_reset(sql::Session& session, std::string_view code_hash) -> std::optional<PasswordReset> {
  return session.one<PasswordReset>(
      "select user_id, address, code_hash, expires_at from password_resets where code_hash = $1", code_hash);
}

auto remove_password_reset(sql::Session& session, UserId user) -> bool {
  return session.run("delete from password_resets where user_id = $1", user) > 0;
}

auto prune_password_resets(sql::Session& session, Instant before) -> std::int64_t {
  return session.run("delete from password_resets where expires_at < $1", before);
}

}  // namespace pb::store
