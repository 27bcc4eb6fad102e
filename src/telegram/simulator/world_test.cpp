#include "telegram/simulator/world.h"

#include <gtest/gtest.h>

namespace pb::telegram::simulator {
namespace {

auto first_update_of_a_run(Instant begun) -> std::int64_t {
  ManualClock clock{begun};
  World world{clock, {}, [] { return SteadyTime{}; }};
  auto* const bot =
      world.add_bot({.token = Secret("123456:TEST-TOKEN"), .first_name = "Plan", .username = "plan_bot"});
  return bot->updates.push("message", 1, "{}")->id;
}

TEST(World, a_later_run_tells_of_later_updates_than_an_earlier_one) {
  Instant const begun{std::chrono::seconds(1'770'000'000)};

  auto const earlier = first_update_of_a_run(begun);
  auto const later = first_update_of_a_run(begun + std::chrono::minutes(2));

  EXPECT_GE(later, earlier + 120);
}

}  // namespace
}  // namespace pb::telegram::simulator
