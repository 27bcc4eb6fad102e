#pragma once

#include "analytics/query/test_query.h"
#include "domain/period.h"
#include "sql/bulk.h"
#include "store/test_business.h"

// For tests: a company with numbers made by chance, in a database.
namespace pb::analytics {

class RandomBusiness : public store::TestBusiness {
 protected:
  using Random = std::mt19937;

  static auto below(Random& random, std::int64_t count) -> std::int64_t {
    return std::uniform_int_distribution<std::int64_t>(0, count - 1)(random);
  }
  static auto chance(Random& random, std::int64_t one_in) -> bool { return below(random, one_in) == 0; }

  // Names run against ids, so that an order by one is none by the other.
  static auto office_name(std::int64_t id) -> std::string { return "Office " + std::to_string(9 - id); }
  static auto geo_name(std::int64_t id) -> std::string { return "Geo " + std::to_string(9 - id); }
  static auto manager_name(std::int64_t id) -> std::string { return "Person " + std::to_string(9 - id); }

  // Ids as RandomWorld has them, and everything else new. Call once in a test.
  void make_places(Random& random) {
    for (std::int64_t id = 1; id <= world_.offices; ++id) EXPECT_EQ(add_office(office_name(id)).value, id);
    for (std::int64_t id = 1; id <= world_.geos; ++id) EXPECT_EQ(add_geo(geo_name(id)).value, id);
    std::vector<std::pair<std::int64_t, std::int64_t>> pairs;
    for (std::int64_t office = 1; office <= world_.offices; ++office)
      for (std::int64_t geo = 1; geo <= world_.geos; ++geo) pairs.emplace_back(office, geo);
    std::ranges::shuffle(pairs, random);
    for (std::int64_t id = 1; id <= world_.territories; ++id) {
      auto const [office, geo] = pairs[static_cast<std::size_t>(id) - 1];
      EXPECT_EQ(add_territory(OfficeId{office}, GeoId{geo}).value, id);
      territories_.push_back({office, geo});
    }
    for (std::int64_t id = 1; id <= world_.managers; ++id)
      EXPECT_EQ(add_person(manager_name(id), Role::manager, OfficeId{id % world_.offices + 1}).user.value,
                id);
  }

  // Replaces what was given, closed and corrected, and the organisation's fiscal year.
  void make_numbers(Random& random) {
    fiscal_start_ = static_cast<std::int32_t>(below(random, 12)) + 1;
    write([&](store::Unit& unit) {
      for (auto const* const table : {"plans", "facts", "corrections", "closed_days", "closed_months"})
        unit.sql.run(std::string("delete from ") + table);
      unit.sql.run("update organisation set fiscal_start = $1", fiscal_start_);
      archive(random, unit.sql);
      give(random, unit.sql);
      write_calendar(unit.sql);
      unit.sql.connection().execute_script("analyze");
    });
  }

  RandomWorld const world_{};
  std::int32_t fiscal_start_ = 1;
  struct Place {
    std::int64_t office;
    std::int64_t geo;
  };
  std::vector<Place> territories_{};  // by id - 1

 private:
  struct PlanRow {
    std::int64_t territory;
    Day day;
    Month month;
    std::int64_t amount;
    std::optional<std::int64_t> user;
    Instant at;
    std::int64_t late;
  };
  struct FactRow {
    std::int64_t territory;
    Month month;
    Day day;
    std::int64_t amount;
    std::optional<std::int64_t> user;
    Instant at;
    std::int64_t late;
  };
  struct ClosedDayRow {
    std::int64_t office;
    Day day;
    Instant at;
  };
  struct ClosedMonthRow {
    Month month;
    Instant at;
  };
  struct CorrectionRow {
    std::string kind;
    std::int64_t territory;
    Month month;
    Day day;
    std::int64_t old_amount;
    std::int64_t new_amount;
    std::string reason;
    std::string state;
    Instant at;
  };
  struct CalendarRow {
    Day day;
    Day week;
    Day month;
    Day quarter;
    Day year;
    Month month_number;
    Day month_last;
  };

  [[nodiscard]] auto first_day() const -> Day { return world_.first - 420; }
  [[nodiscard]] auto last_day() const -> Day { return world_.first + 2 * world_.days; }
  static auto evening(Day day, std::int64_t minutes) -> Instant {
    return Instant(std::chrono::days(day.days) + std::chrono::minutes(17 * 60 + minutes));
  }

