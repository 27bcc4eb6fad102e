#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "domain/actor.h"
#include "reports/format.h"
#include "reports/workshop.h"
#include "store/report_schedules.h"
#include "store/unit.h"

namespace pb::reports {

inline constexpr std::int64_t kSchedulesOfOneOwner = 50;
inline constexpr std::size_t kRecipientsOfOneSchedule = 5'000;
inline constexpr std::size_t kParametersLimitBytes = 1'000;
inline constexpr std::size_t kSlotsInAnHour = 4;

struct NewRecipient {
  store::ReportAddress where{};
  std::optional<std::string> language{};  // none: a person's or chat's own, else the organisation's
};

struct NewSchedule {
  std::string definition{};       // a built-in or stored report
  std::string parameters = "{}";  // JSON object
  std::string expression{};       // cron, at most kSlotsInAnHour slots in an hour
  std::string time_zone{};        // IANA
  std::vector<Format> formats{};
  store::ReportCondition condition = store::ReportCondition::always;
  std::optional<std::int64_t> threshold{};  // basis points, of attainment_below
  std::optional<std::string> language{};    // for everybody
  std::vector<NewRecipient> recipients{};
};

// A schedule of the actor's own. Managers and analysts send to themselves; heads to people of their office,
// chats and addresses; owners and admins to anybody. invalid, by field: definition, parameters, expression,
// time_zone, formats, threshold, language, recipients. Event `report.scheduled`.
auto create_schedule(store::Unit& unit, Actor const& actor, NewSchedule const& schedule)
    -> Result<store::ReportSchedule>;
// The report to oneself, by one's own clock.
auto subscribe(store::Unit& unit, Actor const& actor, NewSchedule schedule) -> Result<store::ReportSchedule>;

struct ScheduleChange {
  std::optional<std::string> parameters{};
  std::optional<std::string> expression{};
  std::optional<std::string> time_zone{};
  std::optional<std::vector<Format>> formats{};
  std::optional<bool> enabled{};
};
// By its owner, a head of the owner's office, or an admin; to others it does not exist. From this moment on:
// what it would have sent before is not sent. Event `report.schedule_changed`; no change, no event.
auto change_schedule(store::Unit& unit, Actor const& actor, store::ReportScheduleId id,
                     ScheduleChange const& change) -> Result<store::ReportSchedule>;
// Its receipts stay. Event `report.schedule_removed`.
auto remove_schedule(store::Unit& unit, Actor const& actor, store::ReportScheduleId id) -> Result<void>;

auto add_recipient(store::Unit& unit, Actor const& actor, store::ReportScheduleId id,
                   NewRecipient const& recipient) -> Result<store::ReportRecipientId>;
auto remove_recipient(store::Unit& unit, Actor const& actor, store::ReportRecipientId id) -> Result<void>;
// By the recipient, who has followed the link of a mail to it. Event `report.recipient_left`; the owner is
// told. False: who has left before.
auto leave_schedule(store::Unit& unit, store::ReportRecipientId id, Notices const& notices) -> bool;
// After failures in a row had paused it. Event `report.recipient_resumed`.
auto resume_recipient(store::Unit& unit, Actor const& actor, store::ReportRecipientId id) -> Result<void>;

struct ScheduleListed {
  store::ReportSchedule schedule{};
  std::vector<store::ReportRecipient> recipients{};
};
// One's own; all that the actor may change.
auto own_schedules(store::Unit& unit, Actor const& actor) -> std::vector<ScheduleListed>;
auto list_schedules(store::Unit& unit, Actor const& actor) -> std::vector<ScheduleListed>;
auto find_schedule(store::Unit& unit, Actor const& actor, store::ReportScheduleId id)
    -> Result<ScheduleListed>;

// Whether this actor may change the schedules and receipts of this person.
auto may_manage(store::Unit& unit, Actor const& actor, UserId owner) -> bool;

}  // namespace pb::reports
