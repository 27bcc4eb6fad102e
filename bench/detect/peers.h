#pragma once

#include "detect/labelled_series.h"
#include "detect/nab_score.h"

namespace pb::bench {

// Gaussian tail of a value against mean and spread of the last 6,400 rows, renewed every 100 rows: the
// benchmark's "windowed Gaussian", with its published parameters. 39.6 on the benchmark's own files.
auto windowed_gaussian(LabelledSeries const& series) -> Scores;

// |z| against the last 288 rows, squeezed into 0 to 1.
auto moving_z(LabelledSeries const& series) -> Scores;

// Relative entropy of windows of 52 values in 5 bins against the hypotheses seen so far (Wang et al. 2011,
// "Statistical Techniques for Online Anomaly Detection in Data Centers"). 54.6 on the benchmark's own files.
auto relative_entropy(LabelledSeries const& series) -> Scores;

}  // namespace pb::bench
