#include "collection/submit_fact.h"

#include "collection/next_open.h"
#include "collection/record.h"
#include "collection/scope.h"
#include "collection/value_rules.h"
#include "store/facts.h"
#include "store/organisation.h"

namespace pb::collection {
namespace {

auto taken(store::Unit& unit, Actor const& actor, store::ValueGround const& ground, FactPeriod period)
    -> std::unexpected<Error> {
  auto const given = store::find_fact(unit.sql, ground.territory, period);
  if (!given) return fail(ErrorCode::unavailable, Message("error.try_again"));
  auto const message = [&]() -> Message {
    if (given->by_name.empty())
      return {"error.fact.taken_before",
              {{"geo", ground.geo_name}, {"month", period.month}, {"amount", given->amount}}};
    if (given->user == acting_user(actor))
      return {"error.fact.taken_by_you",
              {{"geo", ground.geo_name}, {"month", period.month}, {"amount", given->amount}}};
    return {"error.fact.taken",
            {{"who", given->by_name},
             {"geo", ground.geo_name},
             {"month", period.month},
             {"amount", given->amount}}};
  };
  return fail(ErrorCode::conflict, message(), "territory");
}

// Facts are entered by the month or by the day, as the organisation has chosen; a day must lie in its month.
auto check_grain(store::Unit& unit, FactPeriod period) -> Result<void> {
  auto const organisation = store::find_organisation(unit.sql);
  auto const grain = organisation ? organisation->fact_grain : store::FactGrain::month;
  if (grain == store::FactGrain::month && period.day)
    return fail(ErrorCode::invalid, Message("error.fact.by_month"), "period");
  if (grain == store::FactGrain::day && (!period.day || Month::of(*period.day) != period.month))
    return fail(ErrorCode::invalid, Message("error.fact.by_day"), "period");
  return {};
}

auto event_data(store::ValueGround const& ground, FactPeriod period, Money amount, bool late)
    -> boost::json::object {
  boost::json::object data{{"territory", ground.territory.value},
                           {"office", ground.office.value},
                           {"month", to_iso(period.month)},
                           {"amount", amount.minor},
                           {"late", late}};
  if (period.day) data["day"] = to_iso(*period.day);
  return data;
}

}  // namespace

auto submit_fact(store::Unit& unit, Actor const& actor, TerritoryId territory, FactPeriod period,
                 Money amount, Confirmation negative) -> Result<Fact> {
  auto const ground = store::value_ground(unit.sql, territory, period.last(), period.month);
  if (!ground || !may_submit(actor, ground->office)) return territory_not_found();
  if (!ground->open) return territory_closed(*ground);
  PB_CHECK(check_grain(unit, period));
  PB_CHECK(check_fact_amount(amount, negative));
  PB_TRY(bool const late, fact_is_late(actor, *ground, period, unit.now));

  auto const id = store::insert_fact(unit.sql, {.territory = territory,
                                                .period = period,
                                                .amount = amount,
                                                .user = acting_user(actor),
                                                .at = unit.now,
                                                .late = late});
  if (!id) return taken(unit, actor, *ground, period);

  record(unit, actor, "fact.submitted", {"fact", id->value}, event_data(*ground, period, amount, late));
  return Fact{.id = *id,
              .territory = territory,
              .geo_name = ground->geo_name,
              .office_name = ground->office_name,
              .period = period,
              .amount = amount,
              .late = late};
}

auto next_open_fact(store::Unit& unit, Actor const& actor, FactPeriod period, TerritoryId after)
    -> std::optional<NextTerritory> {
  return next_in_order(actor, store::open_beside_for_fact(unit.sql, after, period));
}

}  // namespace pb::collection