  void archive(Random& random, sql::Session& sql) {
    for (auto const* const table : {"territories", "offices", "geos"}) {
      sql.run(std::string("update ") + table + " set archived_at = null");
      auto const at = evening(first_day() + static_cast<std::int32_t>(below(random, 800)), 0);
      if (chance(random, 2))
        sql.run(std::string("update ") + table + " set archived_at = $1 where id = $2", at,
                below(random, 4) + 1);
    }
  }

  auto somebody(Random& random) -> std::optional<std::int64_t> {
    if (chance(random, 5)) return std::nullopt;
    return below(random, world_.managers) + 1;
  }

  void give(Random& random, sql::Session& sql) {
    std::vector<PlanRow> plans;
    std::vector<FactRow> facts;
    std::vector<ClosedDayRow> closed_days;
    std::vector<ClosedMonthRow> closed_months;
    std::vector<CorrectionRow> corrections;
    auto const correct = [&](std::string const& kind, std::int64_t territory, Month month, Day day) {
      if (!chance(random, 10)) return;
      corrections.push_back({kind, territory, month, day, 1, 2, "why",
                             chance(random, 3) ? "rejected" : "applied", evening(day, 200)});
    };
    for (auto day = first_day(); day <= last_day(); day = day + 1) {
      for (std::int64_t office = 1; office <= world_.offices; ++office)
        if (chance(random, 4)) closed_days.push_back({office, day, evening(day, below(random, 200))});
      for (std::int64_t territory = 1; territory <= world_.territories; ++territory) {
        if (chance(random, 8)) {
          plans.push_back({territory, day, Month::of(day), below(random, 2'000), somebody(random),
                           evening(day, below(random, 400)), below(random, 4) / 3});
          correct("plan", territory, Month::of(day), day);
        }
        if (!chance(random, 30)) continue;
        facts.push_back({territory, Month::of(day), day, below(random, 3'000) - 500, somebody(random),
                         evening(day, below(random, 400)), below(random, 4) / 3});
        correct("fact", territory, Month::of(day), day);
      }
    }
    for (auto month = Month::of(first_day()); month <= Month::of(last_day()); month = month + 1) {
      if (chance(random, 2)) closed_months.push_back({month, evening(month.last(), below(random, 200))});
      for (std::int64_t territory = 1; territory <= world_.territories; ++territory) {
        if (chance(random, 2)) continue;
        facts.push_back({territory, month, Day{0}, below(random, 20'000) - 2'000, somebody(random),
                         evening(month.last(), below(random, 400)), below(random, 4) / 3});
        correct("fact", territory, month, Day{0});
      }
    }
    insert(sql, "plans (territory_id, day, month, amount, user_id, submitted_at, late)", plans);
    insert(sql, "facts (territory_id, month, day, amount, user_id, submitted_at, late)", facts);
    insert(sql, "closed_days (office_id, day, closed_at)", closed_days);
    insert(sql, "closed_months (month, closed_at)", closed_months);
    insert(sql,
           "corrections (kind, territory_id, month, day, old_amount, new_amount, reason, state, asked_at)",
           corrections);
  }

  void write_calendar(sql::Session& sql) {
    sql.connection().execute_script(
        "drop table if exists test_calendar; create table test_calendar (day bigint primary key, week "
        "bigint, "
        "month bigint, quarter bigint, year bigint, month_number bigint, month_last bigint)");
    std::vector<CalendarRow> days;
    for (auto day = Month::of(first_day()).first(); day <= Month::of(last_day()).last(); day = day + 1) {
      auto const month = Month::of(day);
      days.push_back({day, Period::week(day).first, month.first(),
                      Period::quarter(month, fiscal_start_).first, Period::year(month, fiscal_start_).first,
                      month, month.last()});
    }
    insert(sql, "test_calendar (day, week, month, quarter, year, month_number, month_last)", days);
  }

  template <class Row>
  static void insert(sql::Session& sql, std::string_view into, std::vector<Row> const& rows) {
    sql::insert_rows(sql, into, std::span<Row const>(rows));
  }
};

}  // namespace pb::analytics
