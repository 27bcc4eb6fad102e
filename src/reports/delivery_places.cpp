#include "reports/delivery_places.h"

#include "domain/time_zone.h"
#include "store/group_chats.h"
#include "store/organisation.h"
#include "store/preferences.h"

namespace pb::reports {
namespace {

using store::NoticeChannel;
using store::ReportRecipientKind;

void see_as(Place& place, store::User const& user) {
  auto const scope = Scope::of({.user = user.id, .role = user.role, .office = user.office});
  place.everything = scope.everything();
  place.office = scope.office();
  if (!place.everything && !place.office) place.refused = "report.reason.sees_nothing";
}

void go_to_person(store::Unit& unit, Place& place, UserId id) {
  auto const user = store::find_user(unit.sql, id);
  if (!user || user->status != store::UserStatus::active) {
    place.refused = "report.reason.person_gone";
    return;
  }
  place.language = i18n::language_or_default(user->language);
  see_as(place, *user);
  auto const channel = store::preferences_from_json(user->preferences).channel(store::Notice::report);
  if (channel == NoticeChannel::none) place.refused = "report.reason.own_choice";
  if (channel == NoticeChannel::email && user->email) {
    place.address = user->email;  // a mail wakes nobody: no quiet hours
    return;
  }
  if (!user->tg_id || !user->reachable) place.refused = "report.reason.unreachable";
  place.tg_chat = user->tg_id.value_or(0);
  place.quiet_until = quiet_until(*user, unit.now);
}

void go_to_chat(store::Unit& unit, Place& place, std::int64_t chat_id, std::int64_t topic_id) {
  auto const chat = store::find_group_chat(unit.sql, chat_id, topic_id);
  if (!chat) {
    place.refused = "report.reason.chat_left";
    return;
  }
  place.language = i18n::language_or_default(chat->language);
  place.tg_chat = chat_id;
}

}  // namespace

auto quiet_until(store::User const& user, Instant now) -> std::optional<Instant> {
  auto const preferences = store::preferences_from_json(user.preferences);
  auto const minute = local_minute(now, user.time_zone);
  if (!preferences.quiet_at(minute)) return std::nullopt;
  auto const end = *preferences.quiet_until;
  auto const today = local_day(now, user.time_zone);
  return instant_at(end > minute ? today : today + 1, end, user.time_zone);
}

auto place_of(store::Unit& unit, store::ReportAddress const& where, store::User const& sender,
              std::optional<std::string> const& language) -> Place {
  Place place;
  if (auto const organisation = store::find_organisation(unit.sql))
    place.language = i18n::language_or_default(organisation->language);
  if (where.kind != ReportRecipientKind::person) see_as(place, sender);
  switch (where.kind) {
    case ReportRecipientKind::person:
      go_to_person(unit, place, where.user.value_or(UserId{}));
      break;
    case ReportRecipientKind::chat:
      go_to_chat(unit, place, where.chat_id.value_or(0), where.topic_id.value_or(0));
      break;
    case ReportRecipientKind::email:
      place.address = where.address;
      break;
  }
  if (language) place.language = i18n::language_or_default(*language);
  return place;
}

}  // namespace pb::reports
