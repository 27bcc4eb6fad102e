#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pb::series {

// What a value is to be by its time of day and of the week, and by the values just before it. Three models
// run beside each other: the level alone; a profile of the day, in quarters of an hour; a profile of the
// week. A profile is used where it has seen the time often enough and its errors are smaller by a twentieth.
// Memory is constant.
class Season {
 public:
  struct Judgement {
    double error = 0;         // of the model in use, the level before the value included
    double usual_error = 0;   // the mean size of such errors, large ones cut
    double from_profile = 0;  // the value without its profile; the value itself where none is in use
    bool seasonal = false;    // a profile is in use
  };

  Season();

  // Judges a value by those before it. `least` is a size below which differences mean nothing.
  [[nodiscard]] auto judge(std::int64_t seconds, double value, double least) const -> Judgement;
  // Learns it.
  void learn(std::int64_t seconds, double value, double least);

 private:
  static constexpr std::size_t kModels = 3;

  struct Model {
    std::vector<double> profile{};  // by time; empty for the level alone
    std::vector<std::uint8_t> visits{};
    std::uint8_t needed = 0;
    double level = 0;  // of what the profile leaves
    double usual_error = 0;
    double errors = 0;  // how many were learnt

    [[nodiscard]] auto ready(std::size_t slot) const -> bool {
      return visits.empty() || visits[slot] >= needed;
    }
    [[nodiscard]] auto without_profile(std::size_t slot, double value) const -> double {
      return profile.empty() ? value : value - profile[slot];
    }
  };

  [[nodiscard]] static auto slot_of(Model const& model, std::int64_t seconds) -> std::size_t;
  static void learn_level(Model& model, double rest, double least);

  std::array<Model, kModels> models_;
  double count_ = 0;
};

}  // namespace pb::series
