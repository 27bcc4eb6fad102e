#pragma once

#include <optional>

#include "analytics/totals.h"

namespace pb::analytics {

__extension__ using Wide = __int128;

// Totals on the way: amounts in 128 bits, so that no order of adding and taking away can leave them; checked
// once, when they become an answer. 96 bytes.
struct WideTotals {
  Wide plan = 0;
  Wide fact = 0;
  Wide plan_of_reported = 0;
  Wide error_ppm = 0;
  std::int64_t delay_minutes = 0;
  std::uint32_t plans = 0;
  std::uint32_t facts = 0;
  std::uint32_t late = 0;
  std::uint32_t corrections = 0;
  std::uint32_t missing = 0;
  std::uint32_t planned_facts = 0;

  [[nodiscard]] auto empty() const -> bool { return plans == 0 && facts == 0 && missing == 0; }

  auto operator+=(WideTotals const& other) -> WideTotals& {
    plan += other.plan;
    fact += other.fact;
    plan_of_reported += other.plan_of_reported;
    error_ppm += other.error_ppm;
    delay_minutes += other.delay_minutes;
    plans += other.plans;
    facts += other.facts;
    late += other.late;
    corrections += other.corrections;
    missing += other.missing;
    planned_facts += other.planned_facts;
    return *this;
  }
  auto operator-=(WideTotals const& other) -> WideTotals& {
    plan -= other.plan;
    fact -= other.fact;
    plan_of_reported -= other.plan_of_reported;
    error_ppm -= other.error_ppm;
    delay_minutes -= other.delay_minutes;
    plans -= other.plans;
    facts -= other.facts;
    late -= other.late;
    corrections -= other.corrections;
    missing -= other.missing;
    planned_facts -= other.planned_facts;
    return *this;
  }
  friend auto operator==(WideTotals const&, WideTotals const&) -> bool = default;

  // A fact beside the plan of its period: |plan - fact| / |fact| in millionths, where the fact is not 0.
  void compare(Wide planned, std::int64_t fact_amount) {
    if (fact_amount == 0) return;
    auto const magnitude = [](Wide value) { return value < 0 ? -value : value; };
    error_ppm += magnitude(planned - fact_amount) * 1'000'000 / magnitude(fact_amount);
    ++planned_facts;
  }

  // Nothing where an amount leaves 64 bits.
  [[nodiscard]] auto totals() const -> std::optional<Totals> {
    auto const fits = [](Wide value) { return value == static_cast<std::int64_t>(value); };
    if (!fits(plan) || !fits(fact) || !fits(plan_of_reported) || !fits(error_ppm)) return std::nullopt;
    return Totals{.plan = static_cast<std::int64_t>(plan),
                  .fact = static_cast<std::int64_t>(fact),
                  .plan_of_reported = static_cast<std::int64_t>(plan_of_reported),
                  .plans = plans,
                  .facts = facts,
                  .late = late,
                  .delay_minutes = delay_minutes,
                  .corrections = corrections,
                  .missing = missing,
                  .planned_facts = planned_facts,
                  .error_ppm = static_cast<std::int64_t>(error_ppm)};
  }
};

}  // namespace pb::analytics
