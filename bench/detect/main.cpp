// How well anomalies are found, by the Numenta benchmark's own measure, on series like the benchmark's that
// are made by chance, beside two plain methods; and how fast. The first seeds are those that the detector was
// tuned on; the held-out ones it had not met.
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "detect/families.h"
#include "detect/nab_score.h"
#include "detect/peers.h"
#include "harness/figure.h"
#include "harness/table.h"
#include "series/anomaly/detector.h"

namespace pb::bench {
namespace {

using Steady = std::chrono::steady_clock;
using Method = Scores (*)(LabelledSeries const&);

auto ours(LabelledSeries const& series) -> Scores {
  series::Detector detector;
  Scores scores;
  for (auto const& row : series.rows) scores.push_back(detector.next(row.at, row.value));
  return scores;
}

struct Named {
  char const* name = nullptr;
  Method method = nullptr;
};
constexpr std::array<Named, 4> kMethods = {{{"profitbot detect", ours},
                                            {"windowed Gaussian", windowed_gaussian},
                                            {"moving z-score", moving_z},
                                            {"relative entropy", relative_entropy}}};

auto scores_of(Method method, std::vector<LabelledSeries> const& all) -> std::vector<Scores> {
  std::vector<Scores> scores;
  for (auto const& series : all) scores.push_back(method(series));
  return scores;
}

struct Seeds {
  char const* name = nullptr;
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};

// A method's mean over the seeds.
auto measured(Named const& named, Seeds const& seeds) -> std::vector<std::string> {
  double sum = 0;
  std::size_t found = 0;
  std::size_t windows = 0;
  std::size_t false_alarms = 0;
  for (auto seed = seeds.first; seed <= seeds.last; ++seed) {
    auto const all = nab_like(seed);
    auto const score = nab_score(all, scores_of(named.method, all));
    sum += score.normalised;
    found += score.found;
    windows += score.windows;
    false_alarms += score.false_alarms;
  }
  auto const runs = static_cast<double>(seeds.last - seeds.first + 1);
  return {named.name, seeds.name, fmt::format("{:.1f}", sum / runs), fmt::format("{} of {}", found, windows),
          fmt::format("{:.0f}", static_cast<double>(false_alarms) / runs)};
}

// What becomes of each family, at the threshold that is best for all.
auto by_family(Seeds const& seeds) -> std::vector<std::vector<std::string>> {
  std::map<std::string, NabScore> families;
  for (auto seed = seeds.first; seed <= seeds.last; ++seed) {
    auto const all = nab_like(seed);
    auto const scores = scores_of(ours, all);
    auto const threshold = nab_score(all, scores).threshold;
    for (std::size_t index = 0; index < all.size(); ++index) {
      auto const one = nab_score_at(threshold, std::span(&all[index], 1), std::span(&scores[index], 1));
      auto& family = families[all[index].name.substr(0, all[index].name.find('/'))];
      family.found += one.found;
      family.windows += all[index].windows.size();
      family.false_alarms += one.false_alarms;
    }
  }
  std::vector<std::vector<std::string>> rows = {{"family", "windows found", "rows of false alarm"}};
  for (auto const& [name, score] : families)
    rows.push_back(
        {name, fmt::format("{} of {}", score.found, score.windows), fmt::format("{}", score.false_alarms)});
  return rows;
}

auto seconds_of_a_million() -> double {
  Random random(1);
  series::Detector detector;
  double sum = 0;
  auto const began = Steady::now();
  for (std::int64_t row = 0; row < 1'000'000; ++row) sum += detector.next(row * 300, random.normal());
  auto const took = std::chrono::duration<double>(Steady::now() - began).count();
  return sum > 0 ? took : 0;
}

void run() {
  constexpr Seeds kTuned{.name = "tuned on", .first = 1, .last = 6};
  constexpr Seeds kHeldOut{.name = "held out", .first = 101, .last = 106};
  std::vector<std::vector<std::string>> rows = {
      {"method", "seeds", "NAB score, standard profile", "windows found", "false alarms a run"}};
  for (auto const& seeds : {kTuned, kHeldOut})
    for (auto const& named : kMethods) rows.push_back(measured(named, seeds));
  print_table("Anomalies in 58 series like the Numenta benchmark's, means of six runs", rows);
  print_table("By family, held-out seeds", by_family(kHeldOut));
  print_figures("Anomaly detection",
                {{.name = "a million rows", .value = seconds_of_a_million(), .aim = 3, .unit = "s"}});
}

}  // namespace
}  // namespace pb::bench

auto main() -> int {
  pb::bench::run();
  return EXIT_SUCCESS;
}
