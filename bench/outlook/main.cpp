// How often the intervals of the month's and the quarter's end hold the truth, how far off the expectation
// is, and how long a look ahead takes; on generated businesses whose end is known.
#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "analytics/outlook/generated_business.h"
#include "analytics/outlook/outlook.h"

namespace pb::analytics {
namespace {

constexpr std::size_t kBusinesses = 12;
constexpr std::int32_t kLooks = 10;    // per business
constexpr std::int32_t kBetween = 17;  // days from one look to the next: every part of a month is met

struct Score {
  double looks = 0, in80 = 0, in95 = 0, error = 0;

  void add(Expected const& expected, std::int64_t actual) {
    ++looks;
    in80 += expected.low80 <= actual && actual <= expected.high80;
    in95 += expected.low95 <= actual && actual <= expected.high95;
    error += std::abs(static_cast<double>(expected.expected) / static_cast<double>(actual) - 1);
  }
  void print(std::string_view name) const {
    fmt::print("{:<28} {:>6} looks   80 %: {:5.1f} %   95 %: {:5.1f} %   mean error {:5.2f} %\n", name, looks,
               100 * in80 / looks, 100 * in95 / looks, 100 * error / looks);
  }
};

struct Sums {
  std::int64_t plan = 0;
  std::int64_t fact = 0;
};
auto sums(Version const& version, Day first, Day last, Index office) -> Sums {
  auto const cells = version.scan({.first = first, .last = last, .group_by = {.office = true}});
  Sums result;
  for (auto const& cell : cells.value()) {
    if (office != kAnyone && cell.office != office) continue;
    result.plan += cell.totals.plan;
    result.fact += cell.totals.fact;
  }
  return result;
}

struct Scores {
  Score month_plan, month_fact, quarter_plan, quarter_fact, office_plan, office_fact;

  void add(Outlook const& outlook, Version const& truth) {
    auto const& month = outlook.month;
    auto const& quarter = outlook.quarter;
    auto const of_month = sums(truth, month.first, month.last, kAnyone);
    auto const of_quarter = sums(truth, quarter.first, quarter.last, kAnyone);
    month_plan.add(month.whole.plan, of_month.plan);
    month_fact.add(month.whole.fact.value(), of_month.fact);
    quarter_plan.add(quarter.whole.plan, of_quarter.plan);
    quarter_fact.add(quarter.whole.fact.value(), of_quarter.fact);
    for (auto const& [office, standing] : month.offices) {
      auto const of_office = sums(truth, month.first, month.last, office);
      office_plan.add(standing.plan, of_office.plan);
      office_fact.add(standing.fact.value(), of_office.fact);
    }
  }
};

auto run(std::size_t offices) -> int {
  Scores scores;
  double seconds = 0;
  double looks = 0;
  for (std::size_t business = 0; business < kBusinesses; ++business) {
    GeneratedBusiness const generated{.offices = offices,
                                      .first = *parse_day("2024-01-01"),
                                      .last = *parse_day("2026-12-31"),
                                      .seed = static_cast<unsigned>(100 + business),
                                      .own_wander = 0.005 * static_cast<double>(1 + business % 4),
                                      .common_wander = 0.003 * static_cast<double>(business % 4),
                                      .noise = 0.1 + 0.1 * static_cast<double>(business % 3)};
    // The facts of the last month come on the first of the next: one day more is generated.
    Version const truth(generated.contents(generated.last + 1));
    for (std::int32_t look = 0; look < kLooks; ++look) {
      auto const today = *parse_day("2026-03-05") + look * kBetween;
      Version const version(generated.contents(today - 1));
      auto const started = std::chrono::steady_clock::now();
      auto const outlook = look_ahead(version, today);
      seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
      ++looks;
      scores.add(outlook.value(), truth);
    }
  }
  fmt::print("{} offices, {:.3f} s per look\n", offices, seconds / looks);
  scores.month_plan.print("plan at the month's end");
  scores.month_fact.print("fact at the month's end");
  scores.quarter_plan.print("plan at the quarter's end");
  scores.quarter_fact.print("fact at the quarter's end");
  scores.office_plan.print("plan of an office, month");
  scores.office_fact.print("fact of an office, month");
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace pb::analytics

int main(int argc, char** argv) {
  return pb::analytics::run(argc > 1 ? static_cast<std::size_t>(std::atoi(argv[1])) : 5);
}
