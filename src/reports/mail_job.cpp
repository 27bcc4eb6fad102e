// One mail. It is marked as being sent, durably, before it leaves: a worker that finds the mark cannot know
// whether the one before it had handed the mail over, and does not send it again.
#include <boost/json.hpp>

#include "reports/delivery_jobs.h"
#include "reports/receipts.h"

namespace pb::reports {
namespace {

using store::DeliveryState;

// Marks the delivery; nothing where there is nothing to be sent any more.
auto begin(DeliveryOffice const& office, jobs::Attempt& attempt, store::ReportDeliveryId id)
    -> std::optional<store::ReportDelivery> {
  return office.database.write([&](sql::Session& session) -> std::optional<store::ReportDelivery> {
    store::Unit unit{session, office.clock.now()};
    auto delivery = store::find_delivery(session, id);
    bool const mail = delivery && delivery->address && delivery->copy;
    if (mail && delivery->state == DeliveryState::queued && !office.workshop.send_mail) {
      fail_delivery(unit, id, "report.reason.no_mail", office.notices);
    } else if (mail && delivery->state == DeliveryState::queued) {
      attempt.check_in(session);
      store::begin_sending(session, id, 1);
      return delivery;
    } else if (mail && delivery->state == DeliveryState::sending) {
      doubt_delivery(unit, id, "report.reason.interrupted");
    }
    attempt.complete_in(session);
    return std::nullopt;
  });
}

auto mail_of(sql::Session& session, store::ReportDelivery const& delivery) -> MailToSend {
  auto const copy = store::find_copy(session, *delivery.copy);
  auto const request = copy_request_from(copy->request);
  MailToSend mail{.address = *delivery.address,
                  .delivery = delivery.id,
                  .recipient = delivery.recipient,
                  .title = copy->title};
  if (request) mail.language = request->language;
  for (auto const& artefact : store::list_artefacts(session, *delivery.copy)) {
    if (auto part = store::read_artefact(session, artefact.id)) mail.parts.push_back(std::move(*part));
  }
  return mail;
}

auto ask(DeliveryOffice const& office, MailToSend const& mail) -> mail::Answer {
  try {
    return office.workshop.send_mail(mail);
  } catch (std::exception const& problem) {
    return {mail::End::uncertain, problem.what()};
  }
}

}  // namespace

auto run_mail_job(DeliveryOffice const& office, jobs::Attempt& attempt) -> Result<void> {
  auto const& job = attempt.job();
  store::ReportDeliveryId const id{boost::json::parse(job.payload).at("delivery").to_number<std::int64_t>()};
  auto const delivery = begin(office, attempt, id);
  if (!delivery) return {};
  auto const mail = office.database.read([&](sql::Session& session) { return mail_of(session, *delivery); });
  auto const answer = ask(office, mail);
  bool const not_now = answer.end == mail::End::later || answer.end == mail::End::unreachable;
  bool const later = not_now && job.attempt < job.max_attempts;
  office.database.write([&](sql::Session& session) {
    store::Unit unit{session, office.clock.now()};
    if (later) {
      attempt.check_in(session);
      return store::delay_delivery(session, id, answer.words);
    }
    if (answer.end == mail::End::accepted) {
      confirm_delivery(unit, id, std::nullopt);
    } else if (answer.end == mail::End::uncertain) {
      doubt_delivery(unit, id, answer.words);
    } else if (answer.end == mail::End::unreachable) {
      give_up_delivery(unit, id, answer.words);
    } else {
      fail_delivery(unit, id, answer.words, office.notices);
    }
    attempt.complete_in(session);
  });
  if (later) return fail(ErrorCode::unavailable, Message("report.reason.later"));
  return {};
}

}  // namespace pb::reports
