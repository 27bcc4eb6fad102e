#include "collection/value_rules.h"

#include "collection/scope.h"
#include "domain/amount.h"
#include "domain/time_zone.h"

namespace pb::collection {
namespace {

auto check_not_too_old(Actor const& actor, Month month, Day today) -> Result<void> {
  auto const oldest = Month::of(today) - (administers(actor) ? kBackfillMonths : kLateMonths);
  if (month >= oldest) return {};
  return fail(ErrorCode::invalid, Message("error.period.too_old", {{"month", oldest}}), "day");
}

}  // namespace

auto check_plan_amount(Money amount) -> Result<void> {
  if (amount.minor < 0) return fail(ErrorCode::invalid, Message("error.plan.negative"), "amount");
  if (amount > kAmountLimit)
    return fail(ErrorCode::invalid, Message("error.amount.above_limit", {{"limit", kAmountLimit}}), "amount");
  return {};
}

auto check_fact_amount(Money amount, Confirmation negative) -> Result<void> {
  if (amount > kAmountLimit || amount < Money{-kAmountLimit.minor})
    return fail(ErrorCode::invalid, Message("error.amount.above_limit", {{"limit", kAmountLimit}}), "amount");
  if (amount.minor < 0 && negative == Confirmation::none)
    return fail(ErrorCode::invalid, Message("error.fact.negative_needs_yes", {{"amount", amount}}), "amount");
  return {};
}

auto day_closed(store::ValueGround const& ground, Day day, Day today) -> bool {
  return ground.day_closed || today > day;
}

auto fact_closed(store::ValueGround const& ground, FactPeriod period, Day today) -> bool {
  if (period.day) return ground.month_closed || today > *period.day + 1;
  return month_closed(ground, period.month, today);
}

auto month_closed(store::ValueGround const& ground, Month month, Day today) -> bool {
  return ground.month_closed || today > month.last() + 1;
}

auto plan_is_late(Actor const& actor, store::ValueGround const& ground, Day day, Instant now)
    -> Result<bool> {
  auto const today = local_day(now, ground.time_zone);
  if (day > today + kPlanDaysAhead)
    return fail(ErrorCode::invalid, Message("error.plan.too_early", {{"last", today + kPlanDaysAhead}}),
                "day");
  auto const month = Month::of(day);
  PB_CHECK(check_not_too_old(actor, month, today));
  if (!administers(actor) && month_closed(ground, month, today))
    return fail(ErrorCode::invalid, Message("error.plan.month_reported", {{"month", month}}), "day");
  return day_closed(ground, day, today);
}

auto fact_is_late(Actor const& actor, store::ValueGround const& ground, FactPeriod period, Instant now)
    -> Result<bool> {
  auto const today = local_day(now, ground.time_zone);
  auto const first = period.day.value_or(administers(actor) ? period.month.first() : period.month.last());
  if (today < first)
    return fail(ErrorCode::invalid, Message("error.fact.too_early", {{"first", first}}), "day");
  PB_CHECK(check_not_too_old(actor, period.month, today));
  return fact_closed(ground, period, today);
}

auto territory_closed(store::ValueGround const& ground) -> std::unexpected<Error> {
  return fail(ErrorCode::conflict,
              Message("error.territory.closed", {{"geo", ground.geo_name}, {"office", ground.office_name}}),
              "territory");
}

}  // namespace pb::collection
