#pragma once

#include <gmock/gmock.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "base/random.h"
#include "jobs/claim.h"
#include "jobs/cron.h"
#include "reports/delivery_jobs.h"
#include "reports/receipts.h"
#include "reports/schedules.h"
#include "store/group_chats.h"
#include "store/outgoing.h"
#include "store/preferences.h"
#include "store/test_business.h"

// For tests: a company whose reports are made by a stand-in, and jobs that run when the test says so.
namespace pb::reports {

class TestDeliveries : public store::TestBusiness {
 protected:
  TestDeliveries() {
    office_of_deliveries_.workshop.make = [this](CopyRequest const& request) { return make(request); };
    office_of_deliveries_.notices = {
        .recipient_paused = [this](store::Unit&, auto const&, auto const& recipient,
                                   auto const&) { paused_.push_back(recipient.id); },
        .recipient_left = [this](store::Unit&, auto const&,
                                 auto const& recipient) { left_.push_back(recipient.id); },
        .schedule_orphaned = [this](store::Unit&, auto const& schedule) { orphaned_.push_back(schedule.id); },
        .after_quiet = [this](store::Unit&, auto const&, auto const& titles) { together_ = titles; }};
    listener_ = receipt_listener(office_of_deliveries_.notices);
  }

  auto make(CopyRequest const& request) -> Result<MadeCopy> {
    made_.push_back(request);
    if (making_fails_) return fail(*making_fails_, Message("error.not_found"));
    MadeCopy copy{.title = "Monthly"};
    for (auto const format : request.formats) {
      bool const text = format == Format::text;
      copy.artefacts.push_back({text ? store::ArtefactRole::message : store::ArtefactRole::document,
                                "monthly." + std::string(enum_name(format)), "application/pdf", "bytes"});
    }
    return copy;
  }

  auto subscription(std::vector<Format> formats = {Format::pdf}) -> NewSchedule {
    return {.definition = "monthly",
            .expression = "0 9 * * *",
            .time_zone = store::kKyiv,
            .formats = std::move(formats)};
  }
  auto subscribed(Actor const& actor, NewSchedule schedule) -> store::ReportSchedule {
    return write([&](store::Unit& unit) { return subscribe(unit, actor, std::move(schedule)).value(); });
  }
  auto scheduled(Actor const& actor, NewSchedule schedule) -> store::ReportSchedule {
    return write([&](store::Unit& unit) { return create_schedule(unit, actor, schedule).value(); });
  }

  // The time comes at which all of them are due: tomorrow's 09:00, and so on.
  void slot_comes() {
    day_ = day_ + 1;
    now = instant_at(day_, 9 * 60, store::kKyiv);
    clock_.set(now);
    slot_again();
  }
  // The job of the slot is there once more, as after a worker that died.
  void slot_again() {
    boost::json::object const payload{{"schedule", "reports"},
                                      {"slot_us", now.time_since_epoch().count()},
                                      {"zone", store::kKyiv},
                                      {"args", {{"expression", "0 9 * * *"}, {"time_zone", store::kKyiv}}}};
    write([&](store::Unit& unit) {
      jobs::enqueue(
          unit.sql,
          {.kind = std::string(kSlotJob), .payload = boost::json::serialize(payload), .run_at = unit.now});
    });
  }

  auto claim(std::vector<std::string> kinds) -> std::optional<jobs::Job> {
    jobs::Claim const request{
        .kinds = std::move(kinds), .now = clock_.now(), .lease = std::chrono::minutes(1)};
    auto jobs = write([&](store::Unit& unit) { return jobs::claim(unit.sql, request); });
    return jobs.empty() ? std::nullopt : std::optional(jobs.front());
  }
  auto run(jobs::Job const& job) -> Result<void> {
    jobs::Attempt attempt(job, clock_);
    auto const& office = office_of_deliveries_;
    auto const done = job.kind == kSlotJob      ? run_slot_job(office, attempt)
                      : job.kind == kCopyJob    ? run_copy_job(office, attempt)
                      : job.kind == kMailJob    ? run_mail_job(office, attempt)
                      : job.kind == kReleaseJob ? run_release_job(office, attempt)
                                                : run_tidy_job(office, attempt);
    write([&](store::Unit& unit) {
      if (!done) return jobs::fail_until(unit.sql, job, unit.now, done.error().message.key);
      if (!jobs::completed(unit.sql, job)) jobs::complete(unit.sql, job, unit.now);
    });
    return done;
  }
  // Runs what is due until nothing is, each job at most so often.
  void run_jobs(int limit = 100) {
    std::vector<std::string> const all{std::string(kSlotJob), std::string(kCopyJob), std::string(kMailJob),
                                       std::string(kReleaseJob), std::string(kTidyJob)};
    for (int n = 0; n < limit; ++n) {
      auto const job = claim(all);
      if (!job) return;
      (void)run(*job);
    }
  }

  // What waits for Telegram, in the order in which it was queued.
  auto outgoing() -> std::vector<store::Outgoing> {
    return read([](store::Unit& unit) {
      std::vector<store::Outgoing> all;
      for (std::int64_t priority = 0; priority <= store::kBroadcast; ++priority)
        std::ranges::move(store::queued_outgoing(unit.sql, priority, {}, 100'000), std::back_inserter(all));
      return all;
    });
  }
  // All of it ends in one way.
  void telegram_says(delivery::ReceiptEnd end, std::string const& reason = {}) {
    for (auto const& message : outgoing()) {
      write([&](store::Unit& unit) {
        store::mark_sending(unit.sql, message.id);
        store::mark_sent(unit.sql, message.id, 500, unit.now);
        listener_(unit, {delivery::receipt_of(message), end, 500, reason});
      });
    }
  }
  auto deliveries() -> std::vector<store::ReportDelivery> {
    return read([](store::Unit& unit) {
      std::vector<store::ReportDelivery> all;
      for (auto const id :
           unit.sql.all<store::ReportDeliveryId>("select id from report_deliveries order by id"))
        all.push_back(*store::find_delivery(unit.sql, id));
      return all;
    });
  }
  auto states() -> std::vector<store::DeliveryState> {
    std::vector<store::DeliveryState> all;
    for (auto const& delivery : deliveries()) all.push_back(delivery.state);
    return all;
  }
  auto to_mail(std::string const& address) -> NewRecipient {
    return {.where = {.kind = store::ReportRecipientKind::email, .address = address}};
  }
  auto to_chat(std::int64_t chat) -> NewRecipient {
    return {.where = {.kind = store::ReportRecipientKind::chat, .chat_id = chat, .topic_id = 0}};
  }

  ManualClock clock_{now};
  Day day_ = today_;
  DeliveryOffice office_of_deliveries_{.database = database_.get(), .clock = clock_};
  delivery::ReceiptListener listener_;
  std::vector<CopyRequest> made_;
  std::optional<ErrorCode> making_fails_{};
  std::vector<store::ReportRecipientId> paused_;
  std::vector<store::ReportRecipientId> left_;
  std::vector<store::ReportScheduleId> orphaned_;
  std::vector<std::string> together_;

  Actor owner_ = add_person("Оксана", Role::owner);
  OfficeId kyiv_ = add_office("Київ");
  OfficeId lviv_ = add_office("Львів");
  Actor mykola_ = add_person("Микола", Role::manager, kyiv_);
  Actor maria_ = add_person("Марія", Role::manager, kyiv_);
  Actor ivan_ = add_person("Іван", Role::manager, lviv_);
};

}  // namespace pb::reports
