#pragma once

#include <string_view>
#include <vector>

#include "base/clock.h"
#include "jobs/cron.h"
#include "jobs/worker.h"
#include "reports/workshop.h"
#include "sql/database.h"

// The way of a report: a time comes (slot), everybody who is due gets a delivery, each different copy is made
// once (copy), and handed over; a mail in a job of its own (mail). Each step may be repeated after a crash
// and has its effect once; docs/decisions/0030.
namespace pb::reports {

inline constexpr std::string_view kSlotJob = "report.slot";
inline constexpr std::string_view kCopyJob = "report.copy";
inline constexpr std::string_view kMailJob = "report.mail";
inline constexpr std::string_view kReleaseJob = "report.release";
inline constexpr std::string_view kTidyJob = "report.tidy";

inline constexpr std::chrono::days kArtefactsKept{14};
inline constexpr std::chrono::days kReceiptsKept{180};

// The times at which reports are due: one schedule for each, however many people subscribed to it.
auto report_times(sql::Session& session) -> std::vector<jobs::Schedule>;

// Jobs, queued in the unit of what they are for.
void make_copy_soon(store::Unit& unit, store::ReportCopyId copy, jobs::Priority priority);
void send_mail_soon(store::Unit& unit, store::ReportDeliveryId delivery);
// What quiet hours hold back of this person leaves when they end.
void release_later(store::Unit& unit, UserId user, Instant when);

// Everything the handlers need; outlives the worker.
struct DeliveryOffice {
  sql::Database& database;
  Clock const& clock;
  Workshop workshop{};
  Notices notices{};
};

// The handlers of all kinds but mails; those of mails, for a worker of their own: they wait for strangers.
void handle_deliveries(jobs::Worker& worker, DeliveryOffice const& office);
void handle_mails(jobs::Worker& worker, DeliveryOffice const& office);

auto run_slot_job(DeliveryOffice const& office, jobs::Attempt& attempt) -> Result<void>;
auto run_copy_job(DeliveryOffice const& office, jobs::Attempt& attempt) -> Result<void>;
auto run_mail_job(DeliveryOffice const& office, jobs::Attempt& attempt) -> Result<void>;
auto run_release_job(DeliveryOffice const& office, jobs::Attempt& attempt) -> Result<void>;
auto run_tidy_job(DeliveryOffice const& office, jobs::Attempt& attempt) -> Result<void>;

}  // namespace pb::reports
