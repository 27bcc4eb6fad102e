#include "analytics/cube/plain_scan.h"

#include <map>
#include <set>
#include <tuple>

#include "analytics/cube/periods.h"
#include "analytics/cube/wide_totals.h"

namespace pb::analytics {
namespace {

using Place = std::pair<Index, std::int32_t>;  // a territory and a day or a month
using Key = std::tuple<Day, Index, Index, Index, Index>;

// What has to be known about other rows before one can be added up.
struct Known {
  std::set<Place> facts_of_month;  // by month
  std::set<Place> any_fact;        // by month
  std::set<Place> facts_of_day;
  std::set<Place> plans_of_day;
  std::map<Place, Wide> plan_of_day;
  std::map<Place, Wide> plan_of_month;
  std::map<Place, Instant> day_closed;  // by office and day
  std::map<std::int32_t, Instant> month_closed;
  std::map<std::tuple<ValueKind, Index, Month, std::optional<Day>>, std::uint32_t> corrections;
};

auto know(Contents const& contents) -> Known {
  Known known;
  for (auto const& fact : contents.ground.facts) {
    known.any_fact.insert({fact.given.territory, fact.month.months});
    if (fact.day) {
      known.facts_of_day.insert({fact.given.territory, fact.day->days});
    } else {
      known.facts_of_month.insert({fact.given.territory, fact.month.months});
    }
  }
  for (auto const& plan : contents.plans) {
    known.plans_of_day.insert({plan.given.territory, plan.day.days});
    known.plan_of_day[{plan.given.territory, plan.day.days}] = plan.given.amount;
    known.plan_of_month[{plan.given.territory, Month::of(plan.day).months}] += plan.given.amount;
  }
  for (auto const& closed : contents.ground.closed_days)
    known.day_closed[{closed.office, closed.day.days}] = closed.closed_at;
  for (auto const& closed : contents.ground.closed_months)
    known.month_closed[closed.month.months] = closed.closed_at;
  for (auto const& row : contents.ground.corrections)
    ++known.corrections[{row.kind, row.territory, row.month, row.day}];
  return known;
}

class PlainScan {
 public:
  PlainScan(Contents const& contents, Slice const& slice)
      : contents_(contents), slice_(slice), known_(know(contents)) {}

  auto run() -> Result<std::vector<Cell>> {
    for (auto const& plan : contents_.plans) add(plan);
    for (auto const& fact : contents_.ground.facts) add(fact);
    for (auto const& closed : contents_.ground.closed_days) add_missing(closed);
    std::vector<Cell> cells;
    for (auto const& [key, sums] : cells_) {
      auto const totals = sums.totals();
      if (!totals) return fail(ErrorCode::invalid, Message("error.analytics.overflow"));
      auto const [period, office, geo, territory, manager] = key;
      cells.push_back({period, office, geo, territory, manager, *totals});
    }
    return cells;
  }

 private:
  auto dictionary() const -> Dictionary const& { return contents_.ground.dictionary; }
  auto in_slice(Day day) const -> bool { return slice_.first <= day && day <= slice_.last; }
  auto whole(Month month) const -> bool {
    return keeps_months(slice_.grain) && slice_.first <= month.first() && month.last() <= slice_.last;
  }
  static auto allows(std::optional<std::vector<bool>> const& mask, Index index) -> bool {
    if (!mask) return true;
    return index >= 0 && static_cast<std::size_t>(index) < mask->size() &&
           (*mask)[static_cast<std::size_t>(index)];
  }
  auto takes_part(Index territory, Index manager) const -> bool {
    return allows(slice_.territories, territory) && allows(slice_.managers, manager);
  }
  auto cell(Day day, Index territory, Index manager) -> WideTotals& {
    auto const& entry = dictionary().territory(territory);
    auto const& by = slice_.group_by;
    return cells_[{period_of(slice_, day), by.office ? entry.office : kAnyone, by.geo ? entry.geo : kAnyone,
                   by.territory ? territory : kAnyone, by.manager ? manager : kAnyone}];
  }
  void add_manner(WideTotals& sums, ValueKind kind, Month month, std::optional<Day> day,
                  GivenRow const& given) {
    auto const found = known_.corrections.find({kind, given.territory, month, day});
    if (found != known_.corrections.end()) sums.corrections += found->second;
    if (!given.late) return;
    ++sums.late;
    std::optional<Instant> closed;
    if (day) {
      auto const office = dictionary().territory(given.territory).office;
      if (auto const at = known_.day_closed.find({office, day->days}); at != known_.day_closed.end())
        closed = at->second;
    } else if (auto const at = known_.month_closed.find(month.months); at != known_.month_closed.end()) {
      closed = at->second;
    }
    sums.delay_minutes += delay_minutes(closed, given.submitted_at);
  }

  void add(PlanRow const& plan) {
    auto const& given = plan.given;
    if (!in_slice(plan.day) || !takes_part(given.territory, given.manager)) return;
    auto const month = Month::of(plan.day);
    auto& sums = cell(plan.day, given.territory, given.manager);
    sums.plan += given.amount;
    ++sums.plans;
    bool const reported = whole(month) ? known_.any_fact.contains({given.territory, month.months})
                                       : known_.facts_of_day.contains({given.territory, plan.day.days});
    if (reported) sums.plan_of_reported += given.amount;
    add_manner(sums, ValueKind::plan, month, plan.day, given);
  }

  void add(FactRow const& fact) {
    auto const& given = fact.given;
    if (!takes_part(given.territory, given.manager)) return;
    Place const of_month{given.territory, fact.month.months};
    if (!fact.day && !whole(fact.month)) return;
    if (fact.day && (!in_slice(*fact.day) || (whole(fact.month) && known_.facts_of_month.contains(of_month))))
      return;
    auto& sums = cell(fact.day.value_or(fact.month.first()), given.territory, given.manager);
    sums.fact += given.amount;
    ++sums.facts;
    auto const& plans = fact.day ? known_.plan_of_day : known_.plan_of_month;
    auto const plan = plans.find(fact.day ? Place{given.territory, fact.day->days} : of_month);
    if (plan != plans.end()) sums.compare(plan->second, given.amount);
    add_manner(sums, ValueKind::fact, fact.month, fact.day, given);
  }

  void add_missing(ClosedDay const& closed) {
    if (!in_slice(closed.day) || slice_.managers) return;
    for (Index index = 0; std::cmp_less(index, dictionary().territories().size()); ++index) {
      auto const& entry = dictionary().territory(index);
      auto const archived = dictionary().closed_at(index);
      bool const open = entry.created_at <= closed.closed_at && (!archived || *archived > closed.closed_at);
      if (entry.office != closed.office || !open || !takes_part(index, kAnyone)) continue;
      if (!known_.plans_of_day.contains({index, closed.day.days})) ++cell(closed.day, index, kAnyone).missing;
    }
  }

  Contents const& contents_;
  Slice const& slice_;
  Known known_;
  std::map<Key, WideTotals> cells_;
};

}  // namespace

auto plain_scan(Contents const& contents, Slice const& slice) -> Result<std::vector<Cell>> {
  if (slice.first > slice.last) return std::vector<Cell>{};
  return PlainScan(contents, slice).run();
}

}  // namespace pb::analytics
