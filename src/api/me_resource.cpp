#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include "api/represent.h"
#include "api/resources.h"
#include "domain/permission.h"
#include "people/preferences.h"
#include "people/users.h"

namespace pb::api {
namespace {

namespace json = boost::json;

// What the person may do, to their own office where they have one, so that a page offers only what works.
auto may_do(Actor const& actor) -> json::array {
  json::array actions;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Action>>([&](auto entry) {
    if (may(actor, entry.value, actor.office)) actions.push_back(json::string(entry.name));
  });
  return actions;
}

auto represented(people::Person const& person) -> json::object {
  json::value office = nullptr;
  if (person.office) office = json::object{{"id", person.office->value}, {"name", person.office_name}};
  return {{"id", person.id.value},
          {"name", person.name},
          {"role", enum_name(person.role)},
          {"office", std::move(office)},
          {"time_zone", person.time_zone},
          {"language", person.language},
          {"email", represent(person.email)},
          {"telegram", person.tg_id.has_value()},
          {"may", may_do(person.actor())}};
}

template <class T>
auto choice(T const& value) -> json::value {
  if constexpr (std::is_enum_v<T>)
    return json::value(enum_name(value));
  else
    return represent(value);
}

auto represented(store::Preferences const& preferences) -> json::object {
  json::object object;
  boost::mp11::mp_for_each<
      boost::describe::describe_members<store::Preferences, boost::describe::mod_public>>(
      [&](auto member) { object[member.name] = choice(preferences.*member.pointer); });
  return object;
}

template <class T>
void read_choice(Fields& fields, char const* name, std::optional<T>& value) {
  value = fields.optional<T>(name);
}
template <class T>
void read_choice(Fields& fields, char const* name, T& value) {
  value = fields.required<T>(name);
}

auto get_me(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const person, call.access.require_anybody());
  return answered(represented(person));
}

auto change_me(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_session());
  auto const& before = signed_in.person;
  PB_TRY(auto fields, call.fields());
  auto const name = fields.given<std::string>("name");
  auto const language = fields.given<std::string>("language");
  PB_CHECK(fields.check());
  PB_CHECK(call.check_unchanged(represented(before)));
  if (name) PB_CHECK(people::rename_user(call.unit, before.actor(), before.id, *name));
  if (language) PB_CHECK(people::set_language(call.unit, before.actor(), *language));
  auto const after = people::find_person(call.unit, before.id);
  return answered(represented(*after));
}

auto get_preferences(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_session());
  return answered(represented(signed_in.person.preferences));
}

auto set_preferences(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const signed_in, call.access.require_session());
  PB_TRY(auto fields, call.fields());
  store::Preferences wanted;
  boost::mp11::mp_for_each<
      boost::describe::describe_members<store::Preferences, boost::describe::mod_public>>(
      [&](auto member) { read_choice(fields, member.name, wanted.*member.pointer); });
  PB_CHECK(fields.check());
  PB_CHECK(call.check_unchanged(represented(signed_in.person.preferences)));
  PB_CHECK(people::set_preferences(call.unit, signed_in.person.actor(), wanted));
  return answered(represented(wanted));
}

}  // namespace

void add_me(Door& door) {
  door.read("getMe", get_me);
  door.write("changeMe", change_me);
  door.read("getPreferences", get_preferences);
  door.write("setPreferences", set_preferences);
}

}  // namespace pb::api
