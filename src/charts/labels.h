#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "charts/geometry.h"

// Where labels go so that none lies on another. Pure: sizes in, places out.
namespace pb::charts {

// Which of labels in a row are shown: every n-th from the first, n as small as keeps `gap` between their
// boxes, chosen among steps people count in. `centers` rise; labels are pushed in so that none crosses `low`
// or `high`.
struct Shown {
  std::size_t index = 0;
  double start = 0;  // of its box
};
[[nodiscard]] auto thinned(std::span<double const> centers, std::span<double const> widths, Box const& within,
                           double gap) -> std::vector<Shown>;

// Moves labels along one line as little as possible (least squares, by pooling neighbours) so that they do
// not overlap and lie between low and high. Returns the centers in the order given; nothing where they do not
// fit at all.
struct Wish {
  double center = 0;
  double size = 0;
};
[[nodiscard]] auto spread(std::span<Wish const> wishes, double low, double high)
    -> std::optional<std::vector<double>>;

// Left-aligned rows of entries, filled in order; an entry wider than the width takes a row of its own,
// shortened.
struct Flow {
  std::vector<Box> boxes;
  double height = 0;
};
[[nodiscard]] auto flow(std::span<double const> widths, double width, double row_height, double gap) -> Flow;

[[nodiscard]] auto overlap(Box const& one, Box const& other) -> bool;
// Whether a straight line touches the box.
[[nodiscard]] auto crosses(Point from, Point to, Box const& box) -> bool;

}  // namespace pb::charts
