#pragma once

#include "api/call.h"
#include "store/fact_period.h"
#include "store/value_lists.h"

// What resources about amounts share.
namespace pb::api {

// A month or one day of it: "month" or "day", exactly one of them.
[[nodiscard]] auto read_period(Fields& fields) -> store::FactPeriod;
// {"month", "day"}: the one that is not meant is null.
void write_period(boost::json::object& object, store::FactPeriod const& period);

// Whoever names a currency must mean the organisation's: amounts are never converted.
void check_currency(Call& call, Fields& fields);

[[nodiscard]] auto represented(Call& call, store::ListedValue const& value) -> boost::json::object;

}  // namespace pb::api
