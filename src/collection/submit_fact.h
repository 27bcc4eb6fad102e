#pragma once

#include "collection/submit_plan.h"

namespace pb::collection {

using store::FactId;

struct Fact {
  FactId id{};
  TerritoryId territory{};
  std::string geo_name{};
  std::string office_name{};
  FactPeriod period{};
  Money amount{};
  bool late = false;  // after the month's report
};

// One fact for a territory and a period, in the organisation's grain (another grain: invalid). A negative one
// is a loss and needs Confirmation::given; without it the error's key is kNegativeFactKey: ask, and come
// again. A month is open for facts from its last day, a day from that day on; owners and admins may be
// earlier within the month. Errors as in submit_plan.
inline constexpr std::string_view kNegativeFactKey = "error.fact.negative_needs_yes";
auto submit_fact(store::Unit& unit, Actor const& actor, TerritoryId territory, FactPeriod period,
                 Money amount, Confirmation negative) -> Result<Fact>;

auto next_open_fact(store::Unit& unit, Actor const& actor, FactPeriod period, TerritoryId after)
    -> std::optional<NextTerritory>;

}  // namespace pb::collection
