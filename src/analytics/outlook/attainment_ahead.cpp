#include "analytics/outlook/attainment_ahead.h"

#include <algorithm>
#include <cmath>

#include "series/forecast/forecast.h"

namespace pb::analytics {

auto attainment_ahead(Attainments const& history, std::size_t ahead, std::size_t fewest)
    -> std::optional<Guess> {
  constexpr std::size_t kYear = 12;
  constexpr std::size_t kYears = 3;  // with fewer, a season of months is a guess
  constexpr double kWidthOf80 = 2 * 1.2815515655;
  auto first = history.begin();
  while (first != history.end() && std::isnan(*first)) ++first;
  auto last = history.end();
  while (last != first && std::isnan(*(last - 1))) --last;
  std::vector<double> const known(first, last);
  auto const count = std::ranges::count_if(known, [](double value) { return !std::isnan(value); });
  if (static_cast<std::size_t>(count) < std::max<std::size_t>(fewest, 1)) return std::nullopt;

  auto const steps = ahead + static_cast<std::size_t>(history.end() - last);
  auto const season = known.size() >= kYears * kYear ? kYear : 1;
  auto const found = series::forecast(known, {.season = season, .horizon = steps});
  if (!found) return std::nullopt;
  return Guess{found->mean.back(), (found->upper80.back() - found->lower80.back()) / kWidthOf80};
}

auto product(Guess const& plan, Guess const& attainment) -> Guess {
  auto const p = plan.deviation * plan.deviation;
  auto const a = attainment.deviation * attainment.deviation;
  auto const variance = attainment.mean * attainment.mean * p + plan.mean * plan.mean * a + p * a;
  return {plan.mean * attainment.mean, std::sqrt(variance)};
}

}  // namespace pb::analytics
