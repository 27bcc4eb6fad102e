// How well series are forecast beside the usual methods, whether the intervals hold what they promise, and
// how long it takes. The series are drawn at random, the same ones in each run. `bench_forecast [SERIES]`:
// how many of each kind (default 400; a tenth of the hourly ones).
#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <future>
#include <numeric>
#include <thread>

#include "harness/figure.h"
#include "harness/table.h"
#include "series/forecast/forecast.h"
#include "series/forecast/history.h"
#include "series/forecast/panel.h"
#include "series_source.h"

namespace pb::bench {
namespace {

using Values = std::vector<double>;

constexpr std::uint64_t kSeed = 20261125;
constexpr std::array kMethods{"seasonal naive", "Naive2", "Theta", "damped trend", "ETS", "profitbot"};

// Calls `work` with each number below `count`, on all processors.
template <class Work>
void for_each_number(std::size_t count, Work const& work) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::future<void>> workers;
  for (unsigned worker = 0; worker < std::max(std::thread::hardware_concurrency(), 1U); ++worker) {
    workers.push_back(std::async(std::launch::async, [&] {
      for (auto at = next++; at < count; at = next++) work(at);
    }));
  }
  for (auto& worker : workers) worker.get();
}

// The mean of 200 |f - y| / (|f| + |y|), in percent (Makridakis & Hibon 2000).
auto smape(Values const& mean, Values const& truth) -> double {
  double sum = 0;
  for (std::size_t step = 0; step < truth.size(); ++step) {
    auto const size = std::abs(mean[step]) + std::abs(truth[step]);
    if (size > 0) sum += 200 * std::abs(mean[step] - truth[step]) / size;
  }
  return sum / static_cast<double>(truth.size());
}

// The mean absolute error, in those of the seasonal naive method within the history (Hyndman & Koehler 2006).
auto mase(Values const& mean, TestSeries const& series, std::size_t season) -> double {
  auto const& history = series.history;
  double naive = 0;
  for (auto at = season; at < history.size(); ++at) naive += std::abs(history[at] - history[at - season]);
  naive /= static_cast<double>(history.size() - season);
  if (naive <= 0) return 0;
  double sum = 0;
  for (std::size_t step = 0; step < mean.size(); ++step) sum += std::abs(mean[step] - series.future[step]);
  return sum / static_cast<double>(mean.size()) / naive;
}

struct Accuracy {
  double smape = 0;
  double mase = 0;
};

struct Judged {
  std::array<Accuracy, kMethods.size()> methods;
  double within80 = 0;
  double within95 = 0;
};

auto naive2(Values const& values, std::size_t season, std::size_t horizon, series::SeasonalForm form)
    -> Values {
  using namespace series;
  auto const pattern = seasonal_pattern(values, season, form);
  Values mean(horizon, without_season(values, pattern).back());
  with_season(mean, pattern, values.size());
  return mean;
}

// What each of kMethods but the last says, each by itself.
auto single_methods(TestSeries const& series, std::size_t season) -> std::vector<Values> {
  using pb::series::Expert;
  auto const ready = pb::series::ready_history(series.history, season);
  pb::series::Panel const panel(ready.values, season);
  auto const horizon = series.future.size();
  auto const said = panel.continued(ready.values, horizon);
  auto const of = [&](Expert expert) { return said.at(static_cast<std::size_t>(expert)); };
  Values last(horizon);
  for (std::size_t step = 0; step < horizon; ++step)
    last[step] = ready.values[ready.values.size() - season + step % season];
  std::vector<Values> all{last, naive2(ready.values, season, horizon, panel.form()), of(Expert::theta),
                          of(Expert::damped), of(Expert::ets)};
  for (auto& mean : all) {
    for (auto& value : mean) value = std::max(value * ready.scale, 0.0);
  }
  return all;
}

auto judge(TestSeries const& series, std::size_t season) -> Judged {
  Judged judged;
  auto const horizon = series.future.size();
  auto all = single_methods(series, season);
  auto const ours = *series::forecast(series.history, {.season = season, .horizon = horizon});
  all.push_back(ours.mean);
  for (std::size_t method = 0; method < all.size(); ++method)
    judged.methods.at(method) = {smape(all[method], series.future), mase(all[method], series, season)};
  for (std::size_t step = 0; step < horizon; ++step) {
    auto const truth = series.future[step];
    auto const part = 100.0 / static_cast<double>(horizon);
    if (truth >= ours.lower80[step] && truth <= ours.upper80[step]) judged.within80 += part;
    if (truth >= ours.lower95[step] && truth <= ours.upper95[step]) judged.within95 += part;
  }
  return judged;
}

// `season` is what the methods are told, where it is another one than the series have.
void compare(SeriesKind const& kind, std::size_t season, std::size_t count) {
  auto const series = draw_series(kind, count, kSeed);
  std::vector<Judged> judged(count);
  for_each_number(count, [&](std::size_t at) { judged[at] = judge(series[at], season); });
  auto const mean_of = [&](auto const& get) {
    double sum = 0;
    for (auto const& one : judged) sum += get(one);
    return sum / static_cast<double>(count);
  };
  std::vector<std::vector<std::string>> rows{{"", "sMAPE", "MASE", "in 80 %", "in 95 %"}};
  for (std::size_t method = 0; method < kMethods.size(); ++method) {
    rows.push_back(
        {kMethods.at(method),
         fmt::format("{:.2f}", mean_of([&](Judged const& one) { return one.methods.at(method).smape; })),
         fmt::format("{:.3f}", mean_of([&](Judged const& one) { return one.methods.at(method).mase; })), "",
         ""});
  }
  rows.back()[3] = fmt::format("{:.1f}", mean_of([](Judged const& one) { return one.within80; }));
  rows.back()[4] = fmt::format("{:.1f}", mean_of([](Judged const& one) { return one.within95; }));
  print_table(
      fmt::format("Forecasts of {} {} series, season {}, {} ahead", count, kind.name, season, kind.horizon),
      rows);
}

void time_it() {
  constexpr std::size_t kSeries = 1'000;
  constexpr std::size_t kPoints = 72;
  auto const series =
      draw_series({.name = "monthly", .season = 12, .horizon = 18, .shortest = kPoints, .longest = kPoints},
                  kSeries, kSeed);
  auto const began = std::chrono::steady_clock::now();
  for_each_number(kSeries, [&](std::size_t at) {
    if (!series::forecast(series[at].history, {.season = 12, .horizon = 18})) std::abort();
  });
  auto const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  print_figures(
      fmt::format("1,000 monthly series of 72 values, {} processors", std::thread::hardware_concurrency()),
      {{.name = "forecast 18 ahead with intervals", .value = seconds, .aim = 10, .unit = "s"}});
}

}  // namespace
}  // namespace pb::bench

int main(int argc, char** argv) {
  using namespace pb::bench;
  auto const count = std::max<std::size_t>(argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 400, 10);
  compare({.name = "monthly", .season = 12, .horizon = 18, .shortest = 48, .longest = 126}, 12, count);
  compare({.name = "quarterly", .season = 4, .horizon = 8, .shortest = 16, .longest = 64}, 4, count);
  compare({.name = "yearly", .season = 1, .horizon = 6, .shortest = 14, .longest = 40}, 1, count);
  SeriesKind const weekly{.name = "weekly", .season = 52, .horizon = 13, .shortest = 110, .longest = 800};
  compare(weekly, 52, count);
  compare(weekly, 1, count);
  compare(
      {.name = "hourly", .season = 168, .horizon = 48, .shortest = 700, .longest = 960, .inner_season = 24},
      24, count / 10);
  time_it();
}
