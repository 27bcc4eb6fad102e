#include "store/report_schedules.h"

namespace pb::store {
namespace {

std::string const kSchedule =
    "select id, definition, parameters, expression, time_zone, formats, condition, threshold, language, "
    "owner_id, enabled, paused_because, armed_at, seen_event from report_schedules ";
std::string const kRecipient =
    "select id, schedule_id, kind, user_id, chat_id, topic_id, address, language, failures, paused_at "
    "from report_recipients ";

}  // namespace

auto insert_report_schedule(sql::Session& session, ReportSchedule const& schedule, Instant now)
    -> ReportScheduleId {
  return *session.one<ReportScheduleId>(
      "insert into report_schedules (definition, parameters, expression, time_zone, formats, condition, "
      "threshold, language, owner_id, enabled, paused_because, armed_at, seen_event, created_at) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning id",
      schedule.definition, schedule.parameters, schedule.expression, schedule.time_zone, schedule.formats,
      schedule.condition, schedule.threshold, schedule.language, schedule.owner, schedule.enabled,
      schedule.paused_because, schedule.armed_at, schedule.seen_event, now);
}

void save_report_schedule(sql::Session& session, ReportSchedule const& schedule) {
  session.run(
      "update report_schedules set definition = $1, parameters = $2, expression = $3, time_zone = $4, "
      "formats = $5, condition = $6, threshold = $7, language = $8, enabled = $9, paused_because = $10, "
      "armed_at = $11 where id = $12 and removed_at is null",
      schedule.definition, schedule.parameters, schedule.expression, schedule.time_zone, schedule.formats,
      schedule.condition, schedule.threshold, schedule.language, schedule.enabled, schedule.paused_because,
      schedule.armed_at, schedule.id);
}

auto remove_report_schedule(sql::Session& session, ReportScheduleId id, Instant now) -> bool {
  return session.run("update report_schedules set removed_at = $1 where id = $2 and removed_at is null", now,
                     id) == 1;
}

auto find_report_schedule(sql::Session& session, ReportScheduleId id) -> std::optional<ReportSchedule> {
  static auto const text = kSchedule + "where id = $1 and removed_at is null";
  return session.one<ReportSchedule>(text, id);
}

auto list_report_schedules(sql::Session& session, std::optional<UserId> owner)
    -> std::vector<ReportSchedule> {
  static auto const all = kSchedule + "where removed_at is null order by id";
  static auto const own = kSchedule + "where owner_id = $1 and removed_at is null order by id";
  return owner ? session.all<ReportSchedule>(own, *owner) : session.all<ReportSchedule>(all);
}

auto count_report_schedules(sql::Session& session, UserId owner) -> std::int64_t {
  return *session.one<std::int64_t>(
      "select count(*) from report_schedules where owner_id = $1 and removed_at is null", owner);
}

auto report_times(sql::Session& session) -> std::vector<ReportTime> {
  return session.all<ReportTime>(
      "select distinct expression, time_zone from report_schedules where removed_at is null and enabled = 1 "
      "order by expression, time_zone");
}

auto report_schedules_at(sql::Session& session, ReportTime const& time, Instant slot, ReportScheduleId after,
                         std::int64_t limit) -> std::vector<ReportSchedule> {
  static auto const text = kSchedule +
                           "where removed_at is null and enabled = 1 and expression = $1 and time_zone = $2 "
                           "and armed_at <= $3 and id > $4 order by id limit $5";
  return session.all<ReportSchedule>(text, time.expression, time.time_zone, slot, after, limit);
}

void set_seen_event(sql::Session& session, ReportScheduleId id, std::int64_t event) {
  session.run("update report_schedules set seen_event = $1 where id = $2", event, id);
}

auto insert_report_recipient(sql::Session& session, ReportScheduleId schedule, ReportAddress const& where,
                             std::optional<std::string> const& language) -> ReportRecipientId {
  return *session.one<ReportRecipientId>(
      "insert into report_recipients (schedule_id, kind, user_id, chat_id, topic_id, address, language) "
      "values ($1, $2, $3, $4, $5, $6, $7) returning id",
      schedule, where.kind, where.user, where.chat_id, where.topic_id, where.address, language);
}

auto remove_report_recipient(sql::Session& session, ReportRecipientId id, Instant now) -> bool {
  return session.run("update report_recipients set removed_at = $1 where id = $2 and removed_at is null", now,
                     id) == 1;
}

auto find_report_recipient(sql::Session& session, ReportRecipientId id) -> std::optional<ReportRecipient> {
  static auto const text = kRecipient + "where id = $1 and removed_at is null";
  return session.one<ReportRecipient>(text, id);
}

auto report_recipients(sql::Session& session, ReportScheduleId schedule) -> std::vector<ReportRecipient> {
  static auto const text = kRecipient + "where schedule_id = $1 and removed_at is null order by id";
  return session.all<ReportRecipient>(text, schedule);
}

auto count_failure(sql::Session& session, ReportRecipientId id) -> std::int64_t {
  return session
      .one<std::int64_t>(
          "update report_recipients set failures = failures + 1 where id = $1 returning failures", id)
      .value_or(0);
}

void forget_failures(sql::Session& session, ReportRecipientId id) {
  session.run("update report_recipients set failures = 0 where id = $1 and failures > 0", id);
}

auto pause_report_recipient(sql::Session& session, ReportRecipientId id, Instant now) -> bool {
  return session.run("update report_recipients set paused_at = $1 where id = $2 and paused_at is null", now,
                     id) == 1;
}

auto resume_report_recipient(sql::Session& session, ReportRecipientId id) -> bool {
  return session.run(
             "update report_recipients set paused_at = null, failures = 0 where id = $1 and paused_at is not "
             "null",
             id) == 1;
}

}  // namespace pb::store
