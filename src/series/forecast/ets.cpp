#include "series/forecast/ets.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "series/forecast/minimum.h"

namespace pb::series {
namespace {

constexpr double kImpossible = 1e290;
constexpr double kSmallest = 1e-9;  // of values whose mean size is about one
constexpr double kFarBehind = 10;   // AICc behind the best: a weight below 0.7 %

struct State {
  double level = 0;
  double slope = 0;
  std::vector<double> season;
};

struct Step {
  double mean = 0;
  double base = 0;    // level and slope, without season
  double season = 0;  // at this place
};

template <EtsTrend trend, SeasonalForm season>
auto ahead(EtsModel const& model, State const& state, std::size_t place) -> Step {
  Step step;
  step.base = state.level;
  if constexpr (trend == EtsTrend::additive) step.base += state.slope;
  if constexpr (trend == EtsTrend::damped) step.base += model.phi * state.slope;
  step.mean = step.base;
  if constexpr (season != SeasonalForm::none) step.season = state.season[place];
  if constexpr (season == SeasonalForm::additive) step.mean += step.season;
  if constexpr (season == SeasonalForm::multiplicative) step.mean *= step.season;
  return step;
}

// The error correction form; it is the same for additive and multiplicative errors of one form.
template <EtsTrend trend, SeasonalForm season>
void correct(EtsModel const& model, State& state, Step const& step, double error, std::size_t place) {
  auto scaled = error;
  if constexpr (season == SeasonalForm::multiplicative) scaled /= step.season;
  state.level = step.base + model.alpha * scaled;
  if constexpr (trend == EtsTrend::additive) state.slope += model.beta * scaled;
  if constexpr (trend == EtsTrend::damped) state.slope = model.phi * state.slope + model.beta * scaled;
  if constexpr (season == SeasonalForm::additive) state.season[place] += model.gamma * error;
  if constexpr (season == SeasonalForm::multiplicative)
    state.season[place] += model.gamma * error / step.base;
}

// Minus twice the log likelihood, without constants.
template <EtsTrend trend, SeasonalForm season>
auto unlikelihood_of(EtsModel const& model, State& state, std::span<double const> values) -> double {
  double squares = 0;
  double logarithms = 0;
  double product = 1;
  std::size_t place = 0;
  auto const places = state.season.size();
  bool const relative = model.form.error == EtsError::multiplicative;
  constexpr bool kPositive = season == SeasonalForm::multiplicative;
  for (auto const value : values) {
    auto const step = ahead<trend, season>(model, state, place);
    if (relative || kPositive) {
      if (step.mean < kSmallest || step.base < kSmallest) return kImpossible;
      if (kPositive && step.season < kSmallest) return kImpossible;
    }
    auto const error = value - step.mean;
    if (relative) {
      squares += (error / step.mean) * (error / step.mean);
      product *= step.mean;
      if (product > 1e100 || product < 1e-100) {
        logarithms += std::log(product);
        product = 1;
      }
    } else {
      squares += error * error;
    }
    correct<trend, season>(model, state, step, error, place);
    if (++place >= places) place = 0;
  }
  logarithms += std::log(product);
  auto const count = static_cast<double>(values.size());
  return count * std::log(squares / count + 1e-18) + 2 * logarithms;
}

template <EtsTrend trend, SeasonalForm season>
auto continued(EtsModel const& model, State& state, std::span<double const> values, std::size_t horizon)
    -> std::vector<double> {
  auto const places = std::max<std::size_t>(state.season.size(), 1);
  for (std::size_t at = 0; at < values.size(); ++at) {
    auto const step = ahead<trend, season>(model, state, at % places);
    correct<trend, season>(model, state, step, values[at] - step.mean, at % places);
  }
  std::vector<double> mean(horizon);
  for (std::size_t index = 0; index < horizon; ++index) {
    auto const place = (values.size() + index) % places;
    auto const step = ahead<trend, season>(model, state, place);
    mean[index] = step.mean;
    correct<trend, season>(model, state, step, 0, place);
  }
  return mean;
}

// Calls `use` with the trend and season as constants.
template <class Use>
auto with_form(EtsForm const& form, Use const& use) {
  auto const with_trend = [&]<EtsTrend trend>() {
    switch (form.season) {
      case SeasonalForm::additive:
        return use.template operator()<trend, SeasonalForm::additive>();
      case SeasonalForm::multiplicative:
        return use.template operator()<trend, SeasonalForm::multiplicative>();
      case SeasonalForm::none:
        break;
    }
    return use.template operator()<trend, SeasonalForm::none>();
  };
  switch (form.trend) {
    case EtsTrend::additive:
      return with_trend.template operator()<EtsTrend::additive>();
    case EtsTrend::damped:
      return with_trend.template operator()<EtsTrend::damped>();
    case EtsTrend::none:
      break;
  }
  return with_trend.template operator()<EtsTrend::none>();
}

struct Beginning {
  double level = 0;
  double slope = 0;
  double spread = 0;
};

// The regression on time of the first values without their season (Hyndman & Khandakar 2008, section 2.2).
auto beginning_of(std::span<double const> adjusted, std::size_t season) -> Beginning {
  auto const count = std::min(adjusted.size(), std::max<std::size_t>(10, 2 * season));
  auto const middle = (static_cast<double>(count) + 1) / 2;
  double mean = 0;
  for (auto const value : adjusted.first(count)) mean += value / static_cast<double>(count);
  double products = 0;
  double squares = 0;
  double spread = 0;
  for (std::size_t at = 0; at < count; ++at) {
    auto const time = static_cast<double>(at + 1) - middle;
    products += time * (adjusted[at] - mean);
    squares += time * time;
    spread += std::abs(adjusted[at] - mean) / static_cast<double>(count);
  }
  auto const slope = squares > 0 ? products / squares : 0.0;
  return {.level = mean - middle * slope, .slope = slope, .spread = spread + 1e-6};
}

// How the numbers of a model stand in a search: trend and season smoothing as parts of what alpha leaves
// them.
void read_point(std::span<double const> at, EtsModel& model) {
  std::size_t next = 0;
  model.alpha = at[next++];
  model.level = at[next++];
  if (model.form.trend != EtsTrend::none) {
    model.beta = at[next++] * model.alpha;
    model.slope = at[next++];
  }
  if (model.form.trend == EtsTrend::damped) model.phi = at[next++];
  if (model.form.season != SeasonalForm::none) model.gamma = at[next] * (1 - model.alpha);
}

auto space_of(EtsForm const& form, Beginning const& from) -> SearchSpace {
  SearchSpace space;
  auto const add = [&](double start, double lower, double upper, double step) {
    space.start.push_back(start);
    space.lower.push_back(lower);
    space.upper.push_back(upper);
    space.step.push_back(step);
  };
  auto const level = form.trend == EtsTrend::none ? from.level + from.slope * 3 : from.level;
  add(0.3, 1e-4, 0.9999, 0.2);
  add(level, level - 20 * from.spread, level + 20 * from.spread, from.spread / 2);
  if (form.trend != EtsTrend::none) {
    add(0.1, 1e-4, 0.9999, 0.1);
    add(from.slope, from.slope - 2 * from.spread, from.slope + 2 * from.spread, from.spread / 10);
  }
  if (form.trend == EtsTrend::damped) add(0.95, 0.8, 0.98, -0.05);
  if (form.season != SeasonalForm::none) add(0.1, 1e-4, 0.9999, 0.1);
  space.evaluations = 60 + 50 * static_cast<int>(space.start.size());
  return space;
}

auto free_numbers(EtsForm const& form, std::size_t season) -> double {
  double count = 3;  // alpha, the level, and the error's variance
  if (form.trend != EtsTrend::none) count += 2;
  if (form.trend == EtsTrend::damped) count += 1;
  if (form.season != SeasonalForm::none) count += static_cast<double>(season);
  return count;
}

}  // namespace

auto fit_ets(std::span<double const> values, std::size_t season, EtsForm form) -> EtsModel {
  EtsModel model{.form = form};
  auto const pattern = seasonal_pattern(values, season, form.season);
  auto const numbers = free_numbers(form, season);
  auto const count = static_cast<double>(values.size());
  if (pattern.form != form.season || count <= numbers + 1) {
    model.criterion = std::numeric_limits<double>::infinity();
    return model;
  }
  model.season = pattern.indices;
  auto const from = beginning_of(without_season(values, pattern), season);
  State state;
  auto const unlikelihood = [&](std::span<double const> at) {
    read_point(at, model);
    state.level = model.level;
    state.slope = model.slope;
    state.season = model.season;
    return with_form(form, [&]<EtsTrend trend, SeasonalForm seasonal>() {
      return unlikelihood_of<trend, seasonal>(model, state, values);
    });
  };
  auto const best = minimum(space_of(form, from), unlikelihood);
  auto const value = unlikelihood(best);
  model.criterion = value >= kImpossible
                        ? std::numeric_limits<double>::infinity()
                        : value + 2 * numbers + 2 * numbers * (numbers + 1) / (count - numbers - 1);
  return model;
}

auto fit_all_ets(std::span<double const> values, std::size_t season) -> std::vector<EtsModel> {
  bool const positive = std::ranges::min(values) > kSmallest;
  std::vector<EtsModel> models;
  for (auto const error : {EtsError::additive, EtsError::multiplicative}) {
    for (auto const seasonal : {SeasonalForm::none, SeasonalForm::additive, SeasonalForm::multiplicative}) {
      bool const relative = error == EtsError::multiplicative || seasonal == SeasonalForm::multiplicative;
      if (relative && !positive) continue;
      if (error == EtsError::additive && seasonal == SeasonalForm::multiplicative) continue;
      if (seasonal != SeasonalForm::none && (season < 2 || values.size() < 2 * season)) continue;
      for (auto const trend : {EtsTrend::none, EtsTrend::additive, EtsTrend::damped}) {
        auto model = fit_ets(values, season, {.error = error, .trend = trend, .season = seasonal});
        if (std::isfinite(model.criterion)) models.push_back(std::move(model));
      }
    }
  }
  std::ranges::stable_sort(models, {}, &EtsModel::criterion);
  auto const behind = std::ranges::find_if(
      models, [&](EtsModel const& model) { return model.criterion > models.front().criterion + kFarBehind; });
  models.erase(behind, models.end());
  return models;
}

auto continue_ets(EtsModel const& model, std::span<double const> values, std::size_t horizon)
    -> std::vector<double> {
  State state{.level = model.level, .slope = model.slope, .season = model.season};
  return with_form(model.form, [&]<EtsTrend trend, SeasonalForm seasonal>() {
    return continued<trend, seasonal>(model, state, values, horizon);
  });
}

auto akaike_weights(std::span<EtsModel const> models) -> std::vector<double> {
  std::vector<double> weights;
  double sum = 0;
  for (auto const& model : models) {
    weights.push_back(std::exp(-(model.criterion - models.front().criterion) / 2));
    sum += weights.back();
  }
  for (auto& weight : weights) weight /= sum;
  return weights;
}

}  // namespace pb::series
