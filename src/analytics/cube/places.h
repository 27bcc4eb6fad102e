#pragma once

#include <vector>

#include "analytics/cube/dictionary.h"
#include "analytics/cube/wide_totals.h"

namespace pb::analytics {

// Numbers for the places and people a slice tells apart, in the order of the answer's cells: a *slot* is a
// place and a manager together. Also says who takes part.
class Places {
 public:
  Places(Dictionary const& dictionary, Slice const& slice);

  [[nodiscard]] auto slots() const -> std::uint64_t { return places_ * managers_; }
  [[nodiscard]] auto slot(Index territory, Index manager) const -> std::uint64_t {
    return slot_of_place(place_of_territory_[static_cast<std::size_t>(territory)], manager);
  }
  [[nodiscard]] auto slot_of_place(std::uint64_t place, Index manager) const -> std::uint64_t {
    return managers_ == 1 ? place : place * managers_ + static_cast<std::uint64_t>(manager + 1);
  }
  [[nodiscard]] auto territory_takes_part(Index territory) const -> bool {
    return territory_takes_part_[static_cast<std::size_t>(territory)] != 0;
  }
  [[nodiscard]] auto manager_takes_part(Index manager) const -> bool {
    return manager_takes_part_[static_cast<std::size_t>(manager + 1)] != 0;
  }
  [[nodiscard]] auto cell(Day period, std::uint64_t slot, Totals const& totals) const -> Cell;

  // Whether each office is in or out as a whole; if so, which.
  [[nodiscard]] auto whole_offices() const -> bool { return whole_offices_; }
  [[nodiscard]] auto office_takes_part(Index office) const -> bool {
    return office_takes_part_[static_cast<std::size_t>(office)] != 0;
  }

 private:
  struct Place {
    Index office = kAnyone;
    Index geo = kAnyone;
    Index territory = kAnyone;
    friend auto operator<=>(Place const&, Place const&) = default;
  };
  void number_places(Dictionary const& dictionary);
  void note_participants(Dictionary const& dictionary, Slice const& slice);

  GroupBy group_by_;
  std::uint64_t places_ = 1;
  std::uint64_t managers_ = 1;
  std::vector<Place> keys_;  // by place
  std::vector<std::uint32_t> place_of_territory_;
  std::vector<std::uint8_t> territory_takes_part_;
  std::vector<std::uint8_t> manager_takes_part_;  // from kAnyone
  std::vector<std::uint8_t> office_takes_part_;
  bool whole_offices_ = true;
};

}  // namespace pb::analytics
