#include "people/access.h"

#include "people/newcomer.h"
#include "people/record.h"
#include "people/rules.h"

namespace pb::people {
namespace {

auto request_not_found() -> std::unexpected<Error> {
  return fail(ErrorCode::not_found, Message("error.access.not_found"));
}
auto decided_already() -> std::unexpected<Error> {
  return fail(ErrorCode::conflict, Message("error.access.decided_already"));
}

auto load_open(store::Unit& unit, Actor const& actor, std::int64_t tg_id) -> Result<store::AccessRequest> {
  PB_CHECK(check_administers(actor));
  auto found = store::find_access_request(unit.sql, tg_id);
  if (!found) return request_not_found();
  if (found->decided_at) return decided_already();
  return std::move(*found);
}

// The person and the decision, or neither.
auto grant(store::Unit& unit, Actor const& actor, store::AccessRequest const& request, Role role,
           std::optional<OfficeId> office) -> Result<Person> {
  PB_TRY(auto const id,
         add_newcomer(unit, {.tg_id = request.tg_id, .name = request.name, .language = request.language},
                      role, office));
  if (!store::decide_access_request(unit.sql, request.tg_id, events::acting_user(actor),
                                    store::Decision::grant, unit.now))
    return decided_already();
  boost::json::object data{{"role", enum_name(role)}};
  if (office) data["office"] = office->value;
  record(unit, actor, "access.granted", {"user", id.value}, data);
  auto person = find_person(unit, id);
  if (!person) return user_not_found();
  return std::move(*person);
}

}  // namespace

auto request_access(store::Unit& unit, Newcomer const& stranger) -> Result<AccessOutcome> {
  if (store::find_user_by_tg(unit.sql, stranger.tg_id)) return AccessOutcome::known;
  if (auto const before = store::find_access_request(unit.sql, stranger.tg_id)) {
    if (!before->decided_at) return AccessOutcome::waiting;
    if (*before->decided_at + kAskAgainAfter > unit.now) return AccessOutcome::refused;
  }
  if (store::count_open_access_requests(unit.sql) >= kOpenAccessRequestsLimit)
    return fail(ErrorCode::unavailable, Message("error.access.too_many"));

  store::save_access_request(unit.sql, {.tg_id = stranger.tg_id,
                                        .name = newcomer_name(stranger),
                                        .language = newcomer_language(unit, stranger),
                                        .requested_at = unit.now});
  record(unit, Actor::system(), "access.requested", {"telegram_account", stranger.tg_id}, {});
  return AccessOutcome::asked;
}

auto list_access_requests(store::Unit& unit, Actor const& actor)
    -> Result<std::vector<store::AccessRequest>> {
  PB_CHECK(check_administers(actor));
  return store::open_access_requests(unit.sql, kOpenAccessRequestsLimit);
}

auto access_request(store::Unit& unit, Actor const& actor, std::int64_t tg_id)
    -> Result<store::AccessRequest> {
  return load_open(unit, actor, tg_id);
}

auto grant_access(store::Unit& unit, Actor const& actor, std::int64_t tg_id, Role role,
                  std::optional<OfficeId> office) -> Result<Person> {
  PB_TRY(auto const request, load_open(unit, actor, tg_id));
  PB_CHECK(check_may_assign(actor, role, office));
  PB_CHECK(check_office_active(unit, office));
  return unit.sql.savepoint([&] { return grant(unit, actor, request, role, office); });
}

auto refuse_access(store::Unit& unit, Actor const& actor, std::int64_t tg_id) -> Result<void> {
  PB_CHECK(load_open(unit, actor, tg_id));
  if (!store::decide_access_request(unit.sql, tg_id, events::acting_user(actor), store::Decision::refuse,
                                    unit.now))
    return decided_already();
  record(unit, actor, "access.refused", {"telegram_account", tg_id}, {});
  return {};
}

}  // namespace pb::people
