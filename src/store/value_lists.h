#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"
#include "store/corrections.h"

namespace pb::store {

// A plan or a fact with all that tells whose it is. `day` is 1970-01-01 (0) for the fact of a whole month.
struct ListedValue {
  std::int64_t id = 0;
  TerritoryId territory{};
  OfficeId office{};
  std::string office_name{};
  GeoId geo{};
  std::string geo_name{};
  Month month{};
  Day day{};
  Money amount{};
  std::optional<UserId> user{};
  std::string by_name{};  // empty where nobody is known to have given it
  Instant at{};
  bool late = false;
};

// Plans of these days, or facts of the months they lie in; of an office, of a territory, or all.
struct ValueFilter {
  std::optional<OfficeId> office{};
  std::optional<TerritoryId> territory{};
  Day first{};
  Day last{};
};

// In the order they were given (by id), those with an id above `after`.
auto list_values(sql::Session& session, ValueKind kind, ValueFilter const& filter, std::int64_t after,
                 std::int64_t limit) -> std::vector<ListedValue>;
auto find_value(sql::Session& session, ValueKind kind, std::int64_t id) -> std::optional<ListedValue>;

}  // namespace pb::store
