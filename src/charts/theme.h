#pragma once

#include <array>

#include "charts/geometry.h"

namespace pb::charts {

// Colours of a page or picture. Texts keep a contrast of at least 4.5 : 1 to the ground (WCAG 2.2, 1.4.3),
// lines and bars 3 : 1 (1.4.11).
struct Theme {
  Color ground;
  Color panel;  // tiles, heads of tables
  Color text;
  Color muted;   // second texts, axes
  Color grid;    // thin lines
  Color accent;  // titles, the first series
  Color good;
  Color bad;
  Color warning;
  // Told apart by people with any kind of colour blindness (Okabe & Ito 2008), in the order of use.
  std::array<Color, 7> series;
  // Ends of heat maps: below and above the middle.
  Color low;
  Color high;
};

[[nodiscard]] auto light_theme() -> Theme const&;
[[nodiscard]] auto dark_theme() -> Theme const&;

}  // namespace pb::charts
