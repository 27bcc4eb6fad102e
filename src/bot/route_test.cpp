#include "bot/route.h"

#include <gtest/gtest.h>

namespace pb::bot {
namespace {

TEST(Route, survives_the_way_through_a_button) {
  Route const route{"plan", {Id<struct T>{7}, Day{20450}, "x"}};

  auto const back = Route::parse(route.encode());

  EXPECT_EQ(route.encode(), "plan:7:20450:x");
  EXPECT_EQ(back.verb, "plan");
  EXPECT_EQ(back.number(0), 7);
  EXPECT_EQ(back.day(1), Day{20450});
  EXPECT_EQ(back.word(2), "x");
}

TEST(Route, the_longest_button_of_ours_fits_into_telegrams_limit) {
  Route const route{"plan_set", {Id<struct T>{999'999'999'999}, Day{84'006}, Money{100'000'000'000}}};

  EXPECT_LE(route.encode().size(), kCallbackLimitBytes);
}

TEST(Route, anything_may_stand_in_a_button_that_comes_back) {
  EXPECT_EQ(Route::parse("").verb, "");
  EXPECT_EQ(Route::parse("plan").number(0), std::nullopt);
  EXPECT_EQ(Route::parse("plan:").number(0), std::nullopt);
  EXPECT_EQ(Route::parse("plan:7x").number(0), std::nullopt);
  EXPECT_EQ(Route::parse("plan:99999999999999999999").number(0), std::nullopt);
  EXPECT_EQ(Route::parse("plan:1:999999999").day(1), std::nullopt);
  EXPECT_EQ(Route::parse(":::").args.size(), 3u);
}

}  // namespace
}  // namespace pb::bot
