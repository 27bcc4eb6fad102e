#pragma once

#include "analytics/query/query.h"
#include "analytics/query/source.h"
#include "domain/permission.h"

namespace pb::analytics {

// What takes part in any number of the answer: what is in scope and passes the filters on dimensions.
struct Selection {
  std::vector<bool> territories{};  // by dense number
  std::optional<std::vector<bool>> managers{};
  bool whole = false;  // every territory there is
  bool filtered = false;
};

// An id that nobody has and one that lies outside the scope are refused alike, as not found, at their place
// in the query. A filter on managers, of either kind, leaves out what nobody is known to have given.
[[nodiscard]] auto select(Query const& query, Directory const& directory, Scope const& scope)
    -> Result<Selection>;

}  // namespace pb::analytics
