#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analytics/slice.h"
#include "analytics/totals.h"
#include "base/error.h"

namespace pb::analytics {

// One office, geo, territory or manager in the two periods that are compared.
struct ComparedRow {
  Index key = kAnyone;
  Totals before{};
  Totals after{};
};

// Which sum is explained, with its number of submissions.
BOOST_DEFINE_ENUM_CLASS(Explained, plan, fact)

// What a change is made of, in minor units; the four add up to delta exactly.
struct ChangeParts {
  std::int64_t delta = 0;
  std::int64_t volume = 0;   // more or fewer submissions, each worth what one was worth before
  std::int64_t average = 0;  // each submission worth more or less than before
  std::int64_t joined = 0;   // from those without a submission before
  std::int64_t left = 0;     // from those without a submission now; not above 0 unless they lost money
};

// A share in hundredths of a percent: 10'000 is the whole.
using Share = std::int64_t;

struct Contribution {
  Index key = kAnyone;
  ChangeParts parts{};
  // delta / the whole delta: above 100 % or below 0 where others pull the other way. Absent where the whole
  // stands still, or the share does not fit.
  std::optional<Share> of_delta{};
  Share of_movement = 0;  // |delta| / the sum of all |delta|, from 0 to 10'000
};

struct Explanation {
  ChangeParts total{};
  std::vector<Contribution>
      contributions{};  // the biggest movement first; those that stand still are left out
};

// Price-volume analysis of a change: value = submissions x average. For one who gave values in both periods
//   volume = (n1 - n0) x S0 / n0, rounded to the minor unit half away from zero,
//   average = (S1 - S0) - volume, so that nothing is lost to rounding.
// The change of mix and the cross term stay in `average` (the old average is the price, as in a Laspeyres
// index). error.analytics.overflow where a sum leaves 64 bits.
[[nodiscard]] auto explain(std::span<ComparedRow const> rows, Explained what) -> Result<Explanation>;

// A change of attainment (fact / plan of those with a fact), told apart by who reached more of the plan
// (rate) and whose plan weighs more (mix). Rate and mix over all rows add up to after - before, but for the
// rounding of doubles.
struct RateContribution {
  Index key = kAnyone;
  double rate = 0;  // points: 0.01 is one percent of the plan
  double mix = 0;
};
struct RateExplanation {
  double before = 0;
  double after = 0;
  std::vector<RateContribution> contributions{};  // the biggest movement first
};
// With w the share of the plan and r the attainment: rate = mean w x change of r, mix = change of w x (mean r
// - mean of the whole) (Bennet 1920, the symmetric decomposition). Who is in one period only has no rate.
// Absent where one of the periods has no attainment.
[[nodiscard]] auto explain_attainment(std::span<ComparedRow const> rows) -> std::optional<RateExplanation>;

}  // namespace pb::analytics
