#include "store/outgoing_mails.h"

namespace pb::store {

auto insert_outgoing_mail(sql::Session& session, NewOutgoingMail const& mail, Instant now) -> OutgoingMailId {
  return *session.one<OutgoingMailId>(
      "insert into outgoing_mails (address, subject, text, html, language, state, created_at) "
      "values ($1, $2, $3, $4, $5, 'queued', $6) returning id",
      mail.address, mail.subject, mail.text, mail.html, mail.language, now);
}

auto find_outgoing_mail(sql::Session& session, OutgoingMailId id) -> std::optional<OutgoingMail> {
  return session.one<OutgoingMail>(
      "select id, address, subject, text, html, language, state, reason, attempts, created_at "
      "from outgoing_mails where id = $1",
      id);
}

auto begin_sending_mail(sql::Session& session, OutgoingMailId id) -> bool {
  return session.run(
             "update outgoing_mails set state = 'sending', attempts = attempts + 1 "
             "where id = $1 and state = 'queued'",
             id) > 0;
}

void delay_mail(sql::Session& session, OutgoingMailId id, std::string_view reason) {
  session.run("update outgoing_mails set state = 'queued', reason = $1 where id = $2 and state = 'sending'",
              reason, id);
}

void end_mail(sql::Session& session, OutgoingMailId id, OutgoingMailState state, std::string_view reason,
              Instant now) {
  session.run("update outgoing_mails set state = $1, reason = $2, finished_at = $3 where id = $4", state,
              reason, now, id);
}

auto prune_outgoing_mails(sql::Session& session, Instant before) -> std::int64_t {
  return session.run("delete from outgoing_mails where finished_at < $1", before);
}

}  // namespace pb::store
