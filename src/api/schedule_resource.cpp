#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "api/represent.h"
#include "api/resources.h"
#include "reports/copy_request.h"
#include "reports/receipts.h"
#include "reports/schedules.h"

// Reports that come by themselves: schedules, who gets them, and the receipts.
namespace pb::api {
namespace {

namespace json = boost::json;
using people::KeyScope;
using store::ReportRecipientKind;

auto to_json(store::ReportRecipient const& recipient) -> json::object {
  return {{"id", recipient.id.value},
          {"kind", enum_name(recipient.kind)},
          {"user", represent(recipient.user)},
          {"chat", represent(recipient.chat_id)},
          {"topic", represent(recipient.topic_id)},
          {"address", represent(recipient.address)},
          {"language", represent(recipient.language)},
          {"paused_at", represent(recipient.paused_at)}};
}

auto formats_of(std::string const& text) -> json::array {
  json::array formats;
  for (auto const format : reports::formats_from(text)) formats.push_back(json::string(enum_name(format)));
  return formats;
}

auto to_json(reports::ScheduleListed const& listed) -> json::object {
  auto const& schedule = listed.schedule;
  json::array recipients;
  for (auto const& recipient : listed.recipients) recipients.push_back(to_json(recipient));
  return {{"id", schedule.id.value},
          {"report", schedule.definition},
          {"parameters", json::parse(schedule.parameters)},
          {"cron", schedule.expression},
          {"time_zone", schedule.time_zone},
          {"formats", formats_of(schedule.formats)},
          {"condition", enum_name(schedule.condition)},
          {"threshold", represent(schedule.threshold)},
          {"language", represent(schedule.language)},
          {"owner", schedule.owner.value},
          {"enabled", schedule.enabled},
          {"recipients", std::move(recipients)}};
}

auto read_recipient(json::value const& value, std::string const& place) -> Outcome<reports::NewRecipient> {
  auto const* const object = value.if_object();
  if (object == nullptr) return refuse(422, Message("error.body.object"));
  Fields fields(*object, FieldError::In::body, place);
  reports::NewRecipient recipient{.where = {.kind = fields.required<ReportRecipientKind>("kind"),
                                            .user = fields.optional<UserId>("user"),
                                            .chat_id = fields.optional<std::int64_t>("chat"),
                                            .topic_id = fields.optional<std::int64_t>("topic"),
                                            .address = fields.optional<std::string>("address")},
                                  .language = fields.optional<std::string>("language")};
  if (recipient.where.kind == ReportRecipientKind::chat && !recipient.where.topic_id)
    recipient.where.topic_id = 0;
  PB_CHECK(fields.check());
  return recipient;
}

auto text_of(json::value const* value) -> std::optional<std::string> {
  if (value == nullptr || value->is_null()) return std::nullopt;
  return json::serialize(*value);
}

auto list_schedules(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  auto query = call.query();
  auto const mine = query.optional<bool>("mine").value_or(false);
  auto const page = Call::page(query);
  PB_CHECK(query.check());
  json::array items;
  for (auto const& schedule :
       mine ? reports::own_schedules(call.unit, actor) : reports::list_schedules(call.unit, actor))
    items.push_back(to_json(schedule));
  return listed_part(call, items, page);
}

auto get_schedule(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  PB_TRY(auto const id, call.id<store::ReportScheduleId>());
  PB_TRY(auto const schedule, reports::find_schedule(call.unit, actor, id));
  return answered(to_json(schedule));
}

auto create_schedule(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  PB_TRY(auto fields, call.fields());
  reports::NewSchedule wanted{
      .definition = fields.required<std::string>("report"),
      .parameters = text_of(fields.raw("parameters")).value_or("{}"),
      .expression = fields.required<std::string>("cron"),
      .time_zone = fields.optional<std::string>("time_zone").value_or(call.reader().time_zone),
      .formats = fields.list<reports::Format>("formats", Fields::Absent::refused),
      .condition =
          fields.optional<store::ReportCondition>("condition").value_or(store::ReportCondition::always),
      .threshold = fields.optional<std::int64_t>("threshold"),
      .language = fields.optional<std::string>("language")};
  auto const* const recipients = fields.raw("recipients");
  if (recipients == nullptr || !recipients->is_array())
    fields.wrong("recipients", Message("error.field.list", {{"limit", std::int64_t{kMostListed}}}));
  PB_CHECK(fields.check());
  for (std::size_t at = 0; at < recipients->as_array().size(); ++at) {
    PB_TRY(auto recipient, read_recipient(recipients->as_array()[at], "/recipients/" + std::to_string(at)));
    wanted.recipients.push_back(std::move(recipient));
  }
  PB_TRY(auto const made, reports::create_schedule(call.unit, actor, wanted));
  PB_TRY(auto const schedule, reports::find_schedule(call.unit, actor, made.id));
  return created("/api/v1/schedules/" + std::to_string(made.id.value), to_json(schedule));
}

auto change_schedule(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  PB_TRY(auto const id, call.id<store::ReportScheduleId>());
  PB_TRY(auto fields, call.fields());
  reports::ScheduleChange change{.parameters = text_of(fields.raw("parameters")),
                                 .expression = fields.optional<std::string>("cron"),
                                 .time_zone = fields.optional<std::string>("time_zone"),
                                 .enabled = fields.optional<bool>("enabled")};
  if (fields.raw("formats") != nullptr) change.formats = fields.list<reports::Format>("formats");
  PB_CHECK(fields.check());
  PB_TRY(auto const before, reports::find_schedule(call.unit, actor, id));
  PB_CHECK(call.check_unchanged(to_json(before)));
  PB_CHECK(reports::change_schedule(call.unit, actor, id, change));
  PB_TRY(auto const schedule, reports::find_schedule(call.unit, actor, id));
  return answered(to_json(schedule));
}

auto remove_schedule(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  PB_TRY(auto const id, call.id<store::ReportScheduleId>());
  PB_CHECK(reports::remove_schedule(call.unit, actor, id));
  return no_content();
}

auto add_recipient(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  PB_TRY(auto const id, call.id<store::ReportScheduleId>());
  PB_TRY(auto const recipient, read_recipient(call.body, ""));
  PB_CHECK(reports::add_recipient(call.unit, actor, id, recipient));
  PB_TRY(auto const schedule, reports::find_schedule(call.unit, actor, id));
  return created("/api/v1/schedules/" + std::to_string(id.value), to_json(schedule));
}

// The recipient in the path, which must be one of the schedule in the path.
auto recipient_of(Call& call, Actor const& actor) -> Outcome<store::ReportRecipientId> {
  PB_TRY(auto const id, call.id<store::ReportScheduleId>());
  PB_TRY(auto const recipient, call.id<store::ReportRecipientId>("recipient"));
  PB_TRY(auto const schedule, reports::find_schedule(call.unit, actor, id));
  bool const there =
      std::ranges::any_of(schedule.recipients, [&](auto const& one) { return one.id == recipient; });
  if (!there) return refuse(404, Message("error.report.recipient_unknown"));
  return recipient;
}

auto remove_recipient(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  PB_TRY(auto const recipient, recipient_of(call, actor));
  PB_CHECK(reports::remove_recipient(call.unit, actor, recipient));
  return no_content();
}

auto resume_recipient(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  PB_TRY(auto const recipient, recipient_of(call, actor));
  PB_CHECK(reports::resume_recipient(call.unit, actor, recipient));
  return no_content();
}

auto to_json(Call& call, store::ReportDelivery const& delivery) -> json::object {
  return {
      {"id", delivery.id.value},
      {"schedule", represent(delivery.schedule)},
      {"recipient", represent(delivery.recipient)},
      {"slot", represent(delivery.slot)},
      {"state", enum_name(delivery.state)},
      {"reason", delivery.reason ? json::value(call.say(Message(*delivery.reason))) : json::value(nullptr)},
      {"attempts", delivery.attempts},
      {"created_at", represent(delivery.created_at)},
      {"finished_at", represent(delivery.finished_at)}};
}

auto list_deliveries(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  PB_TRY(auto const id, call.id<store::ReportScheduleId>());
  auto query = call.query();
  auto const page = Call::page(query);
  PB_CHECK(query.check());
  PB_TRY(auto const deliveries, reports::list_deliveries(call.unit, actor, id, page.after + page.limit + 1));
  json::array items;
  for (auto const& delivery : deliveries) items.push_back(to_json(call, delivery));
  return listed_part(call, items, page);
}

auto send_now(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  PB_TRY(auto fields, call.fields());
  reports::Wanted const wanted{.definition = fields.required<std::string>("report"),
                               .parameters = text_of(fields.raw("parameters")).value_or("{}"),
                               .formats = fields.list<reports::Format>("formats", Fields::Absent::refused)};
  PB_CHECK(fields.check());
  PB_TRY(auto const id, reports::send_now(call.unit, actor, wanted));
  return Reply{.status = 202, .body = json::object{{"id", id.value}}};
}

auto send_again(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::reports));
  PB_TRY(auto const id, call.id<store::ReportDeliveryId>());
  PB_TRY(auto const again, reports::send_again(call.unit, actor, id));
  return Reply{.status = 202, .body = json::object{{"id", again.value}}};
}

}  // namespace

void add_schedules(Door& door) {
  door.read("listSchedules", list_schedules);
  door.write("createSchedule", create_schedule);
  door.read("getSchedule", get_schedule);
  door.write("changeSchedule", change_schedule);
  door.write("removeSchedule", remove_schedule);
  door.write("addRecipient", add_recipient);
  door.write("removeRecipient", remove_recipient);
  door.write("resumeRecipient", resume_recipient);
  door.read("listDeliveries", list_deliveries);
  door.write("sendReport", send_now);
  door.write("sendDeliveryAgain", send_again);
}

}  // namespace pb::api
