#include <gmock/gmock.h>

#include "analytics/cube/loader.h"
#include "analytics/cube/version.h"
#include "store/closings.h"
#include "store/test_business.h"

// What a slice adds up to, rule by rule (version.h).
namespace pb::analytics {
namespace {

using store::day_of;
using store::FactPeriod;
using store::kKyiv;

class Scan : public store::TestBusiness {
 protected:
  // Loads what is stored now and adds it up.
  auto scan(Slice const& slice) -> std::vector<Cell> {
    return Version(load_contents(database_.get())).scan(slice).value();
  }
  auto total(Slice const& slice) -> Totals {
    auto const cells = scan(slice);
    EXPECT_LE(cells.size(), 1u);
    return cells.empty() ? Totals{} : cells.front().totals;
  }
  static auto january() -> Slice { return {.first = day_of(2025, 1, 1), .last = day_of(2025, 1, 31)}; }
  static auto january_to(unsigned day) -> Slice {
    return {.first = day_of(2025, 1, 1), .last = day_of(2025, 1, day)};
  }
  static auto by(Slice slice, GroupBy group_by) -> Slice {
    slice.group_by = group_by;
    return slice;
  }
  static auto at_grain(Slice slice, Grain grain) -> Slice {
    slice.grain = grain;
    return slice;
  }

  void plan(unsigned day, std::int64_t amount, std::optional<UserId> user = {}) {
    give_plan(territory_, day_of(2025, 1, day), Money{amount}, user);
  }
  void fact_of_month(std::int64_t amount, std::optional<UserId> user = {}) {
    give_fact(territory_, FactPeriod::of(Month::from(2025, 1)), Money{amount}, user);
  }
  void fact_of_day(unsigned day, std::int64_t amount) {
    give_fact(territory_, FactPeriod::of(day_of(2025, 1, day)), Money{amount});
  }

  OfficeId office_ = add_office("Lviv");
  TerritoryId territory_ = add_territory(office_, "Poland");
  TerritoryId other_ = add_territory(add_office("Odesa"), "Romania");
  UserId olena_ = add_person("Olena", Role::manager, office_).user;
};
INSTANTIATE_TEST_SUITE_P(Engines, Scan, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Scan, plans_count_on_their_days) {
  plan(1, 100);
  plan(2, 200);
  plan(31, 400);

  EXPECT_EQ(total(january()).plan, 700);
  EXPECT_EQ(total(january_to(2)).plan, 300);
  EXPECT_EQ(total(january_to(2)).plans, 2);
}

TEST_P(Scan, a_fact_of_a_month_counts_in_whole_months_only) {
  fact_of_month(500);

  EXPECT_EQ(total(january()).fact, 500);
  EXPECT_EQ(total(at_grain(january(), Grain::month)).fact, 500);
  EXPECT_EQ(total(at_grain(january(), Grain::year)).fact, 500);
  EXPECT_TRUE(scan(january_to(30)).empty());
  EXPECT_TRUE(scan(at_grain(january(), Grain::week)).empty());
  EXPECT_TRUE(scan(at_grain(january(), Grain::day)).empty());
}

TEST_P(Scan, a_fact_of_a_month_takes_the_place_of_its_days_where_it_counts) {
  fact_of_day(1, 10);
  fact_of_day(2, 20);
  EXPECT_EQ(total(january()).fact, 30);

  fact_of_month(500);

  EXPECT_EQ(total(january()).fact, 500);
  EXPECT_EQ(total(january()).facts, 1);
  EXPECT_EQ(total(january_to(30)).fact, 30);
  EXPECT_EQ(scan(at_grain(january(), Grain::day)).size(), 2u);
}

TEST_P(Scan, plans_of_reported_months_are_all_of_them_and_of_reported_days_those_days) {
  plan(1, 100);
  plan(2, 200);
  fact_of_day(2, 20);

  EXPECT_EQ(total(january()).plan_of_reported, 300);
  EXPECT_EQ(total(january_to(30)).plan_of_reported, 200);
}

TEST_P(Scan, a_fact_is_compared_with_the_plan_of_its_own_period) {
  plan(1, 100);
  plan(2, 200);
  fact_of_day(2, 400);
  EXPECT_EQ(total(january()).planned_facts, 1);
  EXPECT_EQ(total(january()).error_ppm, 500'000);

  fact_of_month(-100);

  EXPECT_EQ(total(january()).error_ppm, 4'000'000);
}

TEST_P(Scan, a_fact_of_nothing_is_compared_with_nothing) {
  plan(1, 100);
  fact_of_month(0);

  EXPECT_EQ(total(january()).planned_facts, 0);
  EXPECT_EQ(total(january()).plan_of_reported, 100);
}

TEST_P(Scan, values_belong_to_who_gave_them) {
  auto const ivan = add_person("Ivan", Role::manager, office_).user;
  plan(1, 100, olena_);
  plan(2, 200, ivan);
  plan(3, 400);
  fact_of_month(500, ivan);

  auto const cells = scan(by(january(), {.manager = true}));

  ASSERT_EQ(cells.size(), 3u);
  EXPECT_EQ(cells[0].manager, kAnyone);
  EXPECT_EQ(cells[0].totals.plan, 400);
  EXPECT_EQ(cells[1].totals.plan, 100);
  EXPECT_EQ(cells[1].totals.plan_of_reported, 100);
  EXPECT_EQ(cells[1].totals.fact, 0);
  EXPECT_EQ(cells[2].totals.fact, 500);
  EXPECT_EQ(cells[2].totals.error_ppm, 400'000);
}

TEST_P(Scan, who_is_left_out_takes_no_part) {
  plan(1, 100, olena_);
  plan(2, 200);
  give_plan(other_, day_of(2025, 1, 1), Money{1'000});
  auto only_olena = january();
  only_olena.managers = std::vector<bool>(1, true);
  auto only_lviv = january();
  only_lviv.territories = std::vector<bool>{true};

  EXPECT_EQ(total(only_olena).plan, 100);
  EXPECT_EQ(total(only_lviv).plan, 300);
}

TEST_P(Scan, a_plan_is_owed_on_closed_days_while_the_territory_was_open_and_belongs_to_nobody) {
  auto const close = [&](unsigned day) {
    at(day_of(2025, 1, day), 19, 30);
    write([&](store::Unit& unit) { return store::close_day(unit.sql, office_, day_of(2025, 1, day), now); });
  };
  close(1);
  plan(2, 100, olena_);
  close(2);
  close(3);
  at(day_of(2025, 1, 4), 12, 0);
  write([&](store::Unit& unit) { return store::archive_territory(unit.sql, territory_, now); });
  close(4);

  auto const cells = scan(by(january(), {.manager = true}));

  ASSERT_EQ(cells.size(), 2u);
  EXPECT_EQ(cells[0].manager, kAnyone);
  EXPECT_EQ(cells[0].totals.missing, 2);
  auto only_olena = january();
  only_olena.managers = std::vector<bool>(1, true);
  EXPECT_EQ(total(only_olena).missing, 0);
}

TEST_P(Scan, sums_that_leave_64_bits_are_an_error_and_smaller_ones_are_exact) {
  constexpr std::int64_t kHuge = 9'000'000'000'000'000'000;
  plan(1, kHuge);
  EXPECT_EQ(total(january()).plan, kHuge);
  plan(2, kHuge);

  auto const result = Version(load_contents(database_.get())).scan(january());

  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().message.key, "error.analytics.overflow");
  EXPECT_EQ(total(january_to(1)).plan, kHuge);
}

}  // namespace
}  // namespace pb::analytics
