#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/calendar.h"
#include "harness/business.h"

namespace pb::crash {

// One update, and what it must have done in the end.
struct Step {
  std::int64_t update_id = 0;
  std::int64_t chat = 0;
  std::int64_t amount = 0;     // typed, in whole units; 0: the button that opens the first form
  std::int64_t territory = 0;  // that the amount belongs to
  std::string json{};
};

// What all managers do, decided beforehand: each opens the form of the first territory and then types one
// amount after the other into "whatever is open next". No amount occurs twice, so an update that has its
// effect twice leaves a second row with the same amount, and moves all later ones to the wrong territory.
// Lane `n` of `lanes` plays managers n, n + lanes, ...: one update after the other, as in one chat.
class Script {
 public:
  Script(bench::Business business, std::size_t lanes, Day day)
      : business_(business), lanes_(lanes), day_(day) {}

  // Nothing at the end of a lane.
  [[nodiscard]] auto step(std::size_t lane, std::size_t index) const -> std::optional<Step>;
  [[nodiscard]] auto lanes() const -> std::size_t { return lanes_; }
  [[nodiscard]] auto amounts() const -> std::size_t {
    return business_.managers * business_.territories_each;
  }

  // Amounts and the places of their entries, counted from 0.
  static constexpr std::int64_t kFirstAmount = 7'000'001;
  [[nodiscard]] auto place(std::int64_t amount) const -> std::optional<std::size_t>;
  // The amount that a message to a chat confirms; nothing where it speaks of none.
  [[nodiscard]] static auto amount_in(std::string_view message) -> std::optional<std::int64_t>;

 private:
  bench::Business business_;
  std::size_t lanes_;
  Day day_;
};

}  // namespace pb::crash
