#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>

#include "analytics/cube/loader.h"
#include "analytics/query/answer.h"
#include "analytics/query/test_random_business.h"

// Targets of months, chosen by plain SQL: an office's or geo's own, or else those of its territories.
namespace pb::analytics {
namespace {

constexpr int kRounds = 100;

class TargetProperty : public RandomBusiness {
 protected:
  struct TargetRow {
    std::optional<std::int64_t> office;
    std::optional<std::int64_t> geo;
    Month first;
    std::int64_t months;
    std::int64_t amount;
    Instant at;
  };

  void make_targets(std::mt19937& random) {
    std::vector<TargetRow> rows;
    auto const first = Month::of(world_.first);
    for (auto month = first; month < first + 12; month = month + 1) {
      auto const set = [&](std::optional<std::int64_t> office, std::optional<std::int64_t> geo) {
        if (chance(random, 3)) rows.push_back({office, geo, month, 1, below(random, 9'000), long_ago()});
      };
      for (std::int64_t office = 1; office <= world_.offices; ++office) set(office, {});
      for (std::int64_t geo = 1; geo <= world_.geos; ++geo) set({}, geo);
      for (auto const& territory : territories_) set(territory.office, territory.geo);
    }
    write([&](store::Unit& unit) {
      sql::insert_rows(unit.sql, "targets (office_id, geo_id, first_month, months, amount, set_at)",
                       std::span<TargetRow const>(rows));
    });
  }

  struct SqlTarget {
    std::int64_t id = 0;
    std::int64_t amount = 0;
  };
  // By office, geo or territory (0 for none), what the months add up to.
  auto targets(std::optional<Dimension> dimension, Month first, Month last)
      -> std::map<std::int64_t, std::int64_t> {
    auto const of_one = [&](std::string const& one, std::string const& other) {
      return fmt::format(
          "select {0} as id, coalesce(max(case when {1} is null then amount end), "
          "sum(case when {1} is not null then amount end)) as amount from targets "
          "where {0} is not null and first_month between $1 and $2 group by {0}, first_month",
          one, other);
    };
    std::string each = of_one("office_id", "geo_id");
    if (dimension == Dimension::geo) each = of_one("geo_id", "office_id");
    if (dimension == Dimension::territory)
      each =
          "select t.id as id, g.amount as amount from targets g join territories t "
          "on t.office_id = g.office_id and t.geo_id = g.geo_id where g.first_month between $1 and $2";
    std::map<std::int64_t, std::int64_t> found;
    read([&](store::Unit& unit) {
      for (auto const& row : unit.sql.all<SqlTarget>(
               "select id, cast(sum(amount) as bigint) from (" + each + ") months group by id", first, last))
        found[dimension ? row.id : 0] += row.amount;
    });
    return found;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, TargetProperty, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(TargetProperty, months_add_up_as_plain_sql_has_them) {
  auto const seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  make_places(random);
  make_numbers(random);
  make_targets(random);
  Version const version(load_contents(database_.get()));

  for (int round = 0; round < kRounds; ++round) {
    auto const first = Month::of(world_.first) + static_cast<std::int32_t>(below(random, 12));
    auto const last = first + static_cast<std::int32_t>(below(random, 6));
    auto const kind = below(random, 4);
    Query query{.measures = {Measure::target}, .range = AbsoluteRange{first.first(), last.last()}};
    auto const dimension = kind == 3 ? std::nullopt : std::optional(static_cast<Dimension>(kind));
    if (dimension) query.group_by = {*dimension};
    auto const table = answer(version, query, Scope::of(Actor::system()), world_.first);
    ASSERT_TRUE(table);

    auto const wanted = targets(dimension, first, last);
    for (auto const& row : table->rows) {
      auto const found = wanted.find(dimension ? row.labels.front().id.value() : 0);
      ASSERT_EQ(row.values.front(), found == wanted.end() ? Value() : Value(found->second));
    }
    auto const all = targets(std::nullopt, first, last);
    ASSERT_EQ(table->totals.front(), all.empty() ? Value() : Value(all.begin()->second));
  }
}

}  // namespace
}  // namespace pb::analytics
