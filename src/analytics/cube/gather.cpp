#include "analytics/cube/gather.h"

#include <algorithm>

namespace pb::analytics {
namespace {

constexpr std::uint64_t kTableLimit = 1U << 17U;  // sums: 12 MB

}  // namespace

void Gatherer::open(std::vector<Day> const& periods) {
  if (periods == periods_) return;
  bool const continues = !periods_.empty() && periods_.back() == periods.front();
  auto const open_before = table_.empty() ? std::size_t{0} : periods_.size();
  for (std::size_t index = 0; index + (continues ? 1 : 0) < open_before; ++index) take_out(index);
  if (continues && open_before > 1) move_to_front(open_before - 1);

  periods_ = periods;
  auto const wanted = periods.size() * slots_;
  if (slots_ <= kTableLimit && wanted <= kTableLimit) {
    table_.resize(wanted);
  } else if (continues && !table_.empty()) {
    take_out(0);
    table_.clear();
  } else {
    table_.clear();
  }
}

auto Gatherer::at_in_map(std::size_t period, std::uint64_t slot) -> WideTotals& {
  return map_[{periods_[period].days, slot}];
}

void Gatherer::take_out(std::size_t period) {
  for (std::uint64_t slot = 0; slot < slots_; ++slot) {
    auto& sums = table_[period * slots_ + slot];
    if (!sums.empty()) done_.push_back({periods_[period], slot, sums});
    sums = {};
  }
}

void Gatherer::move_to_front(std::size_t period) {
  for (std::uint64_t slot = 0; slot < slots_; ++slot) std::swap(table_[slot], table_[period * slots_ + slot]);
}

auto Gatherer::finish() -> std::vector<Gathered> {
  if (!table_.empty()) {
    for (std::size_t index = 0; index < periods_.size(); ++index) take_out(index);
  }
  if (!map_.empty()) {
    for (auto const& [key, sums] : map_) {
      if (!sums.empty()) done_.push_back({Day{key.first}, key.second, sums});
    }
    std::ranges::sort(done_, {}, &Gathered::key);
  }
  std::vector<std::vector<Gathered>> alone;
  alone.push_back(std::move(done_));
  return join(std::move(alone));
}

auto join(std::vector<std::vector<Gathered>> parts) -> std::vector<Gathered> {
  if (parts.empty()) return {};
  auto all = std::move(parts.front());
  for (std::size_t index = 1; index < parts.size(); ++index)
    all.insert(all.end(), parts[index].begin(), parts[index].end());
  if (!std::ranges::is_sorted(all, {}, &Gathered::key)) std::ranges::stable_sort(all, {}, &Gathered::key);
  std::size_t kept = 0;
  for (std::size_t index = 1; index < all.size(); ++index) {
    if (all[index].key() == all[kept].key()) {
      all[kept].sums += all[index].sums;
    } else if (++kept != index) {
      all[kept] = all[index];
    }
  }
  if (!all.empty()) all.resize(kept + 1);
  return all;
}

}  // namespace pb::analytics
