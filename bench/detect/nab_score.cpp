#include "detect/nab_score.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace pb::bench {
namespace {

constexpr double kFalseAlarm = 0.11;
constexpr double kMissed = 1;
constexpr double kProbation = 0.15;
constexpr std::size_t kLongestProbation = 750;

// 1 well before `position` 0, 0 at it, -1 well after: how much a detection is worth by its place, in lengths
// of the window counted from the window's end.
auto worth(double position) -> double {
  return position > 3 ? -1 : 2 / (1 + std::exp(5 * position)) - 1;
}

// A row that can be detected: what it adds, and to which window it belongs, if to any.
struct Candidate {
  double score = 0;
  double worth = 0;
  std::optional<std::size_t> window;  // counted over all series
};

void add_candidates(LabelledSeries const& series, Scores const& scores, std::size_t first_window,
                    std::vector<Candidate>& candidates) {
  auto const count = series.rows.size();
  auto const probation =
      std::min(static_cast<std::size_t>(kProbation * static_cast<double>(count)), kLongestProbation);
  std::size_t next = 0;  // the first window that does not end before the row
  for (auto row = std::size_t{0}; row < count; ++row) {
    while (next < series.windows.size() && series.windows[next].last < row) ++next;
    if (row < probation) continue;
    if (next < series.windows.size() && series.windows[next].first <= row) {
      auto const& window = series.windows[next];
      auto const length = static_cast<double>(window.last - window.first + 1);
      auto const place = -static_cast<double>(window.last - row + 1) / length;
      candidates.push_back({scores[row], worth(place) / worth(-1), first_window + next});
    } else if (next == 0) {
      candidates.push_back({scores[row], -kFalseAlarm, std::nullopt});
    } else {
      auto const& window = series.windows[next - 1];
      auto const length = std::max(1.0, static_cast<double>(window.last - window.first));
      auto const place = static_cast<double>(row - window.last) / length;
      candidates.push_back({scores[row], kFalseAlarm * worth(place), std::nullopt});
    }
  }
}

struct Sweep {
  std::vector<Candidate> candidates;  // by score, the highest first
  std::size_t windows = 0;
};

auto all_candidates(std::span<LabelledSeries const> series, std::span<Scores const> scores) -> Sweep {
  Sweep sweep;
  for (std::size_t index = 0; index < series.size(); ++index) {
    add_candidates(series[index], scores[index], sweep.windows, sweep.candidates);
    sweep.windows += series[index].windows.size();
  }
  std::ranges::sort(sweep.candidates, std::greater{}, &Candidate::score);
  return sweep;
}

// Lowers the threshold row by row; `visit` sees the sums at each value at which every equal score is in.
template <class Visit>
void lower_threshold(Sweep const& sweep, Visit visit) {
  constexpr double kUnseen = -2;
  std::vector<double> best(sweep.windows, kUnseen);
  double sum = -kMissed * static_cast<double>(sweep.windows);
  NabScore so_far{.normalised = 0, .threshold = 2, .found = 0, .windows = sweep.windows, .false_alarms = 0};
  for (std::size_t index = 0; index < sweep.candidates.size(); ++index) {
    auto const& candidate = sweep.candidates[index];
    if (!candidate.window) {
      sum += candidate.worth;
      ++so_far.false_alarms;
    } else if (auto& known = best[*candidate.window]; candidate.worth > known) {
      so_far.found += known == kUnseen ? 1 : 0;
      sum += known == kUnseen ? candidate.worth + kMissed : candidate.worth - known;
      known = candidate.worth;
    }
    if (index + 1 < sweep.candidates.size() && sweep.candidates[index + 1].score == candidate.score) continue;
    so_far.threshold = candidate.score;
    auto const nothing = -kMissed * static_cast<double>(sweep.windows);
    so_far.normalised = 100 * (sum - nothing) / (static_cast<double>(sweep.windows) - nothing);
    visit(so_far);
  }
}

}  // namespace

auto nab_score(std::span<LabelledSeries const> series, std::span<Scores const> scores) -> NabScore {
  auto const sweep = all_candidates(series, scores);
  NabScore best{.threshold = 2, .windows = sweep.windows};
  lower_threshold(sweep, [&best](NabScore const& score) {
    if (score.normalised > best.normalised) best = score;
  });
  return best;
}

auto nab_score_at(double threshold, std::span<LabelledSeries const> series, std::span<Scores const> scores)
    -> NabScore {
  auto const sweep = all_candidates(series, scores);
  NabScore at{.threshold = threshold, .windows = sweep.windows};
  lower_threshold(sweep, [&](NabScore const& score) {
    if (score.threshold >= threshold) at = score;
  });
  return at;
}

}  // namespace pb::bench
