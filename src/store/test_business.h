#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "domain/actor.h"
#include "domain/time_zone.h"
#include "events/event_log.h"
#include "sql/migrator.h"
#include "sql/test_database.h"
#include "store/facts.h"
#include "store/geos.h"
#include "store/offices.h"
#include "store/organisation.h"
#include "store/plans.h"
#include "store/schema.h"
#include "store/territories.h"
#include "store/unit.h"
#include "store/users.h"

// For tests: a company in a fresh database of the engine under test. What a test does not speak of is made by
// rows, not by use cases, so that a test fails only for what it is about.
namespace pb::store {

constexpr auto kKyiv = "Europe/Kyiv";

inline auto day_of(int year, unsigned month, unsigned day) -> Day {
  return Day::from({std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)});
}
// Whole units of the currency.
constexpr auto units(std::int64_t count) -> Money {
  return {count * 100};
}

class TestBusiness : public testing::TestWithParam<sql::Dialect> {
 protected:
  TestBusiness() : database_(GetParam()) {
    sql::migrate(database_.get(), migrations());
    write([&](Unit& unit) {
      insert_organisation(unit.sql, {.name = "Profit",
                                     .currency = "UAH",
                                     .time_zone = kKyiv,
                                     .language = "uk",
                                     .fiscal_start = 1,
                                     .fact_grain = FactGrain::month,
                                     .created_at = long_ago()});
    });
  }

  // Runs f(Unit&) in one transaction, at `now`.
  template <class F>
  auto write(F f) -> std::invoke_result_t<F&, Unit&> {
    return database_->write([&](sql::Session& session) {
      Unit unit{session, now};
      return f(unit);
    });
  }
  template <class F>
  auto read(F f) -> std::invoke_result_t<F&, Unit&> {
    return database_->read([&](sql::Session& session) {
      Unit unit{session, now};
      return f(unit);
    });
  }

  auto add_office(std::string const& name, std::optional<std::string> const& zone = {}) -> OfficeId {
    return *write([&](Unit& unit) { return insert_office(unit.sql, {name, name, zone}, long_ago()); });
  }
  auto add_geo(std::string const& name) -> GeoId {
    return *write([&](Unit& unit) { return insert_geo(unit.sql, name, name, long_ago()); });
  }
  auto add_territory(OfficeId office, GeoId geo) -> TerritoryId {
    return *write([&](Unit& unit) { return insert_territory(unit.sql, office, geo, long_ago()); });
  }
  auto add_territory(OfficeId office, std::string const& geo) -> TerritoryId {
    return add_territory(office, add_geo(geo));
  }
  auto add_person(std::string const& name, Role role, std::optional<OfficeId> office = {}) -> Actor {
    auto const id = *write([&](Unit& unit) {
      return insert_user(unit.sql, {++last_tg_id_, name, role, office, "uk"}, long_ago());
    });
    return {.kind = Actor::Kind::user, .user = id, .role = role, .office = office, .name = name};
  }
  // The account of the person added n-th, from 1.
  [[nodiscard]] static auto tg_id(std::int64_t n) -> std::int64_t { return kFirstTgId + n; }

  void give_plan(TerritoryId territory, Day day, Money amount, std::optional<UserId> user = {}) {
    write([&](Unit& unit) { return insert_plan(unit.sql, {territory, day, amount, user, now, false}); });
  }
  void give_fact(TerritoryId territory, FactPeriod period, Money amount, std::optional<UserId> user = {}) {
    write([&](Unit& unit) { return insert_fact(unit.sql, {territory, period, amount, user, now, false}); });
  }

  // Types of all events, oldest first. Written order, whatever their place for readers.
  auto event_types() -> std::vector<std::string> {
    return read([](Unit& unit) { return unit.sql.all<std::string>("select type from events order by id"); });
  }
  auto last_event_data() -> std::string {
    return read([](Unit& unit) {
      return unit.sql.one<std::string>("select data from events order by id desc limit 1").value_or("");
    });
  }

  // Sets the clock to a minute of a day in Kyiv.
  void at(Day day, int hour, int minute) { now = instant_at(day, hour * 60 + minute, kKyiv); }

  static auto long_ago() -> Instant { return instant_at(day_of(2020, 1, 1), 0, kKyiv); }

  static constexpr std::int64_t kFirstTgId = 700'000'000;
  sql::TestDatabase database_;
  Day const today_ = day_of(2025, 1, 15);  // a Wednesday
  Instant now = instant_at(today_, 18 * 60 + 55, kKyiv);

 private:
  std::int64_t last_tg_id_ = kFirstTgId;
};

}  // namespace pb::store
