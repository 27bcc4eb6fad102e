#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string_view>
#include <vector>

#include "analytics/query/query.h"
#include "base/error.h"
#include "domain/ids.h"

namespace pb::reports {

// What a report is asked for, within what its definition leaves open.
struct Parameters {
  std::optional<analytics::Range> period{};        // else the definition's
  std::optional<analytics::Comparison> compare{};  // in place of what its blocks compare with
  std::vector<OfficeId> offices{};                 // none: all that may be seen
  std::optional<GeoId> geo{};
  std::optional<UserId> manager{};

  friend bool operator==(Parameters const&, Parameters const&) = default;
};

// {"period": "previous month" or {"from", "to"}, "compare", "office": 1 or [1, 2], "geo", "manager"}, all of
// them optional. Refusals name the part by its JSON pointer.
[[nodiscard]] auto parse_parameters(std::string_view text) -> Result<Parameters>;
[[nodiscard]] auto to_json(Parameters const& parameters) -> boost::json::object;

// A period as people type it: 2026-01, 2026-W05, 2026-Q1, 2026, 2026-01-31, 2026-01-01..2026-01-15, or the
// words of docs/query.md ("previous month"). Nothing for anything else. Quarters are those of the calendar.
[[nodiscard]] auto parse_period(std::string_view text) -> std::optional<analytics::Range>;

}  // namespace pb::reports
