#include "series/anomaly/season.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pb::series {
namespace {

constexpr std::int64_t kDay = 86'400;  // seconds
constexpr std::int64_t kQuarter = 900;
constexpr std::size_t kSlotsOfDay = kDay / kQuarter;
constexpr std::size_t kSlotsOfWeek = 7 * kSlotsOfDay;
constexpr double kProfileWeight = 0.2;
constexpr double kLevelWeight = 0.15;
constexpr double kErrorWeight = 0.01;
constexpr double kBetter = 0.95;     // what a profile's errors have to be of the level's
constexpr double kLargestError = 6;  // usual errors; larger ones are learnt as if they were so large
constexpr double kProven = 50;       // errors before a profile is used
constexpr double kUncut = 10;        // errors at the beginning that are learnt as they are

}  // namespace

Season::Season() {
  models_[1] = {.profile = std::vector<double>(kSlotsOfDay),
                .visits = std::vector<std::uint8_t>(kSlotsOfDay),
                .needed = 3};
  models_[2] = {.profile = std::vector<double>(kSlotsOfWeek),
                .visits = std::vector<std::uint8_t>(kSlotsOfWeek),
                .needed = 2};
}

auto Season::slot_of(Model const& model, std::int64_t seconds) -> std::size_t {
  if (model.profile.empty()) return 0;
  auto const cycle = static_cast<std::int64_t>(model.profile.size()) * kQuarter;
  return static_cast<std::size_t>((seconds % cycle + cycle) % cycle / kQuarter);
}

auto Season::judge(std::int64_t seconds, double value, double least) const -> Judgement {
  if (count_ == 0) return {.from_profile = value};
  auto const* best = &models_[0];
  for (auto const& model : models_) {
    if (model.ready(slot_of(model, seconds)) && model.errors >= kProven &&
        model.usual_error < best->usual_error * kBetter)
      best = &model;
  }
  auto const rest = best->without_profile(slot_of(*best, seconds), value);
  return {.error = rest - best->level,
          .usual_error = best->usual_error + least,
          .from_profile = rest,
          .seasonal = best != &models_[0]};
}

void Season::learn_level(Model& model, double rest, double least) {
  model.errors += 1;
  auto const error = rest - model.level;
  auto const most = kLargestError * model.usual_error + 10 * least;
  auto const size = model.errors > kUncut ? std::min(std::abs(error), most) : std::abs(error);
  model.usual_error += std::max(kErrorWeight, 1 / model.errors) * (size - model.usual_error);
  model.level += kLevelWeight * error;
}

void Season::learn(std::int64_t seconds, double value, double least) {
  count_ += 1;
  if (count_ == 1) models_[0].level = value;
  for (auto& model : models_) {
    auto const slot = slot_of(model, seconds);
    if (model.ready(slot)) {
      learn_level(model, model.without_profile(slot, value), least);
    } else {
      model.level = 0;
    }
    if (model.profile.empty()) continue;
    auto& known = model.profile[slot];
    auto const weight = std::max(kProfileWeight, 1.0 / (model.visits[slot] + 1));
    known += weight * (value - known);
    if (model.visits[slot] < std::numeric_limits<std::uint8_t>::max()) ++model.visits[slot];
  }
}

}  // namespace pb::series
