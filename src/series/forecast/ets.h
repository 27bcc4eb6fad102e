#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "series/forecast/seasonality.h"

namespace pb::series {

enum class EtsError : std::uint8_t { additive, multiplicative };
enum class EtsTrend : std::uint8_t { none, additive, damped };

// One model of the exponential smoothing family (Hyndman, Koehler, Snyder & Grose 2002), without the
// multiplicative trends, which forecast worse (Hyndman & Khandakar 2008).
struct EtsForm {
  EtsError error = EtsError::additive;
  EtsTrend trend = EtsTrend::none;
  SeasonalForm season = SeasonalForm::none;
};

// A model with its numbers: smoothing of level, trend and season, damping, and the state before the first
// value.
struct EtsModel {
  EtsForm form;
  double alpha = 0.3;
  double beta = 0;
  double gamma = 0;
  double phi = 1;
  double level = 0;
  double slope = 0;
  std::vector<double> season{};
  double criterion = 0;  // AICc: -2 log likelihood + 2k + 2k(k+1)/(n-k-1); infinite where n <= k + 1
};

// Fits one model by maximum likelihood. The season's state before the first value is that of the classical
// decomposition; everything else is searched for. A multiplicative error or season needs positive values.
auto fit_ets(std::span<double const> values, std::size_t season, EtsForm form) -> EtsModel;

// Every admissible model (no additive error with a multiplicative season; only additive ones where a value is
// not positive; seasonal ones from two seasons on), the best by AICc first; those far behind are left out.
auto fit_all_ets(std::span<double const> values, std::size_t season) -> std::vector<EtsModel>;

auto continue_ets(EtsModel const& model, std::span<double const> values, std::size_t horizon)
    -> std::vector<double>;

// How much each model counts: exp(-(AICc - least AICc) / 2), in all one (Kolassa 2011).
auto akaike_weights(std::span<EtsModel const> models) -> std::vector<double>;

}  // namespace pb::series
