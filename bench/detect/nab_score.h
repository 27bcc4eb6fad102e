#pragma once

#include <span>
#include <vector>

#include "detect/labelled_series.h"

namespace pb::bench {

// The scores of one detector for one series, one for each row.
using Scores = std::vector<double>;

struct NabScore {
  double normalised = 0;  // 0: nothing detected; 100: everything, at once, and nothing else
  double threshold = 0;   // the one that is best for all series together
  std::size_t found = 0;  // windows with a row at or above the threshold
  std::size_t windows = 0;
  std::size_t false_alarms = 0;  // rows at or above it outside of every window
};

// The score of the Numenta Anomaly Benchmark (Lavin & Ahmad 2015, "Evaluating Real-Time Anomaly Detection
// Algorithms"), standard profile: a window counts by its earliest detection, a missed one costs 1, a false
// alarm up to 0.11. The first 15 % of a series, 750 rows at most, are not judged.
auto nab_score(std::span<LabelledSeries const> series, std::span<Scores const> scores) -> NabScore;

// The same at a threshold that was found elsewhere.
auto nab_score_at(double threshold, std::span<LabelledSeries const> series, std::span<Scores const> scores)
    -> NabScore;

}  // namespace pb::bench
