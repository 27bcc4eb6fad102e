#pragma once

#include <fmt/format.h>

#include <map>
#include <tuple>

#include "analytics/query/columns.h"
#include "analytics/query/table.h"
#include "sql/session.h"

// For tests: the numbers of a query by plain SQL over the business's tables, one row for each period and
// group. Wants test_calendar (day, week, month, quarter, year: the first days of their periods; month_number,
// month_last).
namespace pb::analytics {

// One group's sums, as the statement gives them. Ids, 0 where a dimension is not told apart or not known.
struct SqlSums {
  Day period{};
  std::int64_t office = 0;
  std::int64_t geo = 0;
  std::int64_t territory = 0;
  std::int64_t manager = 0;
  std::int64_t plan = 0;
  std::int64_t fact = 0;
  std::int64_t plan_of_reported = 0;
  std::int64_t plans = 0;
  std::int64_t facts = 0;
  std::int64_t late = 0;
  std::int64_t delay_minutes = 0;
  std::int64_t corrections = 0;
  std::int64_t missing = 0;
  std::int64_t planned_facts = 0;
  std::int64_t error_ppm = 0;

  using Key = std::tuple<std::int32_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t>;
  [[nodiscard]] auto key() const -> Key { return {period.days, office, geo, territory, manager}; }

  void add(SqlSums const& more) {
    plan += more.plan;
    fact += more.fact;
    plan_of_reported += more.plan_of_reported;
    plans += more.plans;
    facts += more.facts;
    late += more.late;
    delay_minutes += more.delay_minutes;
    corrections += more.corrections;
    missing += more.missing;
    planned_facts += more.planned_facts;
    error_ppm += more.error_ppm;
  }
};

class SqlStatement {
 public:
  // `office`: the only one in scope.
  SqlStatement(Query const& query, DayRange range, std::optional<std::int64_t> office)
      : query_(query), range_(range), office_(office) {}

  [[nodiscard]] auto text() const -> std::string {
    return fmt::format(
        "select k0, k1, k2, k3, k4, {} from ({} union all {} union all {}) details group by k0, k1, k2, k3, "
        "k4",
        "cast(sum(plan) as bigint), cast(sum(fact) as bigint), cast(sum(reported) as bigint), "
        "cast(sum(plans) as bigint), cast(sum(facts) as bigint), cast(sum(late) as bigint), "
        "cast(sum(delay) as bigint), cast(sum(corrections) as bigint), cast(sum(missing) as bigint), "
        "cast(sum(planned) as bigint), cast(sum(ppm) as bigint)",
        plans(), facts(), missing());
  }

 private:
  [[nodiscard]] auto plans() const -> std::string {
    return fmt::format(
        "select {}, x.amount as plan, 0 as fact, "
        "case when exists (select 1 from facts f where f.territory_id = x.territory_id and "
        "((({whole}) and f.month = x.month) or (not ({whole}) and f.day = x.day))) then x.amount else 0 end "
        "as reported, 1 as plans, 0 as facts, x.late as late, {} as delay, {} as corrections, "
        "0 as missing, 0 as planned, 0 as ppm "
        "from plans x join territories t on t.id = x.territory_id join test_calendar c on c.day = x.day "
        "where x.day between {} and {} and {} and {}",
        keys("x.user_id"), delay(closed_day()), corrections("plan"), range_.first.days, range_.last.days,
        place_filters(), people_filters(), fmt::arg("whole", whole()));
  }

  [[nodiscard]] auto facts() const -> std::string {
    return fmt::format(
        "select {}, 0, x.amount, 0, 0, 1, x.late, case when x.day = 0 then {} else {} end, {}, 0, "
        "case when x.planned is not null and x.amount <> 0 then 1 else 0 end, "
        "case when x.planned is not null and x.amount <> 0 "
        "then abs(x.planned - x.amount) * 1000000 / abs(x.amount) else 0 end "
        "from (select f.*, case when f.day = 0 "
        "then (select cast(sum(p.amount) as bigint) from plans p "
        "where p.territory_id = f.territory_id and p.month = f.month) "
        "else (select p.amount from plans p where p.territory_id = f.territory_id and p.day = f.day) end "
        "as planned from facts f) x join territories t on t.id = x.territory_id "
        "join test_calendar c on c.month_number = x.month and c.day = case when x.day = 0 then c.month else "
        "x.day end "
        "where ((x.day = 0 and {whole}) or (x.day between {first} and {last} and x.day <> 0 and not ({whole} "
        "and exists (select 1 from facts o where o.territory_id = x.territory_id and o.month = x.month "
        "and o.day = 0)))) and {} and {}",
        keys("x.user_id"), delay("(select m.closed_at from closed_months m where m.month = x.month)"),
        delay(closed_day()), corrections("fact"), place_filters(), people_filters(),
        fmt::arg("whole", whole()), fmt::arg("first", range_.first.days), fmt::arg("last", range_.last.days));
  }

