#include "reports/slots.h"

#include <algorithm>

#include "base/log.h"
#include "reports/delivery_jobs.h"
#include "reports/delivery_places.h"
#include "reports/record.h"
#include "reports/stored_definitions.h"
#include "store/users.h"

namespace pb::reports {
namespace {

using store::DeliveryState;

auto reason_of(Verdict verdict) -> std::optional<std::string> {
  switch (verdict) {
    case Verdict::send:
      return std::nullopt;
    case Verdict::attainment_reached:
      return "report.reason.attainment_reached";
    case Verdict::nothing_changed:
      return "report.reason.nothing_changed";
  }
  return std::nullopt;
}

// The owner is gone: nobody answers for what the report shows and to whom.
void pause_orphan(store::Unit& unit, store::ReportSchedule schedule, Notices const& notices) {
  schedule.enabled = false;
  schedule.paused_because = "report.reason.owner_gone";
  store::save_report_schedule(unit.sql, schedule);
  record(unit, Actor::system(), "report.schedule_paused", {"report_schedule", schedule.id.value},
         {{"reason", "owner_gone"}});
  if (notices.schedule_orphaned) notices.schedule_orphaned(unit, schedule);
}

// Equal requests of one unit are looked up once.
class Copies {
 public:
  explicit Copies(store::Unit& unit) : unit_(unit) {}
  auto of(CopyRequest const& request) -> store::ReportCopyId {
    auto const text = to_json(request);
    auto const [at, fresh] = known_.try_emplace(text);
    if (fresh) at->second = store::want_copy(unit_.sql, text, unit_.now);
    return at->second;
  }

 private:
  store::Unit& unit_;
  std::map<std::string, store::ReportCopyId> known_;
};

auto delivery_for(store::Unit& unit, SlotPart const& part, store::ReportRecipient const& recipient,
                  store::User const& owner, CopyRequest request, Copies& copies) -> store::NewReportDelivery {
  store::NewReportDelivery delivery{.schedule = part.schedule.id,
                                    .recipient = recipient.id,
                                    .slot = part.slot,
                                    .where = recipient.where(),
                                    .state = DeliveryState::skipped,
                                    .reason = reason_of(part.verdict)};
  if (delivery.reason) return delivery;
  if (recipient.paused_at) {
    delivery.reason = "report.reason.paused";
    return delivery;
  }
  auto const language = part.schedule.language ? part.schedule.language : recipient.language;
  auto const place = place_of(unit, delivery.where, owner, language);
  if (place.refused) {
    delivery.reason = place.refused;
    return delivery;
  }
  request.everything = place.everything;
  request.office = place.office;
  request.language = place.language;
  request.channel = place.channel();
  delivery.where.address = place.address;
  delivery.copy = copies.of(request);
  delivery.state = place.quiet_until ? DeliveryState::held : DeliveryState::queued;
  delivery.held_until = place.quiet_until;
  return delivery;
}

auto shows_in_reports(std::string_view type) -> bool {
  constexpr std::string_view kKinds[] = {"plan.", "fact.", "correction.", "target.", "demo.", "takeover."};
  return std::ranges::any_of(kKinds, [&](std::string_view kind) { return type.starts_with(kind); });
}

}  // namespace

auto changed_after(store::Unit& unit, std::int64_t position) -> bool {
  constexpr std::int64_t kAtOnce = 500;
  events::Position at{position};
  while (true) {
    auto const events = events::read_after(unit.sql, at, kAtOnce);
    if (std::ranges::any_of(events, [](events::Event const& event) { return shows_in_reports(event.type); }))
      return true;
    if (events.size() < static_cast<std::size_t>(kAtOnce)) return false;
    at = events.back().position;
  }
}

auto request_for(store::Unit& unit, store::ReportSchedule const& schedule, Instant slot) -> CopyRequest {
  auto const stored = store::find_report_definition(unit.sql, schedule.definition);
  return {.definition = schedule.definition,
          .version = stored ? stored->version : 0,
          .parameters = schedule.parameters,
          .time_zone = schedule.time_zone,
          .slot = slot,
          .formats = formats_from(schedule.formats)};
}

void open_slot(store::Unit& unit, SlotPart const& part, Notices const& notices) {
  auto const owner = store::find_user(unit.sql, part.schedule.owner);
  if (!owner || owner->status != store::UserStatus::active) return pause_orphan(unit, part.schedule, notices);
  auto const request = request_for(unit, part.schedule, part.slot);
  Copies copies(unit);
  for (auto const& recipient : part.recipients) {
    auto const delivery = delivery_for(unit, part, recipient, *owner, request, copies);
    auto const fresh = store::insert_delivery(unit.sql, delivery, unit.now);
    if (fresh && delivery.state == DeliveryState::held)
      release_later(unit, *delivery.where.user, *delivery.held_until);
  }
  if (part.last && part.verdict == Verdict::send)
    store::set_seen_event(unit.sql, part.schedule.id, part.head);
}

void want_copies(store::Unit& unit, Instant slot) {
  for (auto const copy : store::open_copies(unit.sql, slot)) make_copy_soon(unit, copy, jobs::Priority::bulk);
}

}  // namespace pb::reports
