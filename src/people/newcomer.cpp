#include "people/newcomer.h"

#include "people/rules.h"
#include "store/access_requests.h"
#include "store/organisation.h"
#include "store/users.h"

namespace pb::people {

auto newcomer_name(Newcomer const& newcomer) -> std::string {
  auto cleaned = shortened_name(newcomer.name);
  return cleaned.empty() ? "№ " + std::to_string(newcomer.tg_id) : cleaned;
}

auto newcomer_language(store::Unit& unit, Newcomer const& newcomer) -> std::string {
  auto const organisation = store::find_organisation(unit.sql);
  return language_or(newcomer.language, organisation ? organisation->language : "uk");
}

auto add_newcomer(store::Unit& unit, Newcomer const& newcomer, Role role, std::optional<OfficeId> office)
    -> Result<UserId> {
  auto const id = store::insert_user(unit.sql,
                                     {.tg_id = newcomer.tg_id,
                                      .name = newcomer_name(newcomer),
                                      .role = role,
                                      .office = office,
                                      .language = newcomer_language(unit, newcomer)},
                                     unit.now);
  if (!id) return fail(ErrorCode::conflict, Message("error.try_again"));
  return *id;
}

}  // namespace pb::people
