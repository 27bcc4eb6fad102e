#include "analytics/outlook/outlook.h"

#include <gmock/gmock.h>

#include <limits>
#include <numeric>

#include "analytics/outlook/generated_business.h"

namespace pb::analytics {
namespace {

auto day(std::string_view text) -> Day {
  return *parse_day(text);
}
auto business() -> GeneratedBusiness {
  return {.first = day("2025-01-01"), .last = day("2026-12-31"), .seed = 5};
}
auto ahead(GeneratedBusiness const& generated, std::string_view today) -> Outlook {
  return look_ahead(Version(generated.contents(day(today) - 1)), day(today)).value();
}
auto plans_of(GeneratedBusiness const& generated, Day first, Day last) -> std::int64_t {
  std::int64_t sum = 0;
  for (auto const& plan : generated.contents(last).plans) {
    if (plan.day >= first) sum += plan.given.amount;
  }
  return sum;
}

void expect_ordered(Expected const& expected) {
  EXPECT_LE(expected.low95, expected.low80);
  EXPECT_LE(expected.low80, expected.expected);
  EXPECT_LE(expected.expected, expected.high80);
  EXPECT_LE(expected.high80, expected.high95);
}

TEST(Outlook, an_unchanging_business_ends_the_month_as_it_always_does) {
  Contents contents{.ground = generated::ground({.offices = 1})};
  for (auto at = day("2025-06-01"); at < day("2026-02-11"); at = at + 1)
    contents.plans.push_back({at, {.territory = 0, .amount = 10'000}});

  auto const outlook = look_ahead(Version(std::move(contents)), day("2026-02-11")).value();
  EXPECT_EQ(outlook.month.first, day("2026-02-01"));
  EXPECT_EQ(outlook.month.last, day("2026-02-28"));
  EXPECT_EQ(outlook.month.days_left, 18);
  EXPECT_EQ(outlook.month.whole.plan_to_date, 100'000);
  EXPECT_NEAR(static_cast<double>(outlook.month.whole.plan.expected), 280'000, 300);
  EXPECT_EQ(outlook.quarter.first, day("2026-01-01"));
  EXPECT_EQ(outlook.quarter.last, day("2026-03-31"));
  EXPECT_FALSE(outlook.month.whole.fact);  // no month has facts
}

TEST(Outlook, offices_add_up_to_the_whole_to_the_kopeck) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    auto generated = business();
    generated.seed = seed;
    auto const outlook = ahead(generated, "2026-05-14");
    for (auto const* period : {&outlook.month, &outlook.quarter}) {
      Standing sum{.fact = Expected{}};
      for (auto const& [office, standing] : period->offices) {
        sum.plan_to_date += standing.plan_to_date;
        sum.plan.expected += standing.plan.expected;
        sum.fact->expected += standing.fact.value().expected;
        expect_ordered(standing.plan);
        expect_ordered(*standing.fact);
      }
      EXPECT_EQ(sum.plan_to_date, period->whole.plan_to_date);
      EXPECT_EQ(sum.plan.expected, period->whole.plan.expected);
      EXPECT_EQ(sum.fact->expected, period->whole.fact.value().expected);
      expect_ordered(period->whole.plan);
      expect_ordered(*period->whole.fact);
      EXPECT_GE(period->whole.plan.low95, period->whole.plan_to_date);
    }
    EXPECT_EQ(outlook.month.whole.plan_to_date, plans_of(generated, day("2026-05-01"), day("2026-05-13")));
  }
}

TEST(Outlook, is_sure_of_a_month_that_is_over) {
  auto const generated = business();
  Version const version(generated.contents(day("2026-05-31")));

  auto const month = look_ahead(version, day("2026-05-31")).value().month;
  EXPECT_EQ(month.days_left, 1);
  EXPECT_EQ(month.whole.plan.expected, month.whole.plan_to_date);  // a Sunday: nothing more comes
}

TEST(Outlook, counts_what_was_given_for_days_to_come) {
  auto const generated = business();
  auto contents = generated.contents(day("2026-05-13"));
  auto const before = look_ahead(Version(contents), day("2026-05-14")).value().month.whole;
  contents.plans.push_back({day("2026-05-20"), {.territory = 0, .amount = 100'000'000'000}});

  auto const after = look_ahead(Version(contents), day("2026-05-14")).value().month.whole;
  EXPECT_EQ(after.plan_to_date - before.plan_to_date, 100'000'000'000);
  EXPECT_GE(after.plan.low95, after.plan_to_date);
}

TEST(Outlook, expects_nothing_more_of_a_closed_office) {
  auto const generated = business();
  auto contents = generated.contents(day("2026-05-13"));
  auto entry = contents.ground.dictionary.territory(2);
  entry.archived_at = Instant{};
  contents.ground.dictionary.put(entry);

  auto const month = look_ahead(Version(std::move(contents)), day("2026-05-14")).value().month;
  ASSERT_NE(month.find(2), nullptr);
  EXPECT_EQ(month.find(2)->plan.expected, month.find(2)->plan_to_date);
  EXPECT_GT(month.find(1)->plan.expected, month.find(1)->plan_to_date);
}

TEST(Outlook, takes_reported_facts_as_they_are_and_expects_the_others) {
  auto const generated = business();
  auto contents = generated.contents(day("2026-05-31"));
  contents.ground.facts.push_back({.month = Month::from(2026, 5), .given = {.territory = 0, .amount = 777}});

  auto const month = look_ahead(Version(std::move(contents)), day("2026-05-31")).value().month;
  EXPECT_EQ(month.whole.fact_to_date, 777);
  EXPECT_NEAR(static_cast<double>(month.find(0)->fact.value().expected), 777,
              0.02 * static_cast<double>(month.find(0)->plan_to_date));  // only a Sunday is to come
  auto const& other = *month.find(1);
  EXPECT_NEAR(static_cast<double>(other.fact->expected), 0.94 * static_cast<double>(other.plan_to_date),
              0.1 * static_cast<double>(other.plan_to_date));
}

TEST(Outlook, of_facts_given_daily_expects_only_the_days_without_one) {
  Contents contents{.ground = generated::ground({.offices = 1})};
  contents.ground.organisation->fact_grain = store::FactGrain::day;
  for (auto at = day("2025-06-01"); at < day("2026-02-11"); at = at + 1) {
    contents.plans.push_back({at, {.territory = 0, .amount = 10'000}});
    contents.ground.facts.push_back(
        {.month = Month::of(at), .day = at, .given = {.territory = 0, .amount = 9'000}});
  }
  auto const month = look_ahead(Version(std::move(contents)), day("2026-02-11")).value().month;

  EXPECT_EQ(month.whole.fact_to_date, 90'000);
  EXPECT_NEAR(static_cast<double>(month.whole.fact.value().expected), 252'000, 500);
}

TEST(Outlook, of_an_empty_company_is_nothing) {
  auto const outlook = look_ahead(Version({}), day("2026-05-14")).value();

  EXPECT_EQ(outlook.month.whole.plan.expected, 0);
  EXPECT_EQ(outlook.month.whole.plan.high95, 0);
  EXPECT_TRUE(outlook.month.offices.empty());
}

TEST(Outlook, says_so_where_sums_do_not_fit) {
  Contents contents{.ground = generated::ground({.offices = 2})};
  for (Index territory : {0, 1}) {
    contents.plans.push_back(
        {day("2026-05-01"), {.territory = territory, .amount = std::numeric_limits<std::int64_t>::max()}});
  }
  auto const outlook = look_ahead(Version(std::move(contents)), day("2026-05-14"));

  ASSERT_FALSE(outlook);
  EXPECT_EQ(outlook.error().message.key, "error.analytics.overflow");
}

}  // namespace
}  // namespace pb::analytics
