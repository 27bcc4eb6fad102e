// A time has come: whose reports are due, and whether they are sent at all.
#include <boost/json.hpp>

#include "events/event_log.h"
#include "reports/delivery_jobs.h"
#include "reports/slots.h"
#include "store/users.h"

namespace pb::reports {
namespace {

constexpr std::int64_t kSchedulesAtOnce = 100;

struct DueSlot {
  store::ReportTime time{};
  Instant slot{};
};

auto slot_of(jobs::Job const& job) -> DueSlot {
  auto const run = jobs::cron_run(job);
  auto const args = boost::json::parse(run.args).as_object();
  return {
      .time = {std::string(args.at("expression").as_string()), std::string(args.at("time_zone").as_string())},
      .slot = run.slot};
}

// What is looked up once for the whole slot.
class Verdicts {
 public:
  Verdicts(DeliveryOffice const& office, Instant slot) : office_(office), slot_(slot) {
    head_ = office.database.read([](sql::Session& session) { return events::head(session).value; });
  }
  auto of(store::ReportSchedule const& schedule) -> Verdict {
    switch (schedule.condition) {
      case store::ReportCondition::always:
        return Verdict::send;
      case store::ReportCondition::changed:
        return changed_since(schedule.seen_event) ? Verdict::send : Verdict::nothing_changed;
      case store::ReportCondition::attainment_below:
        return is_below(schedule) ? Verdict::send : Verdict::attainment_reached;
    }
    return Verdict::send;
  }
  [[nodiscard]] auto head() const -> std::int64_t { return head_; }

 private:
  auto changed_since(std::int64_t position) -> bool {
    auto const [at, fresh] = changed_.try_emplace(position);
    if (fresh) {
      at->second = office_.database.read([&](sql::Session& session) {
        store::Unit unit{session, office_.clock.now()};
        return changed_after(unit, position);
      });
    }
    return at->second;
  }
  // Of what the owner sees. Without data nothing is behind.
  auto is_below(store::ReportSchedule const& schedule) -> bool {
    auto const request = office_.database.read([&](sql::Session& session) {
      store::Unit unit{session, office_.clock.now()};
      auto made = request_for(unit, schedule, slot_);
      if (auto const owner = store::find_user(session, schedule.owner)) {
        auto const scope = Scope::of({.user = owner->id, .role = owner->role, .office = owner->office});
        made.everything = scope.everything();
        made.office = scope.office();
      }
      return made;
    });
    auto const attainment = office_.workshop.attainment ? office_.workshop.attainment(request) : std::nullopt;
    return attainment && *attainment < schedule.threshold.value_or(0);
  }

  DeliveryOffice const& office_;
  Instant slot_;
  std::int64_t head_ = 0;
  std::map<std::int64_t, bool> changed_;
};

// Schedules with few recipients share a unit; one with many takes several.
class Opening {
 public:
  Opening(DeliveryOffice const& office, jobs::Attempt& attempt) : office_(office), attempt_(attempt) {}

  void add(store::ReportSchedule const& schedule, Instant slot, Verdict verdict, std::int64_t head,
           std::vector<store::ReportRecipient> recipients) {
    std::span<store::ReportRecipient const> rest(recipients);
    do {
      auto const count = std::min(rest.size(), kDeliveriesInAUnit);
      parts_.push_back({.schedule = schedule,
                        .slot = slot,
                        .verdict = verdict,
                        .recipients = {rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(count)},
                        .last = count == rest.size(),
                        .head = head});
      waiting_ += count;
      rest = rest.subspan(count);
      if (waiting_ >= kDeliveriesInAUnit) write();
    } while (!rest.empty());
  }
  void write() {
    if (parts_.empty()) return;
    office_.database.write([&](sql::Session& session) {
      attempt_.check_in(session);
      store::Unit unit{session, office_.clock.now()};
      for (auto const& part : parts_) open_slot(unit, part, office_.notices);
    });
    parts_.clear();
    waiting_ = 0;
  }

 private:
  DeliveryOffice const& office_;
  jobs::Attempt& attempt_;
  std::vector<SlotPart> parts_;
  std::size_t waiting_ = 0;
};

}  // namespace

auto run_slot_job(DeliveryOffice const& office, jobs::Attempt& attempt) -> Result<void> {
  auto const due = slot_of(attempt.job());
  Verdicts verdicts(office, due.slot);
  Opening opening(office, attempt);
  store::ReportScheduleId after;
  while (!attempt.lost()) {
    std::vector<std::vector<store::ReportRecipient>> recipients;
    auto const schedules = office.database.read([&](sql::Session& session) {
      auto found = store::report_schedules_at(session, due.time, due.slot, after, kSchedulesAtOnce);
      recipients.clear();
      for (auto const& schedule : found) recipients.push_back(store::report_recipients(session, schedule.id));
      return found;
    });
    if (schedules.empty()) break;
    after = schedules.back().id;
    for (std::size_t index = 0; index < schedules.size(); ++index) {
      opening.add(schedules[index], due.slot, verdicts.of(schedules[index]), verdicts.head(),
                  std::move(recipients[index]));
    }
  }
  opening.write();
  office.database.write([&](sql::Session& session) {
    store::Unit unit{session, office.clock.now()};
    want_copies(unit, due.slot);
    attempt.complete_in(session);
  });
  return {};
}

}  // namespace pb::reports
