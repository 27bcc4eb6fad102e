#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb::store {

// A goal of one month or one quarter (`months` 1 or 3 from `first`): of an office, of a geo, or of a
// territory (both).
struct Target {
  std::optional<OfficeId> office{};
  std::optional<GeoId> geo{};
  Month first{};
  std::int64_t months = 1;
  Money amount{};
};

// A target in a list, with the names people know it by (empty where it has none).
struct TargetListed {
  std::optional<OfficeId> office{};
  std::string office_name{};
  std::optional<GeoId> geo{};
  std::string geo_name{};
  Month first{};
  std::int64_t months = 1;
  Money amount{};
};

// Targets that touch the month; of one office where given.
auto list_targets(sql::Session& session, Month month, std::optional<OfficeId> office)
    -> std::vector<TargetListed>;
void save_target(sql::Session& session, Target const& target, std::optional<UserId> by, Instant now);
auto delete_target(sql::Session& session, Target const& target) -> bool;

// Monthly goals of one office: its own, and the sum of its territories'.
struct MonthTarget {
  OfficeId office{};
  Month month{};
  std::optional<Money> of_office{};
  std::optional<Money> of_territories{};
};
auto month_targets(sql::Session& session, Month first, Month last, std::optional<OfficeId> office)
    -> std::vector<MonthTarget>;
// What an office is to reach in these months: for each its own monthly target, or else the sum of its
// territories'. Without an office: the sum over active offices. Nothing where nobody has set any.
auto target_of_months(sql::Session& session, Month first, Month last, std::optional<OfficeId> office)
    -> std::optional<Money>;

}  // namespace pb::store
