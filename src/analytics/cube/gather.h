#pragma once

#include <unordered_map>

#include "analytics/cube/places.h"

namespace pb::analytics {

// The sums of one period and slot.
struct Gathered {
  Day period{};
  std::uint64_t slot = 0;
  WideTotals sums{};

  [[nodiscard]] auto key() const -> std::pair<Day, std::uint64_t> { return {period, slot}; }
};

// Collects sums while chunks go by in the order of their months. Few slots are kept in a table that is
// emptied as periods end, many in a map.
class Gatherer {
 public:
  explicit Gatherer(std::uint64_t slots) : slots_(slots) {}

  // The next chunk adds to these periods, ascending. The first may be the last one of the chunk before.
  void open(std::vector<Day> const& periods);
  [[nodiscard]] auto at(std::size_t period, std::uint64_t slot) -> WideTotals& {
    if (table_.empty()) return at_in_map(period, slot);
    return table_[period * slots_ + slot];
  }
  // Where the slot's sums of the open periods stand, `slots` apart; null where they are in the map.
  [[nodiscard]] auto column(std::uint64_t slot) -> WideTotals* {
    return table_.empty() ? nullptr : table_.data() + slot;
  }
  // Everything gathered, by period and slot.
  [[nodiscard]] auto finish() -> std::vector<Gathered>;

 private:
  auto at_in_map(std::size_t period, std::uint64_t slot) -> WideTotals&;
  void take_out(std::size_t period);
  void move_to_front(std::size_t period);

  std::uint64_t slots_;
  std::vector<Day> periods_;
  std::vector<WideTotals> table_;  // of the open periods; empty: they are in the map
  struct Hash {
    auto operator()(std::pair<std::int32_t, std::uint64_t> key) const -> std::size_t {
      return std::hash<std::uint64_t>{}(key.second * 0x9e3779b97f4a7c15ULL +
                                        static_cast<std::uint32_t>(key.first));
    }
  };
  std::unordered_map<std::pair<std::int32_t, std::uint64_t>, WideTotals, Hash> map_;
  std::vector<Gathered> done_;
};

// Joins what parts of the work have gathered, in order: sums of one period and slot become one.
[[nodiscard]] auto join(std::vector<std::vector<Gathered>> parts) -> std::vector<Gathered>;

}  // namespace pb::analytics
