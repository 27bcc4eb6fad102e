#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "series/anomaly/running.h"
#include "series/anomaly/season.h"
#include "series/anomaly/tail.h"

namespace pb::series {

// 0: ordinary. From 0.5 on: worth an alarm. Near 1: nothing like it was ever there.
using Score = double;

struct DetectorOptions {
  // After a detection, for this part of the rows so far, only what is rarer still is told.
  double quiet_part = 0.05;
  std::size_t quiet_fewest = 30;  // rows
  std::size_t quiet_most = 400;   // rows, not below quiet_fewest
};

// Scores the values of one series as they come: a score uses only values up to its own. The same values give
// the same scores. Memory is constant, and so is the time for each value.
//
// Seven questions are asked of each value and those just before it (docs/anomaly.md): how far it is from what
// level, time of day and weekday let expect; from all values; out of the range of all values; how far the
// mean and the spread of the latest values are from the usual. Each answer is turned into its rarity in this
// very series, and these are added up as the sides of a box to its diagonal.
class Detector {
 public:
  explicit Detector(DetectorOptions const& options = {});

  // `seconds` since 1970 tell the time of day and the weekday; they may come unevenly or out of order. A
  // value that is not finite is passed over and scores 0.
  auto next(std::int64_t seconds, double value) -> Score;

 private:
  static constexpr std::size_t kShort = 8;
  static constexpr std::size_t kLong = 36;
  static constexpr std::size_t kQuestions = 7;  // whose answers' rarity is learnt; range apart

  auto surprise_of(std::int64_t seconds, double value) -> double;
  [[nodiscard]] auto answers(Season::Judgement const& judged, double value, double least)
      -> std::array<double, kQuestions>;
  auto beyond_range(double value, double least) -> double;
  auto quiet_after(double surprise) -> double;

  DetectorOptions options_;
  std::size_t rows_ = 0;
  double lowest_ = 0;
  double highest_ = 0;
  Season season_;
  RunningMoments values_;
  RunningMoments rests_;    // what the profile leaves
  RunningMoments spreads_;  // the logarithm of the latest values' deviation
  Latest<kLong> latest_;
  Latest<kLong> latest_rests_;
  RunningMoments slow_;
  std::array<Tail, kQuestions> tails_;
  double told_ = 0;          // the surprise of the latest detection
  std::size_t told_at_ = 0;  // its row
};

}  // namespace pb::series
