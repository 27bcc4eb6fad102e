#include "charts/labels.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace pb::charts {
namespace {

// Days are counted in weeks and half months, everything in ones, twos, fives and tens.
constexpr std::array<std::size_t, 16> kStrides{1, 2, 3, 5, 7, 10, 14, 15, 20, 30, 50, 60, 90, 100, 150, 200};

auto stride_after(std::size_t stride) -> std::size_t {
  auto const* const next = std::ranges::upper_bound(kStrides, stride);
  return next == kStrides.end() ? stride * 2 : *next;
}

auto every(std::size_t stride, std::span<double const> centers, std::span<double const> widths,
           Box const& within, double gap) -> std::optional<std::vector<Shown>> {
  std::vector<Shown> shown;
  double free_from = within.x;
  for (std::size_t index = 0; index < centers.size(); index += stride) {
    double const width = widths[index];
    double const start = std::max(within.x, std::min(centers[index] - width / 2, within.right() - width));
    if (!shown.empty() && start < free_from) return std::nullopt;
    shown.push_back({.index = index, .start = start});
    free_from = start + width + gap;
  }
  return shown;
}

// Labels that lie together, as one block.
struct Pool {
  double wished = 0;  // sum of the starts that its members would have the block take
  double count = 0;
  double size = 0;
  std::size_t members = 0;

  [[nodiscard]] auto start() const -> double { return wished / count; }
};

}  // namespace

auto thinned(std::span<double const> centers, std::span<double const> widths, Box const& within, double gap)
    -> std::vector<Shown> {
  if (centers.empty()) return {};
  for (std::size_t stride = 1; stride < centers.size(); stride = stride_after(stride))
    if (auto shown = every(stride, centers, widths, within, gap)) return *shown;
  return *every(centers.size(), centers, widths, within, gap);
}

auto spread(std::span<Wish const> wishes, double low, double high) -> std::optional<std::vector<double>> {
  double const needed = std::accumulate(wishes.begin(), wishes.end(), 0.0,
                                        [](double sum, Wish const& wish) { return sum + wish.size; });
  if (needed > high - low) return std::nullopt;
  std::vector<std::size_t> order(wishes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t index) { return wishes[index].center; });

  std::vector<Pool> pools;
  for (auto const index : order) {
    auto const& wish = wishes[index];
    pools.push_back({.wished = wish.center - wish.size / 2, .count = 1, .size = wish.size, .members = 1});
    while (pools.size() > 1) {
      auto& before = pools[pools.size() - 2];
      auto const& last = pools.back();
      if (before.start() + before.size <= last.start()) break;
      before.wished += last.wished - last.count * before.size;
      before.count += last.count;
      before.size += last.size;
      before.members += last.members;
      pools.pop_back();
    }
  }

  std::vector<double> starts;
  for (auto const& pool : pools) starts.push_back(pool.start());
  double floor = low;
  for (std::size_t pool = 0; pool < pools.size(); ++pool) {
    starts[pool] = std::max(starts[pool], floor);
    floor = starts[pool] + pools[pool].size;
  }
  double ceiling = high;
  for (std::size_t pool = pools.size(); pool-- > 0;) {
    starts[pool] = std::min(starts[pool], ceiling - pools[pool].size);
    ceiling = starts[pool];
  }

  std::vector<double> centers(wishes.size());
  std::size_t next = 0;
  for (std::size_t pool = 0; pool < pools.size(); ++pool) {
    double at = starts[pool];
    for (std::size_t member = 0; member < pools[pool].members; ++member, ++next) {
      auto const size = wishes[order[next]].size;
      centers[order[next]] = at + size / 2;
      at += size;
    }
  }
  return centers;
}

auto flow(std::span<double const> widths, double width, double row_height, double gap) -> Flow {
  Flow placed;
  double at = 0;
  double top = 0;
  for (auto const wished : widths) {
    double const taken = std::min(wished, width);
    if (at > 0 && at + taken > width) {
      at = 0;
      top += row_height;
    }
    placed.boxes.push_back({.x = at, .y = top, .width = taken, .height = row_height});
    at += taken + gap;
  }
  placed.height = widths.empty() ? 0 : top + row_height;
  return placed;
}

auto overlap(Box const& one, Box const& other) -> bool {
  return one.x < other.right() && other.x < one.right() && one.y < other.bottom() && other.y < one.bottom();
}

auto crosses(Point from, Point to, Box const& box) -> bool {
  // Clipping by Liang & Barsky (1984): what part of the line, from 0 to 1, lies between each pair of edges.
  double enter = 0;
  double leave = 1;
  auto const within = [&](double step, double before, double after) {
    if (step == 0) return before <= 0 && after >= 0;
    double const one = before / step;
    double const other = after / step;
    enter = std::max(enter, std::min(one, other));
    leave = std::min(leave, std::max(one, other));
    return enter <= leave;
  };
  return within(to.x - from.x, box.x - from.x, box.right() - from.x) &&
         within(to.y - from.y, box.y - from.y, box.bottom() - from.y);
}

}  // namespace pb::charts
