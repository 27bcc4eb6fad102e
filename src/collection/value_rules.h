#pragma once

#include "collection/period.h"
#include "domain/actor.h"
#include "store/plans.h"

// What submitting and correcting share: amounts, periods, and when a value is late.
namespace pb::collection {

// A plan is never negative; nothing is above the limit of domain/amount.h in either direction.
auto check_plan_amount(Money amount) -> Result<void>;
// A negative fact is a loss and needs a yes.
auto check_fact_amount(Money amount, Confirmation negative) -> Result<void>;

// Whether the day is closed for the office, the month for everybody, a fact's period for changes (see
// close.h). A daily fact closes with the end of the next day.
auto day_closed(store::ValueGround const& ground, Day day, Day today) -> bool;
auto month_closed(store::ValueGround const& ground, Month month, Day today) -> bool;
auto fact_closed(store::ValueGround const& ground, FactPeriod period, Day today) -> bool;

// Whether a value given now is late; an error where it is not taken for that period (any more, or yet).
auto plan_is_late(Actor const& actor, store::ValueGround const& ground, Day day, Instant now) -> Result<bool>;
auto fact_is_late(Actor const& actor, store::ValueGround const& ground, FactPeriod period, Instant now)
    -> Result<bool>;

auto territory_closed(store::ValueGround const& ground) -> std::unexpected<Error>;

}  // namespace pb::collection
