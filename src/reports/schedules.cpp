#include "reports/schedules.h"

#include <algorithm>

#include "domain/permission.h"
#include "mail/address.h"
#include "reports/copy_request.h"
#include "reports/record.h"
#include "reports/schedule_rules.h"
#include "reports/stored_definitions.h"
#include "store/users.h"

namespace pb::reports {
namespace {

auto no_such_schedule() -> std::unexpected<Error> {
  return fail(ErrorCode::not_found, Message("error.report.schedule_unknown"));
}

auto subject_of(store::ReportScheduleId id) -> events::Subject {
  return {"report_schedule", id.value};
}

auto told(store::ReportSchedule const& schedule) -> boost::json::object {
  return {{"definition", schedule.definition}, {"parameters", schedule.parameters},
          {"expression", schedule.expression}, {"time_zone", schedule.time_zone},
          {"formats", schedule.formats},       {"condition", enum_name(schedule.condition)},
          {"enabled", schedule.enabled}};
}

auto check_recipients(store::Unit& unit, Actor const& actor, std::vector<NewRecipient> const& recipients)
    -> Result<void> {
  if (recipients.empty() || recipients.size() > kRecipientsOfOneSchedule)
    return fail(
        ErrorCode::invalid,
        Message("error.report.recipients", {{"limit", static_cast<std::int64_t>(kRecipientsOfOneSchedule)}}),
        "recipients");
  for (auto const& recipient : recipients) PB_CHECK(check_recipient(unit, actor, recipient));
  return {};
}

auto check(store::Unit& unit, Actor const& actor, NewSchedule const& schedule) -> Result<void> {
  PB_CHECK(find_definition(unit, actor, schedule.definition));
  PB_CHECK(check_parameters(schedule.parameters));
  PB_CHECK(check_expression(schedule.expression));
  PB_CHECK(check_time_zone(schedule.time_zone));
  PB_CHECK(check_formats(schedule.formats));
  PB_CHECK(check_condition(schedule.condition, schedule.threshold));
  PB_CHECK(check_language(schedule.language));
  return check_recipients(unit, actor, schedule.recipients);
}

// Of one that was checked.
auto in_one_form(store::ReportAddress where) -> store::ReportAddress {
  if (where.address) where.address = mail::parse_address(*where.address).value();
  return where;
}

// A schedule that the actor may change.
auto own(store::Unit& unit, Actor const& actor, store::ReportScheduleId id) -> Result<store::ReportSchedule> {
  auto const found = store::find_report_schedule(unit.sql, id);
  if (!found || !may_manage(unit, actor, found->owner)) return no_such_schedule();
  return *found;
}

auto own_recipient(store::Unit& unit, Actor const& actor, store::ReportRecipientId id)
    -> Result<store::ReportRecipient> {
  auto const found = store::find_report_recipient(unit.sql, id);
  if (!found) return no_such_schedule();
  PB_CHECK(own(unit, actor, found->schedule));
  return *found;
}

auto with_recipients(store::Unit& unit, std::vector<store::ReportSchedule> schedules)
    -> std::vector<ScheduleListed> {
  std::vector<ScheduleListed> listed;
  for (auto& schedule : schedules) {
    auto const id = schedule.id;
    listed.push_back({std::move(schedule), store::report_recipients(unit.sql, id)});
  }
  return listed;
}

auto same(store::ReportSchedule const& a, store::ReportSchedule const& b) -> bool {
  return a.parameters == b.parameters && a.expression == b.expression && a.time_zone == b.time_zone &&
         a.formats == b.formats && a.enabled == b.enabled;
}

}  // namespace

auto may_manage(store::Unit& unit, Actor const& actor, UserId owner) -> bool {
  auto const user = store::find_user(unit.sql, owner);
  if (!user) return false;
  Target const target{.office = user->office, .person = owner};
  return permission(actor, Action::administer_reports, target) == Permission::allowed;
}

auto create_schedule(store::Unit& unit, Actor const& actor, NewSchedule const& schedule)
    -> Result<store::ReportSchedule> {
  Target const oneself{.office = actor.office, .person = actor.user};
  if (permission(actor, Action::administer_reports, oneself) != Permission::allowed)
    return fail(ErrorCode::forbidden, Message("error.not_allowed"));
  PB_CHECK(check(unit, actor, schedule));
  if (store::count_report_schedules(unit.sql, actor.user) >= kSchedulesOfOneOwner)
    return fail(ErrorCode::conflict, Message("error.report.too_many", {{"limit", kSchedulesOfOneOwner}}));

  store::ReportSchedule made{.definition = schedule.definition,
                             .parameters = schedule.parameters,
                             .expression = schedule.expression,
                             .time_zone = schedule.time_zone,
                             .formats = formats_text(schedule.formats),
                             .condition = schedule.condition,
                             .threshold = schedule.threshold,
                             .language = schedule.language,
                             .owner = actor.user,
                             .armed_at = unit.now};
  made.id = store::insert_report_schedule(unit.sql, made, unit.now);
  for (auto const& recipient : schedule.recipients)
    store::insert_report_recipient(unit.sql, made.id, in_one_form(recipient.where), recipient.language);
  record(unit, actor, "report.scheduled", subject_of(made.id), told(made));
  return made;
}

auto subscribe(store::Unit& unit, Actor const& actor, NewSchedule schedule) -> Result<store::ReportSchedule> {
  auto const user = store::find_user(unit.sql, actor.user);
  if (!user) return fail(ErrorCode::forbidden, Message("error.not_allowed"));
  schedule.time_zone = user->time_zone;
  schedule.recipients = {{.where = {.user = actor.user}}};
  return create_schedule(unit, actor, schedule);
}

auto change_schedule(store::Unit& unit, Actor const& actor, store::ReportScheduleId id,
                     ScheduleChange const& change) -> Result<store::ReportSchedule> {
  PB_TRY(auto const before, own(unit, actor, id));
  auto schedule = before;
  if (change.parameters) {
    PB_CHECK(check_parameters(*change.parameters));
    schedule.parameters = *change.parameters;
  }
  if (change.expression) {
    PB_CHECK(check_expression(*change.expression));
    schedule.expression = *change.expression;
  }
  if (change.time_zone) {
    PB_CHECK(check_time_zone(*change.time_zone));
    schedule.time_zone = *change.time_zone;
  }
  if (change.formats) {
    PB_CHECK(check_formats(*change.formats));
    schedule.formats = formats_text(*change.formats);
  }
  if (change.enabled) schedule.enabled = *change.enabled;
  if (same(schedule, before)) return before;
  schedule.armed_at = unit.now;
  schedule.paused_because.reset();
  store::save_report_schedule(unit.sql, schedule);
  record(unit, actor, "report.schedule_changed", subject_of(id), told(schedule));
  return schedule;
}

auto remove_schedule(store::Unit& unit, Actor const& actor, store::ReportScheduleId id) -> Result<void> {
  PB_TRY(auto const schedule, own(unit, actor, id));
  store::remove_report_schedule(unit.sql, id, unit.now);
  record(unit, actor, "report.schedule_removed", subject_of(id), told(schedule));
  return {};
}

auto add_recipient(store::Unit& unit, Actor const& actor, store::ReportScheduleId id,
                   NewRecipient const& recipient) -> Result<store::ReportRecipientId> {
  PB_TRY(auto const schedule, own(unit, actor, id));
  PB_CHECK(check_recipients(unit, actor, {recipient}));
  auto const present = store::report_recipients(unit.sql, id);
  auto const where = in_one_form(recipient.where);
  bool const there = std::ranges::any_of(present, [&](store::ReportRecipient const& one) {
    return one.user == where.user && one.chat_id == where.chat_id && one.topic_id == where.topic_id &&
           one.address == where.address;
  });
  if (there || present.size() >= kRecipientsOfOneSchedule)
    return fail(ErrorCode::conflict, Message("error.report.recipient_there"), "recipients");
  auto const made = store::insert_report_recipient(unit.sql, id, where, recipient.language);
  record(unit, actor, "report.recipient_added", subject_of(id), {{"recipient", made.value}});
  return made;
}

auto remove_recipient(store::Unit& unit, Actor const& actor, store::ReportRecipientId id) -> Result<void> {
  PB_TRY(auto const recipient, own_recipient(unit, actor, id));
  store::remove_report_recipient(unit.sql, id, unit.now);
  record(unit, actor, "report.recipient_removed", subject_of(recipient.schedule), {{"recipient", id.value}});
  return {};
}

auto leave_schedule(store::Unit& unit, store::ReportRecipientId id, Notices const& notices) -> bool {
  auto const recipient = store::find_report_recipient(unit.sql, id);
  auto const schedule = recipient ? store::find_report_schedule(unit.sql, recipient->schedule) : std::nullopt;
  if (!schedule || !store::remove_report_recipient(unit.sql, id, unit.now)) return false;
  record(unit, Actor::system(), "report.recipient_left", subject_of(schedule->id), {{"recipient", id.value}});
  bool const oneself = recipient->user == std::optional(schedule->owner);
  // A subscription to oneself has ended with its only recipient.
  if (oneself && store::report_recipients(unit.sql, schedule->id).empty())
    store::remove_report_schedule(unit.sql, schedule->id, unit.now);
  if (notices.recipient_left && !oneself) notices.recipient_left(unit, *schedule, *recipient);
  return true;
}

auto resume_recipient(store::Unit& unit, Actor const& actor, store::ReportRecipientId id) -> Result<void> {
  PB_TRY(auto const recipient, own_recipient(unit, actor, id));
  if (store::resume_report_recipient(unit.sql, id))
    record(unit, actor, "report.recipient_resumed", subject_of(recipient.schedule),
           {{"recipient", id.value}});
  return {};
}

auto own_schedules(store::Unit& unit, Actor const& actor) -> std::vector<ScheduleListed> {
  return with_recipients(unit, store::list_report_schedules(unit.sql, actor.user));
}

auto list_schedules(store::Unit& unit, Actor const& actor) -> std::vector<ScheduleListed> {
  auto all = store::list_report_schedules(unit.sql, std::nullopt);
  std::erase_if(all, [&](store::ReportSchedule const& schedule) {
    return schedule.owner != actor.user && !may_manage(unit, actor, schedule.owner);
  });
  return with_recipients(unit, std::move(all));
}

auto find_schedule(store::Unit& unit, Actor const& actor, store::ReportScheduleId id)
    -> Result<ScheduleListed> {
  PB_TRY(auto schedule, own(unit, actor, id));
  return ScheduleListed{std::move(schedule), store::report_recipients(unit.sql, id)};
}

}  // namespace pb::reports
