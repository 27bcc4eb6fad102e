#include "store/second_factors.h"

namespace pb::store {

auto find_second_factor(sql::Session& session, UserId user) -> std::optional<SecondFactor> {
  return session.one<SecondFactor>(
      "select user_id, key, begun_at, confirmed_at, last_step from second_factors where user_id = $1", user);
}

auto begin_second_factor(sql::Session& session, UserId user, std::string_view key, Instant now) -> bool {
  return session.run(
             "insert into second_factors (user_id, key, begun_at) values ($1, $2, $3) "
             "on conflict (user_id) do update set key = excluded.key, begun_at = excluded.begun_at "
             "where second_factors.confirmed_at is null",
             user, key, now) > 0;
}

auto confirm_second_factor(sql::Session& session, UserId user, std::string_view key, std::int64_t step,
                           Instant now) -> bool {
  return session.run(
             "update second_factors set confirmed_at = $1, last_step = $2 "
             "where user_id = $3 and key = $4 and confirmed_at is null",
             now, step, user, key) > 0;
}

auto use_totp_step(sql::Session& session, UserId user, std::int64_t step) -> bool {
  return session.run(
             "update second_factors set last_step = $1 "
             "where user_id = $2 and confirmed_at is not null and (last_step is null or last_step < $1)",
             step, user) > 0;
}

void remove_second_factor(sql::Session& session, UserId user) {
  session.run("delete from recovery_codes where user_id = $1", user);
  session.run("delete from second_factors where user_id = $1", user);
}

void save_recovery_codes(sql::Session& session, UserId user, std::vector<std::string> const& code_hashes) {
  session.run("delete from recovery_codes where user_id = $1", user);
  for (auto const& hash : code_hashes)
    session.run("insert into recovery_codes (code_hash, user_id) values ($1, $2)", hash, user);
}

auto use_recovery_code(sql::Session& session, UserId user, std::string_view code_hash, Instant now) -> bool {
  return session.run(
             "update recovery_codes set used_at = $1 where code_hash = $2 and user_id = $3 and used_at is "
             "null",
             now, code_hash, user) > 0;
}

auto count_recovery_codes(sql::Session& session, UserId user) -> std::int64_t {
  return *session.one<std::int64_t>(
      "select count(*) from recovery_codes where user_id = $1 and used_at is null", user);
}

}  // namespace pb::store