  [[nodiscard]] auto missing() const -> std::string {
    return fmt::format(
        "select {}, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0 from closed_days x "
        "join territories t on t.office_id = x.office_id join offices o on o.id = t.office_id "
        "join geos g on g.id = t.geo_id join test_calendar c on c.day = x.day "
        "where x.day between {} and {} and {} and {} and t.created_at <= x.closed_at "
        "and coalesce(t.archived_at, x.closed_at + 1) > x.closed_at "
        "and coalesce(o.archived_at, x.closed_at + 1) > x.closed_at "
        "and coalesce(g.archived_at, x.closed_at + 1) > x.closed_at "
        "and not exists (select 1 from plans p where p.territory_id = t.id and p.day = x.day)",
        keys("cast(null as bigint)"), range_.first.days, range_.last.days, place_filters(),
        people_filters() == "1 = 1" ? "1 = 1" : "1 = 0");
  }

  [[nodiscard]] auto groups(Dimension dimension) const -> bool {
    return std::ranges::count(query_.group_by, dimension) > 0;
  }
  [[nodiscard]] auto keys(std::string const& user) const -> std::string {
    static constexpr char const* kPeriods[] = {"c.day", "c.week", "c.month", "c.quarter", "c.year"};
    auto const period = query_.grain ? std::string(kPeriods[static_cast<std::size_t>(*query_.grain)])
                                     : std::to_string(range_.first.days);
    return fmt::format("{} as k0, {} as k1, {} as k2, {} as k3, {} as k4", period,
                       groups(Dimension::office) ? "t.office_id" : "cast(0 as bigint)",
                       groups(Dimension::geo) ? "t.geo_id" : "cast(0 as bigint)",
                       groups(Dimension::territory) ? "t.id" : "cast(0 as bigint)",
                       groups(Dimension::manager) ? "coalesce(" + user + ", 0)" : "cast(0 as bigint)");
  }
  [[nodiscard]] auto whole() const -> std::string {
    if (query_.grain == Grain::day || query_.grain == Grain::week) return "1 = 0";
    return fmt::format("(c.month >= {} and c.month_last <= {})", range_.first.days, range_.last.days);
  }
  static auto closed_day() -> std::string {
    return "(select d.closed_at from closed_days d where d.office_id = t.office_id and d.day = x.day)";
  }
  static auto delay(std::string const& closed_at) -> std::string {
    return fmt::format(
        "case when x.late = 1 and x.submitted_at > {0} then (x.submitted_at - {0}) / 60000000 else 0 end",
        closed_at);
  }
  static auto corrections(std::string const& kind) -> std::string {
    return fmt::format(
        "(select count(*) from corrections k where k.kind = '{}' and k.territory_id = x.territory_id "
        "and k.month = x.month and k.day = x.day and k.state in ('applied', 'approved'))",
        kind);
  }

  static auto list(std::string const& column, DimensionFilter const& filter) -> std::string {
    bool const included = filter.membership == Membership::is;
    if (filter.ids.empty()) return included ? "1 = 0" : column + " is not null";
    return fmt::format("{} {} ({})", column, included ? "in" : "not in", fmt::join(filter.ids, ", "));
  }
  [[nodiscard]] auto place_filters() const -> std::string {
    std::string text = office_ ? fmt::format("t.office_id = {}", *office_) : "1 = 1";
    for (auto const& filter : query_.filters) {
      auto const* const of = std::get_if<DimensionFilter>(&filter);
      if (of == nullptr || of->dimension == Dimension::manager) continue;
      auto const column = of->dimension == Dimension::office ? "t.office_id"
                          : of->dimension == Dimension::geo  ? "t.geo_id"
                                                             : "t.id";
      text += " and " + list(column, *of);
    }
    return text;
  }
  [[nodiscard]] auto people_filters() const -> std::string {
    std::string text = "1 = 1";
    for (auto const& filter : query_.filters) {
      auto const* const of = std::get_if<DimensionFilter>(&filter);
      if (of != nullptr && of->dimension == Dimension::manager)
        text += " and x.user_id is not null and " + list("x.user_id", *of);
    }
    return text;
  }

  Query const& query_;
  DayRange range_;
  std::optional<std::int64_t> office_;
};

}  // namespace pb::analytics
