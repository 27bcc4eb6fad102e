#include "analytics/outlook/anomalies.h"

#include <gtest/gtest.h>

#include "analytics/outlook/generated_business.h"

namespace pb::analytics {
namespace {

auto day(std::string_view text) -> Day {
  return *parse_day(text);
}
constexpr auto kToday = "2026-06-10";  // a Wednesday

// One office with two territories and another one; quiet, Sundays free. `change` may bend a day.
template <class Change>
auto company(Change change) -> Version {
  Contents contents{.ground = generated::ground({.offices = 2})};
  contents.ground.dictionary.put(TerritoryEntry{.id = TerritoryId{3}, .office = 0, .geo = 0});
  for (auto at = day("2025-11-01"); at < day(kToday); at = at + 1) {
    if (at.weekday() == std::chrono::Sunday) continue;
    for (Index territory : {0, 1, 2}) {
      auto const noise = (at.days * 31 + territory * 17) % 13;
      auto const amount = change(at, territory, std::int64_t{10'000 + 50 * noise});
      if (amount > 0) contents.plans.push_back({at, {.territory = territory, .amount = amount}});
    }
  }
  return Version(std::move(contents));
}

TEST(Anomalies, name_the_day_its_range_and_who_drove_it) {
  auto const version = company([](Day at, Index territory, std::int64_t usual) {
    return at == day("2026-06-09") && territory == 2 ? usual / 10 : usual;
  });
  auto const found = find_anomalies(version, day(kToday), 7, "UA").value();

  ASSERT_EQ(found.size(), 1U);
  auto const& anomaly = found[0];
  EXPECT_EQ(anomaly.office, 0);
  EXPECT_EQ(anomaly.day, day("2026-06-09"));
  EXPECT_EQ(anomaly.since, day("2026-06-09"));
  EXPECT_LT(anomaly.actual, anomaly.low95);
  EXPECT_NE(anomaly.severity, series::Severity::none);
  EXPECT_NEAR(static_cast<double>(anomaly.expected), 20'600, 800);
  ASSERT_FALSE(anomaly.drivers.empty());
  EXPECT_EQ(anomaly.drivers[0].territory, 2);
  EXPECT_GT(anomaly.drivers[0].share, 9'000);
}

TEST(Anomalies, of_a_quiet_company_are_none) {
  auto const version = company([](Day, Index, std::int64_t usual) { return usual; });

  EXPECT_TRUE(find_anomalies(version, day(kToday), 14, "UA").value().empty());
}

TEST(Anomalies, that_are_long_past_are_not_told) {
  auto const version = company([](Day at, Index territory, std::int64_t usual) {
    return at == day("2026-05-12") && territory == 0 ? 9 * usual : usual;
  });
  EXPECT_TRUE(find_anomalies(version, day(kToday), 7, "UA").value().empty());
  EXPECT_EQ(find_anomalies(version, day("2026-05-13"), 7, "UA").value().size(), 1U);
}

TEST(Anomalies, a_day_without_any_plan_is_missing_and_not_one) {
  auto const version =
      company([](Day at, Index, std::int64_t usual) { return at == day("2026-06-09") ? 0 : usual; });
  EXPECT_TRUE(find_anomalies(version, day(kToday), 7, "UA").value().empty());
}

TEST(Anomalies, of_nothing_are_none) {
  EXPECT_TRUE(find_anomalies(Version({}), day(kToday), 7, "UA").value().empty());
}

}  // namespace
}  // namespace pb::analytics
