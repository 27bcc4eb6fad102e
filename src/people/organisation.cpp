#include "people/organisation.h"

#include "people/currency.h"
#include "people/record.h"
#include "people/rules.h"

namespace pb::people {
namespace {

auto already_set_up() -> std::unexpected<Error> {
  return fail(ErrorCode::conflict, Message("error.organisation.exists"));
}

// The settings as they may be stored: a clean name, known currency, zone and language.
auto checked(store::Organisation organisation) -> Result<store::Organisation> {
  PB_TRY(organisation.name, checked_name(organisation.name));
  if (!is_currency(organisation.currency))
    return fail(ErrorCode::invalid, Message("error.currency.unknown", {{"code", organisation.currency}}),
                "currency");
  PB_CHECK(check_time_zone(organisation.time_zone));
  PB_CHECK(check_language(organisation.language));
  if (organisation.fiscal_start < 1 || organisation.fiscal_start > 12)
    return fail(ErrorCode::invalid, Message("error.fiscal_start.range"), "fiscal_start");
  return organisation;
}

auto event_data(store::Organisation const& organisation) -> boost::json::object {
  return {{"name", organisation.name},
          {"currency", organisation.currency},
          {"time_zone", organisation.time_zone},
          {"language", organisation.language},
          {"fiscal_start", organisation.fiscal_start},
          {"fact_grain", enum_name(organisation.fact_grain)}};
}

}  // namespace

auto find_organisation(store::Unit& unit) -> std::optional<store::Organisation> {
  return store::find_organisation(unit.sql);
}

auto set_up_organisation(store::Unit& unit, Actor const& actor, OrganisationSettings const& settings)
    -> Result<void> {
  if (actor.role != Role::owner) return not_allowed();
  if (store::find_organisation(unit.sql)) return already_set_up();
  PB_TRY(auto const organisation, checked({.name = settings.name,
                                           .currency = settings.currency,
                                           .time_zone = settings.time_zone,
                                           .language = settings.language,
                                           .fiscal_start = settings.fiscal_start,
                                           .fact_grain = settings.fact_grain,
                                           .created_at = unit.now}));
  if (!store::insert_organisation(unit.sql, organisation)) return already_set_up();
  record(unit, actor, "organisation.set_up", {"organisation", 1}, event_data(organisation));
  return {};
}

auto change_organisation(store::Unit& unit, Actor const& actor, OrganisationChange const& change)
    -> Result<void> {
  PB_CHECK(check_administers(actor));
  auto const before = store::find_organisation(unit.sql);
  if (!before) return fail(ErrorCode::not_found, Message("error.organisation.missing"));
  PB_TRY(auto const after, checked({.name = change.name.value_or(before->name),
                                    .currency = change.currency.value_or(before->currency),
                                    .time_zone = change.time_zone.value_or(before->time_zone),
                                    .language = change.language.value_or(before->language),
                                    .fiscal_start = change.fiscal_start.value_or(before->fiscal_start),
                                    .fact_grain = change.fact_grain.value_or(before->fact_grain),
                                    .created_at = before->created_at}));
  auto const data = event_data(after);
  if (data == event_data(*before)) return {};
  if (after.currency != before->currency && store::has_values(unit.sql))
    return fail(ErrorCode::conflict, Message("error.currency.in_use", {{"code", before->currency}}),
                "currency");

  store::update_organisation(unit.sql, after);
  record(unit, actor, "organisation.changed", {"organisation", 1}, data);
  return {};
}

}  // namespace pb::people
