#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "series/forecast/aggregate.h"
#include "series/forecast/autoregression.h"
#include "series/forecast/ets.h"
#include "series/forecast/seasonality.h"
#include "series/forecast/theta.h"

namespace pb::series {

// The methods that are asked about every series.
enum class Expert : std::uint8_t {
  seasonal_naive,
  theta,
  dynamic_theta,
  damped,
  ets,
  autoregression,
  aggregated
};
inline constexpr std::size_t kExperts = 7;

// What each expert says, by the enumerator's number; one vector of `horizon` values each.
using Opinions = std::array<std::vector<double>, kExperts>;

// Methods fitted to one series. Values are expected to have a mean size of about one.
class Panel {
 public:
  // Estimates every method's numbers from the values; needs four. `season` is the seasonal period, 1 for
  // none.
  Panel(std::span<double const> values, std::size_t season);

  // What every expert says comes after `values`, which are those of the fit or the first of them: states,
  // regressions and seasonal indices are computed from them alone, smoothing parameters are those of the fit.
  [[nodiscard]] auto continued(std::span<double const> values, std::size_t horizon) const -> Opinions;

  [[nodiscard]] auto form() const -> SeasonalForm { return form_; }

 private:
  std::size_t season_;
  SeasonalForm form_ = SeasonalForm::none;
  Theta theta_;
  DynamicTheta dynamic_theta_;
  EtsModel damped_;
  std::vector<EtsModel> ets_;
  bool ets_adjusted_ = false;  // the ets models are of the values without their season
  std::vector<double> ets_weights_;
  Autoregression autoregression_;
  std::vector<Aggregate> aggregates_;
};

}  // namespace pb::series
