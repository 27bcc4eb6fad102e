// Makes a copy once and hands it over to everybody who is to get it.
#include <boost/json.hpp>

#include "base/log.h"
#include "reports/delivery_jobs.h"
#include "reports/hand_over.h"
#include "reports/receipts.h"
#include "reports/runs.h"

namespace pb::reports {
namespace {

constexpr std::int64_t kHandedOverInAUnit = 100;

auto copy_id(jobs::Job const& job) -> store::ReportCopyId {
  return {boost::json::parse(job.payload).at("copy").to_number<std::int64_t>()};
}

// An exception is trouble of the moment, until it has come too often.
auto make(DeliveryOffice const& office, CopyRequest const& request) -> Result<MadeCopy> {
  try {
    return office.workshop.make(request);
  } catch (std::exception const& problem) {
    log::error("report.making_failed", {{"definition", request.definition}, {"reason", problem.what()}});
    return fail(ErrorCode::unavailable, Message("report.reason.not_made"));
  }
}

// Makes it and keeps its files; an Error only where another try may help.
auto make_and_keep(DeliveryOffice const& office, jobs::Attempt& attempt, store::ReportCopy const& copy)
    -> Result<void> {
  auto const request = copy_request_from(copy.request);
  auto made = request ? make(office, *request)
                      : Result<MadeCopy>(fail(ErrorCode::invalid, Message("report.reason.not_made")));
  bool const last = attempt.job().attempt >= attempt.job().max_attempts;
  if (!made && made.error().code == ErrorCode::unavailable && !last) return std::unexpected(made.error());
  if (made) made->artefacts = split_messages(std::move(made->artefacts));
  bool const empty = made && made->artefacts.empty();
  office.database.write([&](sql::Session& session) {
    attempt.check_in(session);
    if (made && !empty) {
      store::save_copy(session, copy.id, made->title, made->artefacts, office.clock.now());
    } else {
      store::fail_copy(session, copy.id, empty ? "report.reason.not_made" : made.error().message.key);
    }
    store::Unit unit{session, office.clock.now()};
    end_runs(unit, copy.id);
  });
  return {};
}

// The next queued deliveries; true when there were none and the job is done with that unit.
auto hand_over_some(DeliveryOffice const& office, jobs::Attempt& attempt, store::ReportCopy const& copy,
                    ReadyCopy const& ready, store::ReportDeliveryId& after) -> bool {
  auto const from = after;  // the unit may run more than once
  return office.database.write([&](sql::Session& session) {
    store::Unit unit{session, office.clock.now()};
    auto const deliveries = store::queued_deliveries(session, copy.id, from, kHandedOverInAUnit);
    if (deliveries.empty()) {
      store::touch_copy(session, copy.id);
      attempt.complete_in(session);
      return true;
    }
    attempt.check_in(session);
    for (auto const& delivery : deliveries) {
      if (copy.state == store::ReportCopyState::failed) {
        fail_delivery(unit, delivery.id, copy.reason.value_or("report.reason.not_made"), office.notices);
      } else {
        hand_over(unit, delivery, ready, Sound::audible, office.notices);
      }
    }
    after = deliveries.back().id;
    return false;
  });
}

// What quiet hours hold back of a copy that could not be made has nothing to wait for.
void fail_held(DeliveryOffice const& office, jobs::Attempt& attempt, store::ReportCopy const& copy) {
  office.database.write([&](sql::Session& session) {
    attempt.check_in(session);
    store::Unit unit{session, office.clock.now()};
    for (auto const id : store::held_of_copy(session, copy.id))
      fail_delivery(unit, id, copy.reason.value_or("report.reason.not_made"), office.notices);
  });
}

}  // namespace

auto run_copy_job(DeliveryOffice const& office, jobs::Attempt& attempt) -> Result<void> {
  auto const id = copy_id(attempt.job());
  auto const find = [&] {
    return office.database.read([&](sql::Session& session) { return store::find_copy(session, id); });
  };
  auto copy = find();
  if (!copy) return {};
  if (copy->state == store::ReportCopyState::wanted) {
    PB_CHECK(make_and_keep(office, attempt, *copy));
    copy = find();
  }
  if (copy->state == store::ReportCopyState::failed) fail_held(office, attempt, *copy);
  auto const ready = office.database.read([&](sql::Session& session) { return ready_copy(session, *copy); });
  store::ReportDeliveryId after;
  bool done = false;
  while (!done && !attempt.lost()) {
    done = hand_over_some(office, attempt, *copy, ready, after);
  }
  return {};
}

}  // namespace pb::reports
