#pragma once

#include <optional>
#include <vector>

#include "collection/monthly_report.h"
#include "store/territories.h"

namespace pb::collection {

// One territory in one month. Not listed: no value, and it owed none.
struct MonthCell {
  bool listed = false;
  Figures figures{};
  std::int64_t submissions = 0;
  std::int64_t late = 0;
};

struct TerritoryMonths {
  store::Territory territory{};
  std::vector<MonthCell> months{};  // from the first asked for to the last
};

// Territories with their months from first to last, by office and geo name; of one office, or of all. Three
// queries, whatever the range.
auto territory_months(store::Unit& unit, Month first, Month last, std::optional<OfficeId> office)
    -> std::vector<TerritoryMonths>;

}  // namespace pb::collection
