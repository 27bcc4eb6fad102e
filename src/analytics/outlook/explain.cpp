#include "analytics/outlook/explain.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

namespace pb::analytics {
namespace {

__extension__ using Wide = __int128;  // holds any product of two amounts

// a / b, half away from zero; b is above 0.
auto rounded(Wide a, Wide b) -> Wide {
  auto const away = a < 0 ? -b / 2 : b / 2;
  return (a + away) / b;
}

auto narrow(Wide value) -> std::optional<std::int64_t> {
  using Limits = std::numeric_limits<std::int64_t>;
  if (value < Limits::min() || value > Limits::max()) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

struct Given {
  std::int64_t count = 0;
  std::int64_t sum = 0;
};
auto given(Totals const& totals, Explained what) -> Given {
  switch (what) {
    case Explained::plan:
      return {totals.plans, totals.plan};
    case Explained::fact:
      return {totals.facts, totals.fact};
  }
  return {};
}

struct WideParts {
  Wide delta = 0, volume = 0, average = 0, joined = 0, left = 0;

  void add(WideParts const& other) {
    delta += other.delta;
    volume += other.volume;
    average += other.average;
    joined += other.joined;
    left += other.left;
  }
};

auto parts_of(Given const& before, Given const& after) -> WideParts {
  WideParts parts{.delta = Wide{after.sum} - before.sum};
  if (before.count <= 0) {
    parts.joined = parts.delta;
  } else if (after.count <= 0) {
    parts.left = parts.delta;
  } else {
    parts.volume = rounded((Wide{after.count} - before.count) * before.sum, before.count);
    parts.average = parts.delta - parts.volume;
  }
  return parts;
}

auto exact(WideParts const& wide) -> Result<ChangeParts> {
  auto const delta = narrow(wide.delta);
  auto const volume = narrow(wide.volume);
  auto const average = narrow(wide.average);
  auto const joined = narrow(wide.joined);
  auto const left = narrow(wide.left);
  if (!delta || !volume || !average || !joined || !left)
    return fail(ErrorCode::invalid, Message("error.analytics.overflow"));
  return ChangeParts{*delta, *volume, *average, *joined, *left};
}

// 10'000 x part / whole; the whole is not 0.
auto share(Wide part, Wide whole) -> std::optional<Share> {
  constexpr Wide kWhole = 10'000;
  return narrow(whole < 0 ? rounded(-part * kWhole, -whole) : rounded(part * kWhole, whole));
}

auto magnitude(Wide value) -> Wide {
  return value < 0 ? -value : value;
}

}  // namespace

auto explain(std::span<ComparedRow const> rows, Explained what) -> Result<Explanation> {
  Explanation explanation;
  WideParts total;
  Wide movement = 0;
  for (auto const& row : rows) {
    auto const wide = parts_of(given(row.before, what), given(row.after, what));
    total.add(wide);
    movement += magnitude(wide.delta);
    PB_TRY(auto const parts, exact(wide));
    bool const moves = parts.delta != 0 || parts.volume != 0;
    if (moves) explanation.contributions.push_back({.key = row.key, .parts = parts});
  }
  PB_TRY(explanation.total, exact(total));
  for (auto& one : explanation.contributions) {
    if (total.delta != 0) one.of_delta = share(one.parts.delta, total.delta);
    if (movement != 0) one.of_movement = share(magnitude(one.parts.delta), movement).value_or(0);
  }
  std::ranges::sort(explanation.contributions, [](auto const& a, auto const& b) {
    return std::tuple(magnitude(b.parts.delta), a.key) < std::tuple(magnitude(a.parts.delta), b.key);
  });
  return explanation;
}

auto explain_attainment(std::span<ComparedRow const> rows) -> std::optional<RateExplanation> {
  double plan_before = 0, plan_after = 0, fact_before = 0, fact_after = 0;
  for (auto const& row : rows) {
    plan_before += static_cast<double>(row.before.plan_of_reported);
    plan_after += static_cast<double>(row.after.plan_of_reported);
    fact_before += static_cast<double>(row.before.fact);
    fact_after += static_cast<double>(row.after.fact);
  }
  if (plan_before <= 0 || plan_after <= 0) return std::nullopt;

  RateExplanation explanation{.before = fact_before / plan_before, .after = fact_after / plan_after};
  auto const whole = std::midpoint(explanation.before, explanation.after);
  for (auto const& row : rows) {
    auto const p0 = static_cast<double>(row.before.plan_of_reported);
    auto const p1 = static_cast<double>(row.after.plan_of_reported);
    auto const f0 = static_cast<double>(row.before.fact);
    auto const f1 = static_cast<double>(row.after.fact);
    RateContribution one{.key = row.key};
    if (p0 > 0 && p1 > 0) {
      auto const r0 = f0 / p0;
      auto const r1 = f1 / p1;
      one.rate = std::midpoint(p0 / plan_before, p1 / plan_after) * (r1 - r0);
      one.mix = (p1 / plan_after - p0 / plan_before) * (std::midpoint(r0, r1) - whole);
    } else {
      // A fact without a plan has no rate: what it adds to the whole is mix.
      one.mix = f1 / plan_after - f0 / plan_before - (p1 / plan_after - p0 / plan_before) * whole;
    }
    if (one.rate != 0 || one.mix != 0) explanation.contributions.push_back(one);
  }
  std::ranges::sort(explanation.contributions, [](auto const& a, auto const& b) {
    return std::tuple(std::abs(b.rate + b.mix), a.key) < std::tuple(std::abs(a.rate + a.mix), b.key);
  });
  return explanation;
}

}  // namespace pb::analytics
