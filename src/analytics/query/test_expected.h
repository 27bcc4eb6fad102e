#pragma once

#include "analytics/query/test_sql_answer.h"

// For tests: what an answer must say, reckoned from the sums of plain SQL by formulas of its own.
namespace pb::analytics {

__extension__ using Exact = __int128;

// n / d to the nearest whole, halves away from zero; by floor, unlike the code under test.
inline auto nearest(Exact n, Exact d) -> Value {
  if (d == 0) return {};
  bool const negative = (n < 0) != (d < 0);
  Exact const top = 2 * (n < 0 ? -n : n) + (d < 0 ? -d : d);
  auto const size = static_cast<std::int64_t>(top / (2 * (d < 0 ? -d : d)));
  return negative ? -size : size;
}

struct ExpectedBasis {
  SqlSums const& row;
  SqlSums const& whole;
  bool share_of_plan = false;
};

inline auto expected(Measure measure, ExpectedBasis const& basis) -> Value {
  auto const& r = basis.row;
  bool const reported = r.facts > 0;
  auto const percent = [](Exact part, Exact all) { return all > 0 ? nearest(part * 10'000, all) : Value(); };
  auto const only_if = [](bool known, Value const& value) { return known ? value : Value(); };
  switch (measure) {
    case Measure::plan:
      return only_if(r.plans > 0, r.plan);
    case Measure::fact:
      return only_if(reported, r.fact);
    case Measure::delta:
      return only_if(reported, r.fact - r.plan_of_reported);
    case Measure::attainment:
      return only_if(reported, percent(r.fact, r.plan_of_reported));
    case Measure::contribution:
      return basis.share_of_plan ? only_if(r.plans > 0, percent(r.plan, basis.whole.plan))
                                 : only_if(reported, percent(r.fact, basis.whole.fact));
    case Measure::plan_of_reported:
      return only_if(reported || r.plan_of_reported != 0, r.plan_of_reported);
    case Measure::submissions:
      return r.plans + r.facts;
    case Measure::missing:
      return r.missing;
    case Measure::on_time_rate:
      return percent(r.plans + r.facts - r.late, r.plans + r.facts);
    case Measure::average_delay:
      return nearest(r.delay_minutes, r.late);
    case Measure::corrections:
      return r.corrections;
    case Measure::plan_error:
      return nearest(r.error_ppm, Exact{100} * r.planned_facts);
    case Measure::plan_bias:
      return only_if(reported, percent(Exact{r.plan_of_reported} - r.fact, r.fact));
    case Measure::target:
    case Measure::target_attainment:
      break;
  }
  return {};
}

// The one formula of random queries: plan_of_reported - fact.
inline auto expected(AskedMeasure const& asked, ExpectedBasis const& basis) -> Value {
  if (auto const* const known = std::get_if<Measure>(&asked)) return expected(*known, basis);
  auto const plan = expected(Measure::plan_of_reported, basis);
  auto const fact = expected(Measure::fact, basis);
  if (plan == Value() || fact == Value()) return {};
  return std::get<std::int64_t>(plan) - std::get<std::int64_t>(fact);
}

struct ExpectedRow {
  SqlSums now{};
  SqlSums before{};
  std::vector<Value> values{};
};

class ExpectedAnswer {
 public:
  // Both lists may name one group once.
  ExpectedAnswer(Query const& query, std::vector<SqlSums> const& now, std::vector<SqlSums> const& before)
      : query_(query) {
    for (auto const& row : now) {
      keyed(row).now.add(row);
      whole_.now.add(row);
    }
    for (auto const& row : before) whole_.before.add(row);
  }
  // A group of the earlier range, under the period it stands beside.
  void stand_beside(SqlSums const& row) { keyed(row).before.add(row); }

  // Every row with its values, of those that pass the filters on results.
  [[nodiscard]] auto rows() const -> std::vector<ExpectedRow> {
    std::vector<ExpectedRow> rows;
    for (auto const& [key, found] : rows_) {
      auto row = found;
      row.values = values(row);
      if (passes(row.values)) rows.push_back(std::move(row));
    }
    return rows;
  }
  [[nodiscard]] auto whole() const -> ExpectedRow const& { return whole_; }

  [[nodiscard]] auto values(ExpectedRow const& row) const -> std::vector<Value> {
    bool const of_plan = std::ranges::count(query_.measures, AskedMeasure(Measure::plan)) > 0 &&
                         std::ranges::count(query_.measures, AskedMeasure(Measure::fact)) == 0;
    std::vector<Value> values;
    for (auto const& measure : query_.measures) {
      auto const now = expected(measure, {row.now, whole_.now, of_plan});
      values.push_back(now);
      if (!query_.compare) continue;
      auto const before = expected(measure, {row.before, whole_.before, of_plan});
      auto const* const a = std::get_if<std::int64_t>(&now);
      auto const* const b = std::get_if<std::int64_t>(&before);
      bool const both = a != nullptr && b != nullptr;
      values.push_back(before);
      values.push_back(both ? Value(*a - *b) : Value());
      if (kind_of(measure) != Kind::ratio)
        values.push_back(both ? nearest((Exact{*a} - *b) * 10'000, *b < 0 ? -*b : *b) : Value());
    }
    return values;
  }

  // The place of a column among the values.
  [[nodiscard]] auto place(std::string const& column) const -> std::size_t {
    std::size_t at = 0;
    for (auto const& measure : query_.measures) {
      auto const name = name_of(measure);
      if (column == name) return at;
      if (query_.compare) {
        if (column == name + ".compared") return at + 1;
        if (column == name + ".delta") return at + 2;
        if (column == name + ".percent") return at + 3;
        at += kind_of(measure) == Kind::ratio ? 2 : 3;
      }
      ++at;
    }
    throw std::logic_error("no column " + column);
  }

 private:
  auto keyed(SqlSums const& row) -> ExpectedRow& {
    auto& found = rows_[row.key()];
    for (auto* const side : {&found.now, &found.before}) {
      side->period = row.period;
      side->office = row.office;
      side->geo = row.geo;
      side->territory = row.territory;
      side->manager = row.manager;
    }
    return found;
  }
  [[nodiscard]] auto passes(std::vector<Value> const& values) const -> bool {
    for (auto const& filter : query_.filters) {
      auto const* const result = std::get_if<ResultFilter>(&filter);
      if (result == nullptr) continue;
      auto const* const number = std::get_if<std::int64_t>(&values[place(result->column)]);
      if (number == nullptr) return false;
      auto const bound = std::get<std::int64_t>(result->value);
      bool const passed[] = {*number<bound, *number <= bound, *number> bound, *number >= bound,
                             *number == bound, *number != bound};
      if (!passed[static_cast<std::size_t>(result->op)]) return false;
    }
    return true;
  }

  Query const& query_;
  std::map<SqlSums::Key, ExpectedRow> rows_{};
  ExpectedRow whole_{};
};

}  // namespace pb::analytics
