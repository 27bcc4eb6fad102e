#include "people/preferences.h"

#include "people/person.h"
#include "people/record.h"
#include "people/rules.h"
#include "store/users.h"

namespace pb::people {
namespace {

constexpr std::int64_t kMinutesOfDay = 24 * 60;

auto check_minute(std::optional<std::int64_t> minute, std::string field) -> Result<void> {
  if (!minute || (*minute >= 0 && *minute < kMinutesOfDay)) return {};
  return fail(ErrorCode::invalid, Message("error.time.unreadable"), std::move(field));
}

}  // namespace

auto set_language(store::Unit& unit, Actor const& actor, std::string_view language) -> Result<void> {
  PB_CHECK(check_person(actor));
  PB_CHECK(check_language(language));
  auto const person = find_person(unit, actor.user);
  if (!person) return user_not_found();
  if (person->language == language) return {};
  store::set_user_language(unit.sql, actor.user, language);
  record(unit, actor, "user.language_changed", {"user", actor.user.value}, {{"to", language}});
  return {};
}

auto set_preferences(store::Unit& unit, Actor const& actor, store::Preferences const& preferences)
    -> Result<void> {
  PB_CHECK(check_person(actor));
  PB_CHECK(check_minute(preferences.quiet_from, "quiet_from"));
  PB_CHECK(check_minute(preferences.quiet_until, "quiet_until"));
  PB_CHECK(check_minute(preferences.reminder_minute, "reminder_minute"));
  if (preferences.quiet_from.has_value() != preferences.quiet_until.has_value())
    return fail(ErrorCode::invalid, Message("error.quiet_hours.half"), "quiet_until");
  auto const person = find_person(unit, actor.user);
  if (!person) return user_not_found();
  if (person->preferences == preferences) return {};

  store::set_user_preferences(unit.sql, actor.user, store::to_json(preferences), preferences.reminder_minute);
  record(unit, actor, "user.preferences_changed", {"user", actor.user.value}, {});
  return {};
}

}  // namespace pb::people
