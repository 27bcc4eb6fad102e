#include "store/email_confirmations.h"

namespace pb::store {

void save_email_confirmation(sql::Session& session, EmailConfirmation const& confirmation) {
  session.run(
      "insert into email_confirmations (user_id, address, code, tries, expires_at) "
      "values ($1, $2, $3, $4, $5) on conflict (user_id) do update set address = excluded.address, "
      "code = excluded.code, tries = excluded.tries, expires_at = excluded.expires_at",
      confirmation.user, confirmation.address, confirmation.code, confirmation.tries,
      confirmation.expires_at);
}

auto find_email_confirmation(sql::Session& session, UserId user) -> std::optional<EmailConfirmation> {
  return session.one<EmailConfirmation>(
      "select user_id, address, code, tries, expires_at from email_confirmations where user_id = $1", user);
}

void count_wrong_code(sql::Session& session, UserId user) {
  session.run("update email_confirmations set tries = tries + 1 where user_id = $1", user);
}

void remove_email_confirmation(sql::Session& session, UserId user) {
  session.run("delete from email_confirmations where user_id = $1", user);
}

}  // namespace pb::store
