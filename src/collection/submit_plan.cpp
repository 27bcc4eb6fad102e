#include "collection/submit_plan.h"

#include <algorithm>

#include "collection/next_open.h"
#include "collection/record.h"
#include "collection/scope.h"
#include "collection/value_rules.h"
#include "store/sheets.h"

namespace pb::collection {
namespace {

// Somebody was first: who, and how much.
auto taken(store::Unit& unit, Actor const& actor, store::ValueGround const& ground, Day day)
    -> std::unexpected<Error> {
  auto const given = store::find_plan(unit.sql, ground.territory, day);
  if (!given) return fail(ErrorCode::unavailable, Message("error.try_again"));
  auto const message = [&]() -> Message {
    if (given->by_name.empty())
      return {"error.plan.taken_before", {{"geo", ground.geo_name}, {"day", day}, {"amount", given->amount}}};
    if (given->user == acting_user(actor))
      return {"error.plan.taken_by_you", {{"geo", ground.geo_name}, {"day", day}, {"amount", given->amount}}};
    return {"error.plan.taken",
            {{"who", given->by_name}, {"geo", ground.geo_name}, {"day", day}, {"amount", given->amount}}};
  };
  return fail(ErrorCode::conflict, message(), "territory");
}

}  // namespace

auto submit_plan(store::Unit& unit, Actor const& actor, TerritoryId territory, Day day, Money amount)
    -> Result<Plan> {
  auto const ground = store::value_ground(unit.sql, territory, day, Month::of(day));
  if (!ground || !may_submit(actor, ground->office)) return territory_not_found();
  if (!ground->open) return territory_closed(*ground);
  PB_CHECK(check_plan_amount(amount));
  PB_TRY(bool const late, plan_is_late(actor, *ground, day, unit.now));

  auto const id = store::insert_plan(unit.sql, {.territory = territory,
                                                .day = day,
                                                .amount = amount,
                                                .user = acting_user(actor),
                                                .at = unit.now,
                                                .late = late});
  if (!id) return taken(unit, actor, *ground, day);

  record(unit, actor, "plan.submitted", {"plan", id->value},
         {{"territory", territory.value},
          {"office", ground->office.value},
          {"day", to_iso(day)},
          {"amount", amount.minor},
          {"late", late}});
  return Plan{.id = *id,
              .territory = territory,
              .geo_name = ground->geo_name,
              .office_name = ground->office_name,
              .day = day,
              .amount = amount,
              .late = late};
}

auto next_open_plan(store::Unit& unit, Actor const& actor, Day day, TerritoryId after)
    -> std::optional<NextTerritory> {
  return next_in_order(actor, store::open_beside_for_plan(unit.sql, after, day));
}

auto next_in_order(Actor const& actor, std::vector<store::OpenBeside> const& open)
    -> std::optional<NextTerritory> {
  if (open.empty() || !may_submit(actor, open.front().office)) return std::nullopt;
  auto const later =
      std::ranges::find_if(open, [](auto const& row) { return row.geo_name > row.after_geo_name; });
  auto const& next = later == open.end() ? open.front() : *later;
  return NextTerritory{
      .territory = next.territory, .geo_name = next.geo_name, .open = static_cast<std::int64_t>(open.size())};
}

}  // namespace pb::collection
