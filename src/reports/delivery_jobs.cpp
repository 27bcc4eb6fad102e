#include "reports/delivery_jobs.h"

#include <boost/json.hpp>

#include "store/report_runs.h"
#include "store/report_schedules.h"

namespace pb::reports {
namespace {

constexpr std::int64_t kTries = 8;
constexpr std::int64_t kForgottenAtOnce = 500;

auto payload(std::string_view name, std::int64_t id) -> std::string {
  return boost::json::serialize(boost::json::object{{name, id}});
}

}  // namespace

auto report_times(sql::Session& session) -> std::vector<jobs::Schedule> {
  std::vector<jobs::Schedule> all;
  for (auto const& [expression, zone] : store::report_times(session)) {
    boost::json::object const args{{"expression", expression}, {"time_zone", zone}};
    all.push_back({.name = "reports " + expression + "@" + zone,
                   .expression = expression,
                   .zone = zone,
                   .kind = std::string(kSlotJob),
                   .args = boost::json::serialize(args),
                   .priority = jobs::Priority::normal});
  }
  all.push_back({.name = "reports-tidy@UTC",
                 .expression = "41 * * * *",
                 .zone = "UTC",
                 .kind = std::string(kTidyJob),
                 .priority = jobs::Priority::bulk});
  return all;
}

void make_copy_soon(store::Unit& unit, store::ReportCopyId copy, jobs::Priority priority) {
  // A job that is just about to end would not see what was added now: both write the copy's row.
  store::touch_copy(unit.sql, copy);
  jobs::enqueue(unit.sql, {.kind = std::string(kCopyJob),
                           .payload = payload("copy", copy.value),
                           .run_at = unit.now,
                           .priority = priority,
                           .unique_key = "report.copy:" + std::to_string(copy.value),
                           .max_attempts = kTries});
}

void send_mail_soon(store::Unit& unit, store::ReportDeliveryId delivery) {
  jobs::enqueue(unit.sql, {.kind = std::string(kMailJob),
                           .payload = payload("delivery", delivery.value),
                           .run_at = unit.now,
                           .priority = jobs::Priority::bulk,
                           .unique_key = "report.mail:" + std::to_string(delivery.value),
                           .max_attempts = kTries});
}

void release_later(store::Unit& unit, UserId user, Instant when) {
  jobs::enqueue(unit.sql,
                {.kind = std::string(kReleaseJob),
                 .payload = payload("user", user.value),
                 .run_at = when,
                 .unique_key = "report.release:" + std::to_string(user.value) + ":" + to_iso(when)});
}

void handle_deliveries(jobs::Worker& worker, DeliveryOffice const& office) {
  auto const add = [&](std::string_view kind, auto run) {
    worker.handle(std::string(kind), [&office, run](jobs::Attempt& attempt) { return run(office, attempt); });
  };
  add(kSlotJob, run_slot_job);
  add(kCopyJob, run_copy_job);
  add(kReleaseJob, run_release_job);
  add(kTidyJob, run_tidy_job);
}

void handle_mails(jobs::Worker& worker, DeliveryOffice const& office) {
  worker.handle(std::string(kMailJob),
                [&office](jobs::Attempt& attempt) { return run_mail_job(office, attempt); });
}

auto run_tidy_job(DeliveryOffice const& office, jobs::Attempt& attempt) -> Result<void> {
  auto const now = office.clock.now();
  std::int64_t forgotten = kForgottenAtOnce;
  while (forgotten >= kForgottenAtOnce && !attempt.lost()) {
    forgotten = office.database.write([&](sql::Session& session) {
      attempt.check_in(session);
      store::prune_report_runs(session, now - kReceiptsKept);
      return store::prune_artefacts(session, now - kArtefactsKept, kForgottenAtOnce) +
             store::prune_deliveries(session, now - kReceiptsKept, kForgottenAtOnce);
    });
  }
  return {};
}

}  // namespace pb::reports
