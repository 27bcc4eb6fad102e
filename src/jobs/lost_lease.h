#pragma once

#include <stdexcept>

namespace pb::jobs {

// Somebody else has taken over what this attempt or holder believed to have. Thrown inside a unit it undoes
// the unit, so that a late effect does not happen.
struct LostLease : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace pb::jobs
