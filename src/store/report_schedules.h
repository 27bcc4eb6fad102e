#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb::store {

using ReportScheduleId = Id<struct ReportScheduleTag>;
using ReportRecipientId = Id<struct ReportRecipientTag>;

// always · attainment_below: only if fact / plan is under a threshold · changed: only if a number was given
// or corrected since the last delivery
BOOST_DEFINE_ENUM_CLASS(ReportCondition, always, attainment_below, changed)

struct ReportSchedule {
  ReportScheduleId id{};
  std::string definition{};  // the name of a report, built-in or stored
  std::string parameters{};  // JSON object
  std::string expression{};  // cron, five fields
  std::string time_zone{};   // IANA
  std::string formats{};     // "pdf,xlsx"
  ReportCondition condition = ReportCondition::always;
  std::optional<std::int64_t> threshold{};  // of attainment_below, in basis points
  std::optional<std::string> language{};    // for everybody; none: each recipient's own
  UserId owner{};
  bool enabled = true;
  std::optional<std::string> paused_because{};  // where it was not the owner who switched it off
  Instant armed_at{};                           // slots before it are none of this schedule's
  std::int64_t seen_event = 0;                  // the last event its last delivery knew of
};

BOOST_DEFINE_ENUM_CLASS(ReportRecipientKind, person, chat, email)

// Where a copy goes. A person has `user`, a chat `chat_id` and `topic_id` (0: the chat itself), else
// `address`.
struct ReportAddress {
  ReportRecipientKind kind = ReportRecipientKind::person;
  std::optional<UserId> user{};
  std::optional<std::int64_t> chat_id{};
  std::optional<std::int64_t> topic_id{};
  std::optional<std::string> address{};
};

struct ReportRecipient {
  ReportRecipientId id{};
  ReportScheduleId schedule{};
  ReportRecipientKind kind = ReportRecipientKind::person;
  std::optional<UserId> user{};
  std::optional<std::int64_t> chat_id{};
  std::optional<std::int64_t> topic_id{};
  std::optional<std::string> address{};
  std::optional<std::string> language{};
  std::int64_t failures = 0;  // in a row
  std::optional<Instant> paused_at{};

  [[nodiscard]] auto where() const -> ReportAddress { return {kind, user, chat_id, topic_id, address}; }
};

auto insert_report_schedule(sql::Session& session, ReportSchedule const& schedule, Instant now)
    -> ReportScheduleId;
// All that can be changed of it; `id` and `owner` stay.
void save_report_schedule(sql::Session& session, ReportSchedule const& schedule);
auto remove_report_schedule(sql::Session& session, ReportScheduleId id, Instant now) -> bool;
// Removed ones are not found, here and below.
auto find_report_schedule(sql::Session& session, ReportScheduleId id) -> std::optional<ReportSchedule>;
// By id; of one owner where given.
auto list_report_schedules(sql::Session& session, std::optional<UserId> owner) -> std::vector<ReportSchedule>;
auto count_report_schedules(sql::Session& session, UserId owner) -> std::int64_t;

// The times at which schedules that are switched on come.
struct ReportTime {
  std::string expression{};
  std::string time_zone{};
};
auto report_times(sql::Session& session) -> std::vector<ReportTime>;
// Those that come at this time and were armed by `slot`, with ids above `after`.
auto report_schedules_at(sql::Session& session, ReportTime const& time, Instant slot, ReportScheduleId after,
                         std::int64_t limit) -> std::vector<ReportSchedule>;
void set_seen_event(sql::Session& session, ReportScheduleId id, std::int64_t event);

auto insert_report_recipient(sql::Session& session, ReportScheduleId schedule, ReportAddress const& where,
                             std::optional<std::string> const& language) -> ReportRecipientId;
auto remove_report_recipient(sql::Session& session, ReportRecipientId id, Instant now) -> bool;
auto find_report_recipient(sql::Session& session, ReportRecipientId id) -> std::optional<ReportRecipient>;
auto report_recipients(sql::Session& session, ReportScheduleId schedule) -> std::vector<ReportRecipient>;
// How many failures in a row there are now.
auto count_failure(sql::Session& session, ReportRecipientId id) -> std::int64_t;
void forget_failures(sql::Session& session, ReportRecipientId id);
// False where it is paused already; resume: where it is not.
auto pause_report_recipient(sql::Session& session, ReportRecipientId id, Instant now) -> bool;
auto resume_report_recipient(sql::Session& session, ReportRecipientId id) -> bool;

}  // namespace pb::store
