#pragma once

#include <cstdint>

namespace pb::analytics {

// Everything a measure is computed from, added up exactly over some submissions. Amounts are minor units. Two
// Totals of disjoint submissions add up field by field; an addition that leaves 64 bits is reported by `add`,
// never wrapped.
struct Totals {
  std::int64_t plan = 0;
  std::int64_t fact = 0;
  std::int64_t plan_of_reported =
      0;                   // plans of those (territory, month), or (territory, day), that have a fact
  std::int64_t plans = 0;  // plans given
  std::int64_t facts = 0;  // facts given
  std::int64_t late = 0;   // of both
  std::int64_t delay_minutes =
      0;                         // of the late ones: from the closing of their day or month to the submission
  std::int64_t corrections = 0;  // applied or approved
  std::int64_t missing = 0;      // plans owed on closed days and never given
  std::int64_t planned_facts = 0;  // (territory, period) with a plan and a fact other than 0
  std::int64_t error_ppm = 0;      // over those: |plan - fact| / |fact|, each in millionths, rounded down
};

}  // namespace pb::analytics
