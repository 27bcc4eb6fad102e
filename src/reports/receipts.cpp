#include "reports/receipts.h"

#include "reports/copy_request.h"
#include "reports/delivery_jobs.h"
#include "reports/delivery_places.h"
#include "reports/record.h"
#include "reports/schedule_rules.h"
#include "reports/schedules.h"
#include "reports/slots.h"
#include "reports/stored_definitions.h"
#include "store/users.h"

namespace pb::reports {
namespace {

using store::DeliveryState;

auto no_such_delivery() -> std::unexpected<Error> {
  return fail(ErrorCode::not_found, Message("error.report.delivery_unknown"));
}

void tell(store::Unit& unit, store::ReportDelivery const& delivery, std::string type,
          std::string const& reason = {}) {
  boost::json::object data{{"schedule", delivery.schedule.value_or(store::ReportScheduleId{}).value},
                           {"kind", enum_name(delivery.kind)},
                           {"round", delivery.round}};
  if (!reason.empty()) data["reason"] = reason;
  record(unit, Actor::system(), std::move(type), {"report_delivery", delivery.id.value}, data);
}

void count_failure(store::Unit& unit, store::ReportDelivery const& delivery, std::string const& reason,
                   Notices const& notices) {
  if (!delivery.recipient || !delivery.schedule) return;
  if (store::count_failure(unit.sql, *delivery.recipient) < kFailuresInARow) return;
  if (!store::pause_report_recipient(unit.sql, *delivery.recipient, unit.now)) return;
  record(unit, Actor::system(), "report.recipient_paused", {"report_schedule", delivery.schedule->value},
         {{"recipient", delivery.recipient->value}, {"reason", reason}});
  auto const schedule = store::find_report_schedule(unit.sql, *delivery.schedule);
  auto const recipient = store::find_report_recipient(unit.sql, *delivery.recipient);
  if (schedule && recipient && notices.recipient_paused)
    notices.recipient_paused(unit, *schedule, *recipient, reason);
}

// Whether this actor may look at the delivery and send it again.
auto concerns(store::Unit& unit, Actor const& actor, store::ReportDelivery const& delivery) -> bool {
  if (delivery.asked_by == std::optional(actor.user)) return true;
  if (!delivery.schedule) return false;
  auto const schedule = store::find_report_schedule(unit.sql, *delivery.schedule);
  return schedule && may_manage(unit, actor, schedule->owner);
}

// A delivery that was skipped has no copy yet.
auto copy_of(store::Unit& unit, store::ReportDelivery const& delivery) -> Result<store::ReportCopyId> {
  if (delivery.copy) {
    store::want_copy_again(unit.sql, *delivery.copy);
    return *delivery.copy;
  }
  auto const schedule =
      delivery.schedule ? store::find_report_schedule(unit.sql, *delivery.schedule) : std::nullopt;
  auto const owner = schedule ? store::find_user(unit.sql, schedule->owner) : std::nullopt;
  if (!owner) return no_such_delivery();
  store::ReportAddress const where{delivery.kind, delivery.user, delivery.chat_id, delivery.topic_id,
                                   delivery.address};
  auto const place = place_of(unit, where, *owner, schedule->language);
  if (place.refused) return fail(ErrorCode::conflict, Message(*place.refused));
  auto request = request_for(unit, *schedule, delivery.slot);
  request.everything = place.everything;
  request.office = place.office;
  request.language = place.language;
  request.channel = delivery.address ? Channel::email : Channel::telegram;
  return store::want_copy(unit.sql, to_json(request), unit.now);
}

}  // namespace

void confirm_delivery(store::Unit& unit, store::ReportDeliveryId id, std::optional<std::int64_t> message_id) {
  if (!store::confirm_part(unit.sql, id, message_id, unit.now)) return;
  auto const delivery = store::find_delivery(unit.sql, id);
  if (delivery->recipient) store::forget_failures(unit.sql, *delivery->recipient);
  tell(unit, *delivery, "report.delivered");
}

auto give_up_delivery(store::Unit& unit, store::ReportDeliveryId id, std::string const& reason) -> bool {
  if (!store::end_delivery(unit.sql, id, DeliveryState::failed, reason, unit.now)) return false;
  tell(unit, *store::find_delivery(unit.sql, id), "report.delivery_failed", reason);
  return true;
}

void fail_delivery(store::Unit& unit, store::ReportDeliveryId id, std::string const& reason,
                   Notices const& notices) {
  if (give_up_delivery(unit, id, reason))
    count_failure(unit, *store::find_delivery(unit.sql, id), reason, notices);
}

void doubt_delivery(store::Unit& unit, store::ReportDeliveryId id, std::string const& reason) {
  if (!store::end_delivery(unit.sql, id, DeliveryState::uncertain, reason, unit.now)) return;
  tell(unit, *store::find_delivery(unit.sql, id), "report.delivery_uncertain", reason);
}

auto receipt_listener(Notices const& notices) -> delivery::ReceiptListener {
  return [&notices](store::Unit& unit, delivery::ReceiptNews const& news) {
    store::ReportDeliveryId const id{news.receipt};
    switch (news.end) {
      case delivery::ReceiptEnd::confirmed:
        return confirm_delivery(unit, id, news.message_id);
      case delivery::ReceiptEnd::refused:
        return fail_delivery(unit, id, news.reason, notices);
      case delivery::ReceiptEnd::uncertain:
        return doubt_delivery(unit, id, news.reason);
    }
  };
}

auto send_now(store::Unit& unit, Actor const& actor, Wanted const& wanted)
    -> Result<store::ReportDeliveryId> {
  PB_TRY(auto const definition, find_definition(unit, actor, wanted.definition));
  PB_CHECK(check_parameters(wanted.parameters));
  PB_CHECK(check_formats(wanted.formats));
  auto const user = store::find_user(unit.sql, actor.user);
  auto const scope = Scope::of(actor);
  if (!user || (!scope.everything() && !scope.office()))
    return fail(ErrorCode::forbidden, Message("error.not_allowed"));
  CopyRequest const request{.definition = definition.name,
                            .version = definition.version,
                            .parameters = wanted.parameters,
                            .everything = scope.everything(),
                            .office = scope.office(),
                            .language = i18n::language_or_default(user->language),
                            .time_zone = user->time_zone,
                            .slot = unit.now,
                            .formats = wanted.formats};
  auto const copy = store::want_copy(unit.sql, to_json(request), unit.now);
  auto const id = *store::insert_delivery(
      unit.sql, {.slot = unit.now, .copy = copy, .where = {.user = actor.user}, .asked_by = actor.user},
      unit.now);
  make_copy_soon(unit, copy, jobs::Priority::urgent);
  record(unit, actor, "report.asked", {"report_delivery", id.value},
         {{"definition", definition.name}, {"formats", formats_text(wanted.formats)}});
  return id;
}

auto send_again(store::Unit& unit, Actor const& actor, store::ReportDeliveryId id)
    -> Result<store::ReportDeliveryId> {
  auto const delivery = store::find_delivery(unit.sql, id);
  if (!delivery || !concerns(unit, actor, *delivery)) return no_such_delivery();
  bool const ended = delivery->finished_at.has_value();
  if (!ended) return fail(ErrorCode::conflict, Message("error.report.on_its_way"));
  PB_TRY(auto const copy, copy_of(unit, *delivery));
  store::ReportAddress const where{delivery->kind, delivery->user, delivery->chat_id, delivery->topic_id,
                                   delivery->address};
  auto const round = delivery->schedule ? store::last_round(unit.sql, *delivery) + 1 : 0;
  auto const made = store::insert_delivery(unit.sql,
                                           {.schedule = delivery->schedule,
                                            .recipient = delivery->recipient,
                                            .slot = delivery->slot,
                                            .round = round,
                                            .copy = copy,
                                            .where = where,
                                            .asked_by = actor.user},
                                           unit.now);
  if (!made) return fail(ErrorCode::conflict, Message("error.report.on_its_way"));
  make_copy_soon(unit, copy, jobs::Priority::urgent);
  record(unit, actor, "report.sent_again", {"report_delivery", made->value}, {{"before", id.value}});
  return *made;
}

auto list_deliveries(store::Unit& unit, Actor const& actor, store::ReportScheduleId schedule,
                     std::int64_t limit) -> Result<std::vector<store::ReportDelivery>> {
  PB_CHECK(find_schedule(unit, actor, schedule));
  return store::deliveries_of(unit.sql, schedule, limit);
}

}  // namespace pb::reports
