#include <gmock/gmock.h>

#include "collection/monthly_report.h"
#include "collection/statistics.h"
#include "collection/targets.h"
#include "store/test_business.h"

namespace pb::collection {
namespace {

using store::day_of;
using store::units;
using testing::ElementsAre;

// The small month of the base system: six territories, one of them without a fact.
class Report : public store::TestBusiness {
 protected:
  Report() {
    auto const plans = [&](TerritoryId territory,
                           std::vector<std::pair<unsigned, std::int64_t>> const& days) {
      for (auto const& [day, amount] : days) give_plan(territory, day_of(2025, 1, day), units(amount));
    };
    plans(kyiv_centre_, {{1, 45'000}, {2, 50'000}, {3, 48'000}, {15, 52'000}, {31, 55'000}});
    plans(kyiv_left_bank_, {{1, 35'000}, {2, 38'000}, {15, 40'000}, {31, 42'000}});
    plans(lviv_centre_, {{1, 30'000}, {2, 32'000}, {15, 35'000}});
    plans(lviv_outskirts_, {{1, 25'000}, {15, 28'000}});
    plans(odesa_port_, {{1, 40'000}, {2, 42'000}, {31, 45'000}});
    plans(odesa_centre_, {{1, 38'000}, {15, 40'000}});
    for (auto const& [territory, amount] : {std::pair{kyiv_centre_, 58'000}, {kyiv_left_bank_, 45'000}})
      give_plan(territory, day_of(2025, 2, 1), units(amount));
    for (auto const& [territory, amount] : {std::pair{kyiv_centre_, 248'000},
                                            {kyiv_left_bank_, 160'000},
                                            {lviv_centre_, 95'000},
                                            {lviv_outskirts_, 55'000},
                                            {odesa_port_, 125'000}})
      give_fact(territory, FactPeriod::of(january_), units(amount));
  }

  // The deviation in tenths of a per cent, as it is printed: -0.8 % is -8.
  static auto tenths(Figures const& figures) -> std::optional<int> {
    auto const attainment = figures.attainment();
    if (!attainment) return std::nullopt;
    return static_cast<int>(std::lround((*attainment - 1.0) * 1000));
  }

  Month const january_ = Month::from(2025, 1);
  OfficeId const kyiv_ = add_office("Київський офіс");
  OfficeId const lviv_ = add_office("Львівський офіс");
  OfficeId const odesa_ = add_office("Одеський офіс");
  TerritoryId const kyiv_centre_ = add_territory(kyiv_, "Київ Центр");
  TerritoryId const kyiv_left_bank_ = add_territory(kyiv_, "Київ Лівобережжя");
  TerritoryId const lviv_centre_ = add_territory(lviv_, "Львів Центр");
  TerritoryId const lviv_outskirts_ = add_territory(lviv_, "Львів Околиці");
  TerritoryId const odesa_port_ = add_territory(odesa_, "Одеса Порт");
  TerritoryId const odesa_centre_ = add_territory(odesa_, "Одеса Центр");
  Actor const owner_ = add_person("Власник", Role::owner);
  Actor const manager_ = add_person("Менеджер Одеса", Role::manager, odesa_);
};
INSTANTIATE_TEST_SUITE_P(Engines, Report, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(Report, january_2025_adds_up_exactly) {
  auto const report = read([&](store::Unit& unit) { return monthly_report(unit, january_); });

  struct Line {
    std::string name;
    Money plan;
    Money fact;
    std::optional<int> tenths;
    bool operator==(Line const&) const = default;
  };
  std::vector<Line> lines;
  for (auto const& office : report.offices)
    for (auto const& row : office.territories)
      lines.push_back({row.geo_name, row.figures.plan, row.figures.fact, tenths(row.figures)});
  EXPECT_EQ(lines, (std::vector<Line>{{"Київ Лівобережжя", units(155'000), units(160'000), 32},
                                      {"Київ Центр", units(250'000), units(248'000), -8},
                                      {"Львів Околиці", units(53'000), units(55'000), 38},
                                      {"Львів Центр", units(97'000), units(95'000), -21},
                                      {"Одеса Порт", units(127'000), units(125'000), -16},
                                      {"Одеса Центр", units(78'000), Money{}, std::nullopt}}));
  EXPECT_EQ(report.total.plan, units(760'000));
  EXPECT_EQ(report.total.plan_with_fact, units(682'000));
  EXPECT_EQ(report.total.fact, units(683'000));
  EXPECT_EQ(report.total.delta(), units(1'000));
  EXPECT_EQ(report.total.territories, 6);
  EXPECT_EQ(report.total.without_fact, 1);
  ASSERT_EQ(report.missing.size(), 1U);
  EXPECT_EQ(report.missing[0].geo_name, "Одеса Центр");
  EXPECT_EQ(report.offices[2].figures.plan, units(205'000));
  EXPECT_EQ(report.offices[2].figures.plan_with_fact, units(127'000));
}

TEST_P(Report, a_manager_sees_the_own_office_only) {
  auto const report = read([&](store::Unit& unit) { return monthly_report(unit, manager_, january_); });

  ASSERT_TRUE(report.has_value());
  ASSERT_EQ(report->offices.size(), 1U);
  EXPECT_EQ(report->offices[0].office, odesa_);
  EXPECT_EQ(report->total.plan, units(205'000));
}

TEST_P(Report, without_a_month_it_is_the_one_that_ended_last) {
  at(day_of(2025, 2, 1), 9, 0);

  auto const report = read([&](store::Unit& unit) { return monthly_report(unit, owner_, std::nullopt); });

  EXPECT_EQ(report->month, january_);
}

TEST_P(Report, an_archived_territory_stays_in_months_it_has_values_for_and_nowhere_else) {
  write([&](store::Unit& unit) { store::archive_territory(unit.sql, odesa_centre_, now); });

  auto const january = read([&](store::Unit& unit) { return monthly_report(unit, january_); });
  auto const march = read([&](store::Unit& unit) { return monthly_report(unit, january_ + 2); });

  EXPECT_EQ(january.total.plan, units(760'000));
  EXPECT_EQ(march.total.territories, 5);
  EXPECT_EQ(march.total.attainment(), std::nullopt);
  EXPECT_EQ(march.total.delta(), std::nullopt);
}

TEST_P(Report, a_territory_opened_later_is_not_missing_in_the_months_before) {
  write([&](store::Unit& unit) {
    auto const geo = *store::insert_geo(unit.sql, "Новий", "новий", now);
    store::insert_territory(unit.sql, odesa_, geo, now);
  });

  auto const december = read([&](store::Unit& unit) { return monthly_report(unit, january_ - 1); });
  auto const january = read([&](store::Unit& unit) { return monthly_report(unit, january_); });

  EXPECT_EQ(december.total.territories, 6);
  EXPECT_EQ(january.total.territories, 7);
}

TEST_P(Report, a_fact_with_a_plan_of_zero_has_a_delta_and_no_attainment) {
  give_fact(odesa_port_, FactPeriod::of(january_ + 2), units(10));

  auto const march = read([&](store::Unit& unit) { return monthly_report(unit, january_ + 2); });

  EXPECT_EQ(march.total.delta(), units(10));
  EXPECT_EQ(march.total.attainment(), std::nullopt);
}

TEST_P(Report, daily_facts_add_up_to_the_month_unless_there_is_a_monthly_one) {
  auto const march = january_ + 2;
  give_fact(odesa_port_, FactPeriod::of(march.first()), units(10));
  give_fact(odesa_port_, FactPeriod::of(march.first() + 1), units(-3));
  give_fact(kyiv_centre_, FactPeriod::of(march.first()), units(10));
  give_fact(kyiv_centre_, FactPeriod::of(march), units(99));

  auto const report = read([&](store::Unit& unit) { return monthly_report(unit, march); });

  EXPECT_EQ(report.total.fact, units(7 + 99));
  EXPECT_EQ(report.total.without_fact, 4);
}

TEST_P(Report, statistics_of_a_quarter_pair_each_months_plan_with_its_fact) {
  auto const quarter = MonthRange::quarter(january_ + 1, 1);

  auto const result = read([&](store::Unit& unit) { return statistics(unit, owner_, quarter); });

  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->range.first, january_);
  EXPECT_EQ(result->range.last, january_ + 2);
  ASSERT_EQ(result->months.size(), 3U);
  EXPECT_EQ(result->months[0].figures.plan, units(760'000));
  EXPECT_EQ(result->months[0].submissions, 19);
  EXPECT_EQ(result->months[1].figures.plan, units(103'000));
  EXPECT_EQ(result->months[1].figures.attainment(), std::nullopt);
  EXPECT_EQ(result->total.plan, units(863'000));
  EXPECT_EQ(result->total.plan_with_fact, units(682'000));
  EXPECT_EQ(result->submissions, 21);
  EXPECT_EQ(result->target, std::nullopt);
}

TEST_P(Report, statistics_are_scoped_to_what_the_actor_may_see) {
  auto const range = MonthRange::month(january_);
  auto const of = [&](Actor const& actor, std::optional<OfficeId> office) {
    return read([&](store::Unit& unit) { return statistics(unit, actor, range, office); });
  };

  EXPECT_EQ(of(manager_, {})->total.plan, units(205'000));
  EXPECT_EQ(of(owner_, lviv_)->total.plan, units(150'000));
  EXPECT_EQ(of(manager_, lviv_).error().code, ErrorCode::not_found);
}

TEST_P(Report, a_range_that_is_empty_or_too_long_is_refused) {
  auto const of = [&](MonthRange range) {
    return read([&](store::Unit& unit) { return statistics(unit, owner_, range); });
  };

  EXPECT_EQ(of({january_, january_ - 1}).error().message.key, "error.range.empty");
  EXPECT_EQ(of({january_, january_ + 60}).error().message.key, "error.range.too_long");
}

TEST_P(Report, an_offices_target_is_its_own_or_the_sum_of_its_territories) {
  auto const geo = [&](TerritoryId id) {
    return read([&](store::Unit& unit) { return store::find_territory(unit.sql, id); })->geo;
  };
  auto const set = [&](std::optional<OfficeId> office, std::optional<GeoId> at_geo, std::int64_t amount) {
    return write([&](store::Unit& unit) {
      return set_target(unit, owner_,
                        {.office = office, .geo = at_geo, .first = january_, .amount = units(amount)});
    });
  };
  EXPECT_TRUE(set(kyiv_, {}, 1).has_value());
  EXPECT_TRUE(set(kyiv_, {}, 400'000).has_value());
  EXPECT_TRUE(set(lviv_, geo(lviv_centre_), 100'000).has_value());
  EXPECT_TRUE(set(lviv_, geo(lviv_outskirts_), 50'000).has_value());
  EXPECT_TRUE(set({}, geo(odesa_port_), 7).has_value());
  EXPECT_EQ(set(lviv_, geo(odesa_port_), 1).error().code, ErrorCode::not_found);
  EXPECT_EQ(set({}, {}, 1).error().message.key, "error.target.subject_missing");

  auto const result =
      read([&](store::Unit& unit) { return statistics(unit, owner_, MonthRange::month(january_)); });

  EXPECT_EQ(result->target, units(550'000));
}

TEST_P(Report, a_head_sets_targets_of_the_own_office_and_nobody_elses) {
  auto const head = add_person("Голова", Role::head, lviv_);
  auto const set = [&](Actor const& actor, OfficeId office) {
    return write([&](store::Unit& unit) {
      return set_target(unit, actor, {.office = office, .first = january_, .amount = units(1)});
    });
  };

  EXPECT_TRUE(set(head, lviv_).has_value());
  EXPECT_EQ(set(head, kyiv_).error().code, ErrorCode::not_found);
  EXPECT_EQ(set(manager_, odesa_).error().code, ErrorCode::forbidden);
  EXPECT_THAT(event_types(), ElementsAre("target.set"));
}

TEST_P(Report, a_quarters_target_starts_with_a_fiscal_quarter) {
  auto const set = [&](Month first) {
    return write([&](store::Unit& unit) {
      return set_target(unit, owner_, {.office = lviv_, .first = first, .months = 3, .amount = units(1)});
    });
  };

  EXPECT_TRUE(set(january_).has_value());
  EXPECT_EQ(set(january_ + 1).error().message.key, "error.target.period");
  EXPECT_EQ(read([&](store::Unit& unit) { return list_targets(unit, owner_, january_ + 2); })->size(), 1U);
  auto const remove = [&] {
    return write([&](store::Unit& unit) {
      return remove_target(unit, owner_, {.office = lviv_, .first = january_, .months = 3});
    });
  };
  EXPECT_TRUE(remove().has_value());
  EXPECT_EQ(remove().error().code, ErrorCode::not_found);
}

TEST(MonthRange, a_fiscal_year_may_start_in_any_month) {
  auto const may = Month::from(2025, 5);

  EXPECT_EQ(MonthRange::quarter(may, 1).first, Month::from(2025, 4));
  EXPECT_EQ(MonthRange::quarter(may, 2).first, Month::from(2025, 5));
  EXPECT_EQ(MonthRange::quarter(may, 12).first, Month::from(2025, 3));
  EXPECT_EQ(MonthRange::year(may, 7).first, Month::from(2024, 7));
  EXPECT_EQ(MonthRange::year(may, 7).months(), 12);
}

}  // namespace
}  // namespace pb::collection
