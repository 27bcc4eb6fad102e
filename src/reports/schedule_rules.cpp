#include "reports/schedule_rules.h"

#include <algorithm>

#include "domain/cron.h"
#include "domain/permission.h"
#include "domain/time_zone.h"
#include "i18n/language.h"
#include "mail/address.h"
#include "reports/parameters.h"
#include "store/group_chats.h"
#include "store/users.h"

namespace pb::reports {
namespace {

auto invalid(std::string key, std::string field) -> std::unexpected<Error> {
  return fail(ErrorCode::invalid, Message(std::move(key)), std::move(field));
}

auto check_person(store::Unit& unit, Actor const& actor, UserId id) -> Result<void> {
  auto const user = store::find_user(unit.sql, id);
  bool const known = user && user->status == store::UserStatus::active;
  if (!known) return invalid("error.report.recipient_unknown", "recipients");
  if (id == actor.user || may(actor, Action::administer_reports, user->office)) return {};
  return invalid("error.report.recipient_unknown", "recipients");
}

auto check_chat(store::Unit& unit, std::int64_t chat_id, std::int64_t topic_id) -> Result<void> {
  if (store::find_group_chat(unit.sql, chat_id, topic_id)) return {};
  return fail(ErrorCode::invalid, Message("error.group.not_found"), "recipients");
}

// Sends to more than themselves.
auto may_send_to_others(Actor const& actor) -> bool {
  return may(actor, Action::administer_reports, actor.office);
}

}  // namespace

auto check_expression(std::string_view expression) -> Result<void> {
  PB_TRY(auto const cron, parse_cron(expression));
  if (cron.minutes.count() > kSlotsInAnHour)
    return fail(ErrorCode::invalid,
                Message("error.report.too_often", {{"limit", static_cast<std::int64_t>(kSlotsInAnHour)}}),
                "expression");
  return {};
}

auto check_time_zone(std::string const& zone) -> Result<void> {
  if (is_time_zone(zone)) return {};
  return fail(ErrorCode::invalid, Message("error.time_zone.unknown", {{"name", zone}}), "time_zone");
}

auto check_parameters(std::string_view json) -> Result<void> {
  PB_TRY(auto const parameters, parse_parameters(json));
  (void)parameters;
  return {};
}

auto check_formats(std::vector<Format> const& formats) -> Result<void> {
  auto sorted = formats;
  std::ranges::sort(sorted);
  bool const twice = std::ranges::adjacent_find(sorted) != sorted.end();
  if (formats.empty() || twice || std::ranges::find(formats, Format::json) != formats.end())
    return invalid("error.report.formats", "formats");
  return {};
}

auto check_condition(store::ReportCondition condition, std::optional<std::int64_t> threshold)
    -> Result<void> {
  constexpr std::int64_t kHighest = 100'000;  // ten times the plan
  bool const needed = condition == store::ReportCondition::attainment_below;
  bool const fits = threshold && *threshold > 0 && *threshold <= kHighest;
  if (needed ? !fits : threshold.has_value()) return invalid("error.report.threshold", "threshold");
  return {};
}

auto check_language(std::optional<std::string> const& language) -> Result<void> {
  if (!language || enum_from_name<i18n::Language>(*language)) return {};
  return invalid("error.language.unknown", "language");
}

auto check_recipient(store::Unit& unit, Actor const& actor, NewRecipient const& recipient) -> Result<void> {
  PB_CHECK(check_language(recipient.language));
  auto const& where = recipient.where;
  bool const oneself =
      where.kind == store::ReportRecipientKind::person && where.user == std::optional(actor.user);
  if (!oneself && !may_send_to_others(actor)) return fail(ErrorCode::forbidden, Message("error.not_allowed"));
  switch (where.kind) {
    case store::ReportRecipientKind::person:
      if (!where.user || where.chat_id || where.topic_id || where.address) break;
      return check_person(unit, actor, *where.user);
    case store::ReportRecipientKind::chat:
      if (!where.chat_id || !where.topic_id || where.user || where.address) break;
      return check_chat(unit, *where.chat_id, *where.topic_id);
    case store::ReportRecipientKind::email:
      if (!where.address || where.user || where.chat_id || where.topic_id) break;
      if (auto const address = mail::parse_address(*where.address); !address)
        return fail(ErrorCode::invalid, address.error().message, "recipients");
      return {};
  }
  return invalid("error.report.recipient_unknown", "recipients");
}

}  // namespace pb::reports
