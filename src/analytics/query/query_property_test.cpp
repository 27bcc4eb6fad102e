#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <cstdlib>
#include <map>

#include "analytics/cube/loader.h"
#include "analytics/query/answer.h"
#include "analytics/query/query_json.h"
#include "analytics/query/test_expected.h"
#include "analytics/query/test_numbers.h"
#include "analytics/query/test_random_business.h"

// Every answer equals plain SQL, on both databases. PROFITBOT_QUERY_ROUNDS says how many queries to try,
// PROFITBOT_QUERY_SEED repeats a run.
namespace pb::analytics {
namespace {

constexpr int kRounds = 1'000;
constexpr int kQueriesOfNumbers = 250;  // before the numbers are made anew

auto from_environment(char const* name, unsigned otherwise) -> unsigned {
  auto const* const text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

// Whether a comparison of these days goes back by months, said otherwise than in shift.cpp.
auto goes_by_months(Query const& query, DayRange const& range) -> bool {
  if (query.grain == Grain::week) return false;
  if (query.compare == Comparison::previous_year) return true;
  if (query.grain && *query.grain != Grain::day) return true;
  if (auto const* const words = std::get_if<RelativeRange>(&query.range))
    return words->unit != Grain::day && words->unit != Grain::week;
  return Month::of(range.first).first() == range.first && Month::of(range.last).last() == range.last;
}

class QueryProperty : public RandomBusiness {
 protected:
  // One query, by whoever may see the office (or everything).
  void try_one(Query const& query, Version const& version, std::optional<std::int64_t> office) {
    auto const scope = office ? TestNumbers::only_office(*office) : Scope::of(Actor::system());
    auto const table = answer(version, query, scope, world_.first + world_.days);
    if (names_unknown(query, office)) {
      ASSERT_FALSE(table);
      ASSERT_EQ(table.error().message.key, "error.query.id_unknown");
      return;
    }
    ASSERT_TRUE(table) << table.error().field << " " << table.error().message.key;

    auto const present = sums(query, table->range, office);
    auto const before =
        query.compare ? sums(query, table->compared_range.value(), office) : std::vector<SqlSums>();
    ExpectedAnswer wanted(query, present, before);
    for (auto row : before) {
      auto const period = beside(query, *table, row.period);
      if (!period) continue;
      row.period = *period;
      wanted.stand_beside(row);
    }
    compare(query, *table, wanted);
  }

 private:
  auto sums(Query const& query, DayRange const& range, std::optional<std::int64_t> office)
      -> std::vector<SqlSums> {
    return read(
        [&](store::Unit& unit) { return unit.sql.all<SqlSums>(SqlStatement(query, range, office).text()); });
  }

  static auto beside(Query const& query, Table const& table, Day period) -> std::optional<Day> {
    auto const& range = table.range;
    auto const& compared = *table.compared_range;
    if (!query.grain) return range.first;
    if (!goes_by_months(query, range)) return period + (range.first - compared.first);
    auto const months = Month::of(range.first).months - Month::of(compared.first).months;
    auto const date = period.date() + std::chrono::months(months);
    return date.ok() ? std::optional(Day::from(date)) : std::nullopt;
  }

  // Whether a filter names what lies outside the office.
  auto names_unknown(Query const& query, std::optional<std::int64_t> office) -> bool {
    if (!office) return false;
    for (auto const& filter : query.filters) {
      auto const* const of = std::get_if<DimensionFilter>(&filter);
      if (of == nullptr) continue;
      for (auto const id : of->ids) {
        if (!visible(of->dimension, id, *office)) return true;
      }
    }
    return false;
  }
  auto visible(Dimension dimension, std::int64_t id, std::int64_t office) -> bool {
    switch (dimension) {
      case Dimension::office:
        return id == office;
      case Dimension::geo:
        return std::ranges::any_of(territories_,
                                   [&](Place const& t) { return t.office == office && t.geo == id; });
      case Dimension::territory:
        return territories_[static_cast<std::size_t>(id) - 1].office == office;
      case Dimension::manager:
        return read([&](store::Unit& unit) {
                 return unit.sql
                     .one<std::int64_t>(
                         "select cast(count(*) as bigint) from territories t where t.office_id = $1 and "
                         "(exists (select 1 from plans p where p.territory_id = t.id and p.user_id = $2) "
                         "or exists (select 1 from facts f where f.territory_id = t.id and f.user_id = $2))",
                         office, id)
                     .value_or(0);
               }) > 0;
    }
    return false;
  }

  [[nodiscard]] auto name(Dimension dimension, SqlSums const& row) const -> std::string {
    switch (dimension) {
      case Dimension::office:
        return office_name(row.office);
      case Dimension::geo:
        return geo_name(row.geo);
      case Dimension::territory: {
        auto const& place = territories_[static_cast<std::size_t>(row.territory) - 1];
        return office_name(place.office) + " · " + geo_name(place.geo);
      }
      case Dimension::manager:
        return row.manager == 0 ? "?" : manager_name(row.manager);
    }
    return {};
  }

  [[nodiscard]] auto line(Query const& query, Table const& table, ExpectedRow const& row) const
      -> std::string {
    std::string text;
    if (query.grain) text += to_iso(std::max(row.now.period, table.range.first)) + " ";
    for (auto const dimension : query.group_by) text += name(dimension, row.now) + " ";
    return text + "| " + in_words(row.values);
  }

  // Negative where a stands before b, by one column.
  [[nodiscard]] auto order(Order const& by, ExpectedAnswer const& wanted, ExpectedRow const& a,
                           ExpectedRow const& b) const -> std::int64_t {
    std::int64_t const sign = by.direction == Direction::ascending ? 1 : -1;
    if (by.by == kPeriodColumn) return sign * (a.now.period - b.now.period);
    auto const place = wanted.place(by.by);
    auto const* const left = std::get_if<std::int64_t>(&a.values[place]);
    auto const* const right = std::get_if<std::int64_t>(&b.values[place]);
    if (left == nullptr || right == nullptr)
      return static_cast<std::int64_t>(left == nullptr) - static_cast<std::int64_t>(right == nullptr);
    return sign * (*left - *right);
  }

  void sort(Query const& query, ExpectedAnswer const& wanted, std::vector<ExpectedRow>& rows) const {
    std::ranges::stable_sort(rows, [&](ExpectedRow const& a, ExpectedRow const& b) {
      for (auto const& by : query.order) {
        if (auto const found = order(by, wanted, a, b); found != 0) return found < 0;
      }
      if (a.now.period != b.now.period) return a.now.period < b.now.period;
      for (auto const dimension : query.group_by) {
        bool const unknown = dimension == Dimension::manager && (a.now.manager == 0) != (b.now.manager == 0);
        if (unknown) return b.now.manager == 0;
        if (name(dimension, a.now) != name(dimension, b.now))
          return name(dimension, a.now) < name(dimension, b.now);
      }
      return false;
    });
  }

  void compare(Query const& query, Table const& table, ExpectedAnswer const& wanted) const {
    auto rows = wanted.rows();
    sort(query, wanted, rows);
    ASSERT_EQ(table.rows_in_all, std::ssize(rows));
    ExpectedRow others;
    auto const shown = std::min(rows.size(), static_cast<std::size_t>(query.limit.value_or(1'000'000)));
    for (auto at = shown; at < rows.size(); ++at) {
      others.now.add(rows[at].now);
      others.before.add(rows[at].before);
    }
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < shown; ++at) lines.push_back(line(query, table, rows[at]));
    if (shown < rows.size() && query.others == Others::shown)
      lines.push_back("others | " + in_words(wanted.values(others)));
    lines.push_back("totals | " + in_words(wanted.values(wanted.whole())));
    ASSERT_EQ(in_lines(table), lines);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, QueryProperty, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(QueryProperty, every_answer_equals_plain_sql) {
  auto const seed = from_environment("PROFITBOT_QUERY_SEED", std::random_device()());
  auto const rounds = static_cast<int>(from_environment("PROFITBOT_QUERY_ROUNDS", kRounds));
  SCOPED_TRACE("PROFITBOT_QUERY_SEED=" + std::to_string(seed));
  std::mt19937 random(seed);
  make_places(random);
  std::optional<Version> version;
  for (int round = 0; round < rounds; ++round) {
    if (round % kQueriesOfNumbers == 0) {
      make_numbers(random);
      version.emplace(load_contents(database_.get()));
    }
    auto const query = random_query(random, world_);
    auto const office = chance(random, 3) ? std::optional(below(random, world_.offices) + 1) : std::nullopt;
    try_one(query, *version, office);
    if (HasFatalFailure())
      FAIL() << "query " << round << (office ? " in office " + std::to_string(*office) : "") << ": "
             << boost::json::serialize(to_json(query));
  }
}

}  // namespace
}  // namespace pb::analytics
