#include "analytics/query/measures.h"

#include <boost/pfr/core.hpp>

#include <algorithm>
#include <set>

#include "analytics/query/columns.h"
#include "analytics/query/limits.h"
#include "base/enum_name.h"
#include "domain/attainment.h"

namespace pb::analytics {
namespace {

constexpr std::int64_t kPpmOfBasisPoint = 100;

auto asks_for(Query const& query, Measure measure) -> bool {
  return std::ranges::find(query.measures, AskedMeasure(measure)) != query.measures.end();
}

auto given(bool any, std::int64_t sum) -> Value {
  return any ? Value(sum) : Value();
}

auto optional_money(bool any, std::int64_t sum) -> std::optional<Money> {
  return any ? std::optional(Money{sum}) : std::nullopt;
}

auto money_value(std::optional<Money> money) -> Value {
  return money ? Value(money->minor) : Value();
}

auto share(Basis const& basis) -> Value {
  if (basis.whole == nullptr) return {};
  auto const& part = basis.totals;
  if (basis.share_of == ShareOf::plan)
    return part.plans > 0 ? to_value(ratio(part.plan, basis.whole->plan)) : Value();
  return part.facts > 0 ? to_value(ratio(part.fact, basis.whole->fact)) : Value();
}

// A name that can stand in a column, in an order and beside the measures' own.
auto usable_name(std::string const& name) -> bool {
  auto const letter = [](char c) { return c >= 'a' && c <= 'z'; };
  auto const other = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; };
  bool const shaped = !name.empty() && name.size() <= kMostNameBytes && letter(name.front()) &&
                      std::ranges::all_of(name, other);
  return shaped && name != kPeriodColumn && !enum_from_name<Measure>(name) &&
         !enum_from_name<Dimension>(name);
}

}  // namespace

auto add_up(Totals& sum, Totals const& more) -> bool {
  bool fits = true;
  boost::pfr::for_each_field(sum, [&](std::int64_t& field, auto index) {
    fits = !__builtin_add_overflow(field, boost::pfr::get<index>(more), &field) && fits;
  });
  return fits;
}

auto share_of(Query const& query) -> ShareOf {
  return asks_for(query, Measure::plan) && !asks_for(query, Measure::fact) ? ShareOf::plan : ShareOf::fact;
}

auto measure(Measure measure, Basis const& basis) -> Value {
  auto const& t = basis.totals;
  auto const fact = optional_money(t.facts > 0, t.fact);
  auto const submissions = t.plans + t.facts;
  switch (measure) {
    case Measure::plan:
      return given(t.plans > 0, t.plan);
    case Measure::fact:
      return money_value(fact);
    case Measure::delta:
      return money_value(pb::delta(fact, Money{t.plan_of_reported}));
    case Measure::attainment:
      return to_value(pb::attainment(fact, Money{t.plan_of_reported}));
    case Measure::contribution:
      return share(basis);
    case Measure::plan_of_reported:
      return given(t.facts > 0 || t.plan_of_reported != 0, t.plan_of_reported);
    case Measure::submissions:
      return submissions;
    case Measure::missing:
      return t.missing;
    case Measure::on_time_rate:
      return to_value(ratio(Wide{submissions} - t.late, submissions));
    case Measure::average_delay:
      return to_value(rounded_quotient(t.delay_minutes, t.late));
    case Measure::corrections:
      return t.corrections;
    case Measure::plan_error:
      return to_value(rounded_quotient(t.error_ppm, Wide{t.planned_facts} * kPpmOfBasisPoint));
    case Measure::plan_bias:
      return t.facts > 0 ? to_value(ratio(Wide{t.plan_of_reported} - t.fact, t.fact)) : Value();
    case Measure::target:
      return to_value(basis.target);
    case Measure::target_attainment:
      return basis.target ? to_value(pb::attainment(fact, Money{*basis.target})) : Value();
  }
  std::unreachable();
}

auto Measures::of(Query const& query) -> Result<Measures> {
  Measures measures;
  std::set<std::string> names;
  if (query.measures.empty()) return fail(ErrorCode::invalid, Message("error.query.no_measure"), "/measures");
  for (std::size_t index = 0; index < query.measures.size(); ++index) {
    auto const field = "/measures/" + std::to_string(index);
    auto const& asked = query.measures[index];
    auto const name = name_of(asked);
    auto const* const calculated = std::get_if<Calculated>(&asked);
    if (calculated != nullptr && !usable_name(name))
      return fail(ErrorCode::invalid, Message("error.query.name_unusable", {{"name", name}}),
                  field + "/name");
    if (!names.insert(name).second)
      return fail(ErrorCode::invalid, Message("error.query.measure_repeated", {{"name", name}}), field);
    if (calculated == nullptr) {
      measures.asked_.push_back({asked});
      continue;
    }
    PB_TRY(auto formula, Formula::compile(calculated->formula, field + "/formula"));
    measures.asked_.push_back({asked, std::move(formula)});
  }
  return measures;
}

auto Measures::values(Basis const& basis) const -> std::vector<Value> {
  std::vector<Value> values;
  values.reserve(asked_.size());
  for (auto const& asked : asked_) {
    if (!asked.formula) {
      values.push_back(measure(std::get<Measure>(asked.measure), basis));
      continue;
    }
    std::vector<Value> inputs;
    for (auto const input : asked.formula->inputs()) inputs.push_back(measure(input, basis));
    values.push_back(asked.formula->evaluate(inputs, kind_of(asked.measure)));
  }
  return values;
}

auto Measures::made_of(std::size_t index) const -> std::vector<Measure> {
  auto const& asked = asked_[index];
  if (asked.formula) return asked.formula->inputs();
  return {std::get<Measure>(asked.measure)};
}

auto Measures::need(Measure measure) const -> bool {
  for (std::size_t index = 0; index < count(); ++index) {
    auto const parts = made_of(index);
    if (std::ranges::find(parts, measure) != parts.end()) return true;
  }
  return false;
}

}  // namespace pb::analytics
