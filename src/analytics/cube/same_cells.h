#pragma once

#include <gtest/gtest.h>

#include <boost/pfr/ops.hpp>

#include "analytics/slice.h"

// For tests: whether two answers are the same to the last number.
namespace pb::analytics {

inline auto same(std::vector<Cell> const& a, std::vector<Cell> const& b) -> testing::AssertionResult {
  if (a.size() != b.size()) return testing::AssertionFailure() << a.size() << " cells and " << b.size();
  for (std::size_t index = 0; index < a.size(); ++index) {
    auto const& x = a[index];
    auto const& y = b[index];
    bool const key = x.period == y.period && x.office == y.office && x.geo == y.geo &&
                     x.territory == y.territory && x.manager == y.manager;
    if (!key || !boost::pfr::eq_fields(x.totals, y.totals)) {
      return testing::AssertionFailure()
             << "cell " << index << " of " << a.size() << " differs: day " << x.period.days << " and "
             << y.period.days << ", office " << x.office << ", geo " << x.geo << ", territory " << x.territory
             << ", manager " << x.manager << ", plan " << x.totals.plan << " and " << y.totals.plan
             << ", fact " << x.totals.fact << " and " << y.totals.fact << ", missing " << x.totals.missing
             << " and " << y.totals.missing;
    }
  }
  return testing::AssertionSuccess();
}

}  // namespace pb::analytics
