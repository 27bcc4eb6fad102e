#pragma once

#include "analytics/cube/version.h"
#include "analytics/query/query.h"
#include "domain/permission.h"

namespace pb::analytics {

// What takes part in any number of the answer: what is in scope and passes the filters on dimensions.
struct Selection {
  std::vector<bool> territories{};  // by dense number
  std::optional<std::vector<bool>> managers{};
  bool everything = false;  // neither scope nor filters leave anything out
};

// An id that nobody has and one that lies outside the scope are refused alike, as not found, at their place
// in the query; who sees one office knows the geos it works and the people who have given values there. A
// filter on managers, of either kind, leaves out what nobody is known to have given.
[[nodiscard]] auto select(Query const& query, Version const& version, Scope const& scope)
    -> Result<Selection>;

}  // namespace pb::analytics
