#pragma once

#include <string>
#include <vector>

#include "analytics/slice.h"
#include "base/error.h"

namespace pb::analytics {

struct NamedPlace {
  std::int64_t id = 0;
  std::string name;
};

struct TerritoryPlace {
  std::int64_t id = 0;
  Index office = kAnyone;
  Index geo = kAnyone;
};

struct NamedPerson {
  std::int64_t id = 0;
  std::string name;
  Index office = kAnyone;  // where the person works now
};

// A target of one month or one quarter (`months` 1 or 3 from `first`): of an office, of a geo, or of a
// territory (both).
struct Goal {
  Index office = kAnyone;
  Index geo = kAnyone;
  Month first{};
  std::int64_t months = 1;
  std::int64_t amount = 0;
};

// What the dense numbers of cells stand for: each is a place in one of these lists. Archived ones are there
// too.
struct Directory {
  std::vector<NamedPlace> offices{};
  std::vector<NamedPlace> geos{};
  std::vector<TerritoryPlace> territories{};
  std::vector<NamedPerson> managers{};
  std::vector<Goal> goals{};
  std::int32_t fiscal_start = 1;
  bool facts_by_month = true;  // facts are entered once a month
};

// One unchanging state of the numbers, which a query is answered from. Thread-safe.
class Source {
 public:
  virtual ~Source() = default;

  [[nodiscard]] virtual auto directory() const -> Directory const& = 0;
  // The event up to which this state has followed the log.
  [[nodiscard]] virtual auto position() const -> std::int64_t = 0;
  // One cell for each period and group that has anything, in any order, and no two of one key. A fact kept by
  // month takes part where the grain is no finer than a month (or there is none) and the whole month lies in
  // the slice. Refuses sums that leave 64 bits.
  [[nodiscard]] virtual auto scan(Slice const& slice) const -> Result<std::vector<Cell>> = 0;
};

}  // namespace pb::analytics
