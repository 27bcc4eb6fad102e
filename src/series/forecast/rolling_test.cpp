#include "series/forecast/rolling.h"

#include <gtest/gtest.h>

#include <numeric>

#include "series/forecast/spread.h"

namespace pb::series {
namespace {

auto seasonal(std::size_t count) -> std::vector<double> {
  std::vector<double> values;
  for (std::size_t at = 0; at < count; ++at)
    values.push_back(1 + (at % 4 == 0 ? 0.3 : -0.1) + 0.02 * static_cast<double>(at * 7919 % 13));
  return values;
}

TEST(Rolling, origins_lie_in_the_later_half_and_know_nothing_of_what_follows) {
  auto const values = seasonal(40);
  Panel const panel(values, 4);

  auto const origins = rolling_origins(panel, values, 4, 8);

  ASSERT_EQ(origins.size(), 20u);
  auto changed = values;
  for (auto at = origins.back().at; at < changed.size(); ++at) changed[at] = 100;
  EXPECT_EQ(panel.continued(std::span(changed).first(origins.back().at), 8), origins.back().said);
  for (auto const& origin : origins)
    EXPECT_EQ(origin.said.front().size(), std::min<std::size_t>(8, 40 - origin.at));
}

TEST(Rolling, a_long_history_has_no_more_than_24_origins) {
  auto const values = seasonal(900);

  EXPECT_LE(rolling_origins(Panel(values, 4), values, 4, 8).size(), 24u);
}

// Origins at which each expert was wrong by so much.
auto origins_with_errors(std::vector<double> const& values, Weights const& errors) -> std::vector<Origin> {
  std::vector<Origin> origins;
  for (auto at = values.size() - 1; at >= values.size() / 2; --at) {
    Origin origin{.at = at, .said = {}};
    for (std::size_t expert = 0; expert < kExperts; ++expert)
      origin.said.at(expert) = {values[at] + errors.at(expert)};
    origins.push_back(origin);
  }
  return origins;
}

TEST(Rolling, who_was_less_wrong_has_more_to_say_and_more_so_with_evidence) {
  auto const values = seasonal(48);
  auto const origins = origins_with_errors(values, {0, 1, 1, 1, 2, 1, 1});

  auto const little = weights_of(origins, values, 24);
  auto const much = weights_of(origins, values, 2);

  EXPECT_EQ(little.front(), 0);
  EXPECT_NEAR(std::accumulate(little.begin(), little.end(), 0.0), 1, 1e-12);
  EXPECT_GT(little[3], little[4]);
  EXPECT_GT(much[3] / much[4], 1.5 * little[3] / little[4]);
}

TEST(Spread, it_is_as_wide_as_the_errors_seen_and_grows) {
  auto const values = seasonal(48);
  auto const weights = Weights{0, 1, 0, 0, 0, 0, 0};

  auto const narrow = spread_of(origins_with_errors(values, {0, 0.1, 0, 0, 0, 0, 0}), values, weights, 4, 6);
  auto const wide = spread_of(origins_with_errors(values, {0, 0.2, 0, 0, 0, 0, 0}), values, weights, 4, 6);

  EXPECT_NEAR(wide.half95[3] / narrow.half95[3], 2, 1e-9);
  EXPECT_LT(narrow.half80[0], narrow.half95[0]);
  EXPECT_LT(narrow.half95[0], narrow.half95[5]);
}

}  // namespace
}  // namespace pb::series
