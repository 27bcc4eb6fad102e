#include "collection/targets.h"

#include "collection/record.h"
#include "collection/scope.h"
#include "collection/statistics.h"
#include "collection/value_rules.h"
#include "domain/permission.h"
#include "store/geos.h"
#include "store/offices.h"
#include "store/organisation.h"
#include "store/territories.h"

namespace pb::collection {
namespace {

// Heads set goals for their own office and its territories; a goal of a geo alone spans offices.
auto check_may_set(Actor const& actor, store::Target const& target) -> Result<void> {
  bool const everywhere = administers(actor);
  if (everywhere || (target.office && may(actor, Action::set_target, target.office))) return {};
  bool const leads = actor.office && may(actor, Action::set_target, actor.office);
  if (leads && target.office) return office_not_found();
  return not_allowed();
}

auto check_subject(store::Unit& unit, store::Target const& target) -> Result<void> {
  if (target.office && target.geo) {
    if (!store::find_territory(unit.sql, *target.office, *target.geo)) return territory_not_found();
    return {};
  }
  if (target.office) {
    if (!store::find_office(unit.sql, *target.office)) return office_not_found();
    return {};
  }
  if (!target.geo) return fail(ErrorCode::invalid, Message("error.target.subject_missing"), "office");
  if (!store::find_geo(unit.sql, *target.geo))
    return fail(ErrorCode::not_found, Message("error.geo.not_found"), "geo");
  return {};
}

auto check_period(store::Unit& unit, store::Target const& target) -> Result<void> {
  if (target.months == 1) return {};
  auto const organisation = store::find_organisation(unit.sql);
  auto const quarter = MonthRange::quarter(target.first, organisation ? organisation->fiscal_start : 1);
  if (target.months != 3 || quarter.first != target.first)
    return fail(ErrorCode::invalid, Message("error.target.period"), "period");
  return {};
}

auto event_data(store::Target const& target) -> boost::json::object {
  boost::json::object data{
      {"first", to_iso(target.first)}, {"months", target.months}, {"amount", target.amount.minor}};
  if (target.office) data["office"] = target.office->value;
  if (target.geo) data["geo"] = target.geo->value;
  return data;
}

auto subject_of(store::Target const& target) -> events::Subject {
  if (target.office) return {"office", target.office->value};
  return {"geo", target.geo ? target.geo->value : 0};
}

}  // namespace

auto list_targets(store::Unit& unit, Actor const& actor, Month month)
    -> Result<std::vector<store::TargetListed>> {
  PB_TRY(auto const scope, readable_office(actor, std::nullopt));
  return store::list_targets(unit.sql, month, scope);
}

auto set_target(store::Unit& unit, Actor const& actor, store::Target const& target) -> Result<void> {
  PB_CHECK(check_may_set(actor, target));
  PB_CHECK(check_subject(unit, target));
  PB_CHECK(check_period(unit, target));
  PB_CHECK(check_plan_amount(target.amount));

  store::save_target(unit.sql, target, acting_user(actor), unit.now);
  record(unit, actor, "target.set", subject_of(target), event_data(target));
  return {};
}

auto remove_target(store::Unit& unit, Actor const& actor, store::Target const& target) -> Result<void> {
  PB_CHECK(check_may_set(actor, target));
  if (!store::delete_target(unit.sql, target))
    return fail(ErrorCode::not_found, Message("error.target.not_found"), "target");
  record(unit, actor, "target.removed", subject_of(target), event_data(target));
  return {};
}

}  // namespace pb::collection
