#include "delivery/mails.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/json.hpp>

#include "base/log.h"
#include "telegram/html.h"

namespace pb::delivery {
namespace {

using store::OutgoingMailState;

// Marks the mail; nothing where there is nothing to be sent any more.
auto begin(sql::Database& database, Clock const& clock, SendMail const& send, jobs::Attempt& attempt,
           store::OutgoingMailId id) -> std::optional<store::OutgoingMail> {
  return database.write([&](sql::Session& session) -> std::optional<store::OutgoingMail> {
    auto mail = store::find_outgoing_mail(session, id);
    if (mail && mail->state == OutgoingMailState::queued && send) {
      attempt.check_in(session);
      store::begin_sending_mail(session, id);
      return mail;
    }
    if (mail && mail->state == OutgoingMailState::queued)
      store::end_mail(session, id, OutgoingMailState::failed, "report.reason.no_mail", clock.now());
    if (mail && mail->state == OutgoingMailState::sending)
      store::end_mail(session, id, OutgoingMailState::uncertain, "report.reason.interrupted", clock.now());
    attempt.complete_in(session);
    return std::nullopt;
  });
}

auto state_after(mail::End end) -> OutgoingMailState {
  if (end == mail::End::accepted) return OutgoingMailState::sent;
  return end == mail::End::uncertain ? OutgoingMailState::uncertain : OutgoingMailState::failed;
}

}  // namespace

auto letter(std::string_view address, std::string_view language, std::vector<std::string> const& messages)
    -> store::NewOutgoingMail {
  // Chat HTML keeps its line breaks as they are; the rest of its markup is HTML already.
  constexpr auto kFrame =
      R"(<!DOCTYPE html><html lang="{}"><head><meta charset="utf-8"></head><body><div style="white-space:pre-wrap;)"
      R"(font:14px/1.5 Inter,'Segoe UI',Roboto,Arial,sans-serif;max-width:640px;margin:0 auto;padding:16px;">{}</div></body></html>)";
  auto const html = fmt::format("{}", fmt::join(messages, "\n\n"));
  auto const text = telegram::without_markup(html);
  return {.address = std::string(address),
          .subject = text.substr(0, text.find('\n')),
          .text = text + "\n",
          .html = fmt::format(kFrame, language, html),
          .language = std::string(language)};
}

void enqueue(store::Unit& unit, store::NewOutgoingMail const& mail) {
  auto const id = store::insert_outgoing_mail(unit.sql, mail, unit.now);
  jobs::enqueue(unit.sql, {.kind = std::string(kMailJob),
                           .payload = fmt::format(R"({{"mail":{}}})", id.value),
                           .run_at = unit.now,
                           .priority = jobs::Priority::urgent});
}

auto run_mail_job(sql::Database& database, Clock const& clock, SendMail const& send, jobs::Attempt& attempt)
    -> Result<void> {
  auto const& job = attempt.job();
  store::OutgoingMailId const id{boost::json::parse(job.payload).at("mail").to_number<std::int64_t>()};
  auto const mail = begin(database, clock, send, attempt, id);
  if (!mail) return {};
  auto const answer = send(*mail);
  bool const not_now = answer.end == mail::End::later || answer.end == mail::End::unreachable;
  bool const again = not_now && job.attempt < job.max_attempts;
  database.write([&](sql::Session& session) {
    if (again) {
      attempt.check_in(session);
      return store::delay_mail(session, id, answer.words);
    }
    store::end_mail(session, id, state_after(answer.end), answer.words, clock.now());
    attempt.complete_in(session);
  });
  if (answer.end != mail::End::accepted) log::warn("mail.not_sent", {{"reason", answer.words}});
  if (again) return fail(ErrorCode::unavailable, Message("report.reason.later"));
  return {};
}

}  // namespace pb::delivery
