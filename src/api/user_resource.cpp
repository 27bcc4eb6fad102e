#include "api/represent.h"
#include "api/resources.h"
#include "people/users.h"

namespace pb::api {
namespace {

namespace json = boost::json;
using people::KeyScope;

auto office_of(std::optional<OfficeId> const& id, std::string const& name) -> json::value {
  if (!id) return nullptr;
  return json::object{{"id", id->value}, {"name", name}};
}

// Of a list and of a card, which know the same of a person.
template <class Person>
auto to_json(Person const& person) -> json::object {
  return {{"id", person.id.value},
          {"name", person.name},
          {"role", enum_name(person.role)},
          {"office", office_of(person.office, person.office_name)},
          {"time_zone", person.time_zone},
          {"language", person.language},
          {"status", enum_name(person.status)},
          {"telegram", person.tg_id.has_value()},
          {"reachable", person.reachable}};
}

auto list_users(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_read));
  auto query = call.query();
  store::UserFilter const filter{.office = query.optional<OfficeId>("office"),
                                 .role = query.optional<Role>("role"),
                                 .status = query.optional<store::UserStatus>("status")};
  auto const page = Call::page(query);
  PB_CHECK(query.check());
  PB_TRY(auto const users,
         people::list_users(call.unit, actor, filter, {.offset = page.after, .limit = page.limit}));
  json::array items;
  for (auto const& user : users.rows) items.push_back(to_json(user));
  auto const end = page.after + std::ssize(users.rows);
  return listed(call, std::move(items), end < users.total ? std::optional(end) : std::nullopt);
}

auto get_user(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_read));
  PB_TRY(auto const id, call.id<UserId>());
  PB_TRY(auto const card, people::user_card(call.unit, actor, id));
  return answered(to_json(card.person));
}

auto change_user(Call& call) -> Outcome<Reply> {
  PB_TRY(auto const actor, call.access.require(KeyScope::people_write));
  PB_TRY(auto const id, call.id<UserId>());
  PB_TRY(auto fields, call.fields());
  auto const name = fields.given<std::string>("name");
  auto const role = fields.given<Role>("role");
  auto const office = fields.changed<OfficeId>("office");
  auto const status = fields.given<store::UserStatus>("status");
  PB_CHECK(fields.check());
  PB_TRY(auto const before, people::user_card(call.unit, actor, id));
  PB_CHECK(call.check_unchanged(to_json(before.person)));
  if (name) PB_CHECK(people::rename_user(call.unit, actor, id, *name));
  if (role || office)
    PB_CHECK(people::change_role(call.unit, actor, id, role.value_or(before.person.role),
                                 office.value_or(before.person.office)));
  if (status) {
    PB_CHECK(*status == store::UserStatus::blocked ? people::block_user(call.unit, actor, id)
                                                   : people::unblock_user(call.unit, actor, id));
  }
  PB_TRY(auto const after, people::user_card(call.unit, actor, id));
  return answered(to_json(after.person));
}

}  // namespace

void add_users(Door& door) {
  door.read("listUsers", list_users);
  door.read("getUser", get_user);
  door.write("changeUser", change_user);
}

}  // namespace pb::api
