#include "series/forecast/panel.h"

#include <algorithm>
#include <cmath>

namespace pb::series {
namespace {

bool usable(EtsModel const& model) {
  return std::isfinite(model.criterion);
}

// Longer seasons are taken out before: their states are too many to be models' numbers.
constexpr std::size_t kEtsSeasonLimit = 24;
constexpr double kPositive = 1e-9;

auto form_of(std::span<double const> values, std::size_t season) -> SeasonalForm {
  if (!is_seasonal(values, season)) return SeasonalForm::none;
  for (auto const form : {SeasonalForm::multiplicative, SeasonalForm::additive}) {
    if (form == SeasonalForm::multiplicative && std::ranges::min(values) <= kPositive) continue;
    if (seasonal_pattern(values, season, form).form == form) return form;
  }
  return SeasonalForm::none;
}

auto last_season(std::span<double const> values, std::size_t season, std::size_t horizon)
    -> std::vector<double> {
  auto const lag = values.size() >= season ? season : 1;
  std::vector<double> mean(horizon);
  for (std::size_t step = 0; step < horizon; ++step) mean[step] = values[values.size() - lag + step % lag];
  return mean;
}

}  // namespace

Panel::Panel(std::span<double const> values, std::size_t season)
    : season_(season), form_(form_of(values, season)) {
  auto const pattern = seasonal_pattern(values, season_, form_);
  auto const adjusted = without_season(values, pattern);
  theta_ = fit_theta(adjusted);
  dynamic_theta_ = fit_dynamic_theta(adjusted);
  damped_ = fit_ets(adjusted, 1, {.trend = EtsTrend::damped});
  ets_adjusted_ = season_ > kEtsSeasonLimit;
  ets_ = ets_adjusted_ ? fit_all_ets(adjusted, 1) : fit_all_ets(values, season_);
  ets_weights_ = akaike_weights(ets_);
  autoregression_ = fit_autoregression(adjusted);
  aggregates_ = fit_aggregates(adjusted, season_);
}

auto Panel::continued(std::span<double const> values, std::size_t horizon) const -> Opinions {
  auto const pattern = seasonal_pattern(values, season_, form_);
  auto const adjusted = without_season(values, pattern);
  auto const seasonal = [&](std::vector<double> mean) {
    with_season(mean, pattern, values.size());
    return mean;
  };
  Opinions said;
  auto const say = [&](Expert expert, std::vector<double> mean) {
    said.at(static_cast<std::size_t>(expert)) = std::move(mean);
  };
  say(Expert::seasonal_naive,
      form_ == SeasonalForm::none ? last_season(values, 1, horizon) : last_season(values, season_, horizon));
  say(Expert::theta, seasonal(continue_theta(theta_, adjusted, horizon)));
  say(Expert::dynamic_theta, seasonal(continue_dynamic_theta(dynamic_theta_, adjusted, horizon)));
  // Too few values for a model: its part is taken by Theta.
  auto const& theta = said.at(static_cast<std::size_t>(Expert::theta));
  say(Expert::damped, usable(damped_) ? seasonal(continue_ets(damped_, adjusted, horizon)) : theta);
  std::vector<double> ets(horizon, 0.0);
  for (std::size_t index = 0; index < ets_.size(); ++index) {
    auto const mean = ets_adjusted_ ? seasonal(continue_ets(ets_[index], adjusted, horizon))
                                    : continue_ets(ets_[index], values, horizon);
    for (std::size_t step = 0; step < horizon; ++step) ets[step] += ets_weights_[index] * mean[step];
  }
  if (ets_.empty()) ets = theta;
  say(Expert::ets, std::move(ets));
  say(Expert::autoregression, seasonal(continue_autoregression(autoregression_, adjusted, horizon)));
  say(Expert::aggregated,
      aggregates_.empty() ? theta : seasonal(continue_aggregates(aggregates_, adjusted, horizon)));
  return said;
}

}  // namespace pb::series
