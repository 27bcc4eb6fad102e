#include "analytics/cube/places.h"

#include <algorithm>

namespace pb::analytics {

Places::Places(Dictionary const& dictionary, Slice const& slice) : group_by_(slice.group_by) {
  if (group_by_.manager) managers_ = dictionary.managers().size() + 1;
  number_places(dictionary);
  note_participants(dictionary, slice);
}

// One dimension is its own number; where there are several, each combination that exists gets one.
void Places::number_places(Dictionary const& dictionary) {
  auto const territories = dictionary.territories();
  auto const dimensions = int{group_by_.office} + int{group_by_.geo} + int{group_by_.territory};
  place_of_territory_.resize(territories.size());
  if (dimensions == 0) {
    keys_ = {Place{}};
  } else if (dimensions == 1) {
    auto const count = group_by_.office ? dictionary.offices().size()
                       : group_by_.geo  ? dictionary.geos().size()
                                        : territories.size();
    keys_.resize(count);
    for (std::size_t index = 0; index < count; ++index) {
      auto const number = static_cast<Index>(index);
      if (group_by_.office) keys_[index].office = number;
      if (group_by_.geo) keys_[index].geo = number;
      if (group_by_.territory) keys_[index].territory = number;
    }
    for (std::size_t index = 0; index < territories.size(); ++index) {
      auto const& entry = territories[index];
      place_of_territory_[index] = static_cast<std::uint32_t>(group_by_.office ? entry.office
                                                              : group_by_.geo  ? entry.geo
                                                                               : static_cast<Index>(index));
    }
  } else {
    auto const key = [&](std::size_t index) {
      return Place{.office = group_by_.office ? territories[index].office : kAnyone,
                   .geo = group_by_.geo ? territories[index].geo : kAnyone,
                   .territory = group_by_.territory ? static_cast<Index>(index) : kAnyone};
    };
    for (std::size_t index = 0; index < territories.size(); ++index) keys_.push_back(key(index));
    std::ranges::sort(keys_);
    auto const twins = std::ranges::unique(keys_);
    keys_.erase(twins.begin(), twins.end());
    for (std::size_t index = 0; index < territories.size(); ++index) {
      auto const found = std::ranges::lower_bound(keys_, key(index));
      place_of_territory_[index] = static_cast<std::uint32_t>(found - keys_.begin());
    }
  }
  places_ = keys_.size();
}

void Places::note_participants(Dictionary const& dictionary, Slice const& slice) {
  auto const has = [](std::vector<bool> const& mask, std::size_t index) {
    return static_cast<std::uint8_t>(index < mask.size() && mask[index]);
  };
  auto const territories = dictionary.territories();
  territory_takes_part_.assign(territories.size(), 1);
  manager_takes_part_.assign(dictionary.managers().size() + 1, 1);
  office_takes_part_.assign(dictionary.offices().size(), 1);
  if (slice.managers) {
    manager_takes_part_[0] = 0;
    for (std::size_t index = 0; index < dictionary.managers().size(); ++index)
      manager_takes_part_[index + 1] = has(*slice.managers, index);
  }
  if (!slice.territories) return;
  std::vector<std::uint8_t> seen(dictionary.offices().size(), 0);
  for (std::size_t index = 0; index < territories.size(); ++index) {
    auto const takes_part = has(*slice.territories, index);
    auto const office = static_cast<std::size_t>(territories[index].office);
    territory_takes_part_[index] = takes_part;
    if (seen[office] != 0 && office_takes_part_[office] != takes_part) whole_offices_ = false;
    seen[office] = 1;
    office_takes_part_[office] = takes_part;
  }
}

auto Places::cell(Day period, std::uint64_t slot, Totals const& totals) const -> Cell {
  auto const& key = keys_[slot / managers_];
  auto const manager = group_by_.manager ? static_cast<Index>(slot % managers_) - 1 : kAnyone;
  return {.period = period,
          .office = key.office,
          .geo = key.geo,
          .territory = key.territory,
          .manager = manager,
          .totals = totals};
}

}  // namespace pb::analytics
