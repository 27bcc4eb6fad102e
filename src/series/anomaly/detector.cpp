#include "series/anomaly/detector.h"

#include <algorithm>
#include <cmath>

namespace pb::series {
namespace {

constexpr double kLargestValue = 1e150;  // squares of differences have to be finite
constexpr double kValuesWeight = 1e-5;
constexpr double kRestsWeight = 0.002;
constexpr double kSlowWeight = 0.01;
constexpr double kLeastOfRange = 0.002;  // differences below this part of the range mean nothing
constexpr double kLeastOfValue = 1e-9;   // nor below this part of the value
constexpr double kLeastSpread = 0.05;    // of the deviation's logarithm
// Rows that a question needs behind it before it is asked.
constexpr std::size_t kRowsOfError = 5;
constexpr std::size_t kRowsOfMean = 20;
constexpr std::size_t kRowsOfRange = 50;
constexpr std::size_t kRowsOfLong = 60;
// A value outside of all that was: surprising from the first, more with each part of the range it is beyond.
constexpr double kBeyond = 1;
constexpr double kBeyondByRange = 8;
constexpr double kBeyondMost = 4;
// What is worth a quiet time, and by how much a later one must be more surprising.
constexpr double kTold = 1.5;
constexpr double kRarer = 1;
constexpr double kHushed = 0.3;
constexpr double kHalf = 4;  // the surprise that scores 0.5

}  // namespace

Detector::Detector(DetectorOptions const& options)
    : options_(options),
      values_(kValuesWeight),
      rests_(kRestsWeight),
      spreads_(kRestsWeight),
      slow_(kSlowWeight) {}

auto Detector::next(std::int64_t seconds, double value) -> Score {
  if (!std::isfinite(value)) return 0;
  ++rows_;
  auto const surprise = quiet_after(surprise_of(seconds, std::clamp(value, -kLargestValue, kLargestValue)));
  return surprise / (surprise + kHalf);
}

auto Detector::surprise_of(std::int64_t seconds, double value) -> double {
  if (rows_ == 1) lowest_ = highest_ = value;
  auto const least = kLeastOfRange * (highest_ - lowest_) +
                     kLeastOfValue * std::max(std::abs(highest_), std::abs(lowest_)) + 1e-140;
  auto const judged = season_.judge(seconds, value, least);
  latest_.add(value);
  latest_rests_.add(judged.seasonal ? judged.from_profile : value - slow_.mean());
  auto const sizes = answers(judged, value, least);
  auto squares = std::pow(beyond_range(value, least), 2);
  for (std::size_t question = 0; question < kQuestions; ++question) {
    if (!(sizes[question] > 0)) continue;
    squares += std::pow(tails_[question].surprise(sizes[question]), 2);
    tails_[question].add(sizes[question]);
  }
  if (judged.seasonal) {
    auto const most = 6 * rests_.deviation();
    rests_.add(rests_.count() > 50
                   ? std::clamp(judged.from_profile, rests_.mean() - most, rests_.mean() + most)
                   : judged.from_profile);
  }
  season_.learn(seconds, value, least);
  values_.add(value);
  slow_.add(value);
  return std::sqrt(squares);
}

auto Detector::answers(Season::Judgement const& judged, double value, double least)
    -> std::array<double, kQuestions> {
  std::array<double, kQuestions> sizes{};
  auto const usual = values_.deviation() + least;
  // A profile's errors have a tail of their own: the days before it was known say nothing about it.
  if (rows_ > kRowsOfError) sizes[judged.seasonal ? 6 : 0] = std::abs(judged.error) / judged.usual_error;
  if (rows_ > kRowsOfMean) {
    sizes[1] = std::abs(value - values_.mean()) / usual;
    sizes[2] = std::abs(latest_.mean(kShort) - values_.mean()) / usual;
  }
  if (rows_ > kRowsOfLong) sizes[3] = std::abs(latest_.mean(kLong) - values_.mean()) / usual;
  if (judged.seasonal)
    sizes[4] = std::abs(latest_rests_.mean(kLong) - rests_.mean()) / (rests_.deviation() + least);
  auto const spread = std::log(latest_.deviation() + least);
  if (rows_ > kRowsOfLong)
    sizes[5] =
        std::exp(std::min(20.0, std::abs(spread - spreads_.mean()) / (spreads_.deviation() + kLeastSpread)));
  spreads_.add(spread);
  return sizes;
}

auto Detector::beyond_range(double value, double least) -> double {
  auto const beyond = std::max(value - highest_, lowest_ - value);
  auto const range = highest_ - lowest_ + least;
  lowest_ = std::min(lowest_, value);
  highest_ = std::max(highest_, value);
  if (rows_ <= kRowsOfRange || beyond <= 0) return 0;
  return std::min(kBeyondMost, kBeyond + kBeyondByRange * beyond / range);
}

auto Detector::quiet_after(double surprise) -> double {
  auto const quiet =
      std::clamp(options_.quiet_part * static_cast<double>(rows_), static_cast<double>(options_.quiet_fewest),
                 static_cast<double>(options_.quiet_most));
  auto const is_quiet = told_at_ != 0 && static_cast<double>(rows_ - told_at_) < quiet;
  if (is_quiet && surprise < told_ + kRarer) return surprise * kHushed;
  if (surprise > kTold) {
    told_ = surprise;
    told_at_ = rows_;
  }
  return surprise;
}

}  // namespace pb::series
