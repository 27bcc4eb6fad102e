#include "store/sign_in_failures.h"

namespace pb::store {

auto sign_in_failures(sql::Session& session, std::string_view subject, Instant since) -> SignInFailures {
  return session
      .one<SignInFailures>("select count, last_at from sign_in_failures where subject = $1 and last_at > $2",
                           subject, since)
      .value_or(SignInFailures{});
}

void count_sign_in_failure(sql::Session& session, std::string_view subject, Instant now, Instant since) {
  session.run(
      "insert into sign_in_failures (subject, count, last_at) values ($1, 1, $2) "
      "on conflict (subject) do update set last_at = excluded.last_at, "
      "count = case when sign_in_failures.last_at > $3 then sign_in_failures.count + 1 else 1 end",
      subject, now, since);
}

void take_back_sign_in_failure(sql::Session& session, std::string_view subject) {
  session.run("update sign_in_failures set count = count - 1 where subject = $1 and count > 0", subject);
}

void forget_sign_in_failures(sql::Session& session, std::string_view subject) {
  session.run("delete from sign_in_failures where subject = $1", subject);
}

auto prune_sign_in_failures(sql::Session& session, Instant before) -> std::int64_t {
  return session.run("delete from sign_in_failures where last_at < $1", before);
}

void note_sign_in_place(sql::Session& session, UserId user, std::string_view place, Instant now) {
  session.run(
      "insert into sign_in_places (user_id, place, last_at) values ($1, $2, $3) "
      "on conflict (user_id, place) do update set last_at = excluded.last_at",
      user, place, now);
}

auto is_sign_in_place(sql::Session& session, UserId user, std::string_view place, Instant since) -> bool {
  return session
      .one<std::int64_t>("select 1 from sign_in_places where user_id = $1 and place = $2 and last_at > $3",
                         user, place, since)
      .has_value();
}

auto prune_sign_in_places(sql::Session& session, Instant before) -> std::int64_t {
  return session.run("delete from sign_in_places where last_at < $1", before);
}

}  // namespace pb::store
