#pragma once

#include <cstdint>

namespace pb::charts {

// Points (1/72 inch) from the top left corner; a Picture has one point per pixel before its scale.
struct Point {
  double x = 0;
  double y = 0;
};

struct Size {
  double width = 0;
  double height = 0;
};

struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  [[nodiscard]] double right() const { return x + width; }
  [[nodiscard]] double bottom() const { return y + height; }
};

// Parts from 0 to 1.
struct Color {
  double red = 0;
  double green = 0;
  double blue = 0;
  double opacity = 1;

  // 0xRRGGBB
  static constexpr auto of(std::uint32_t rgb, double opacity = 1) -> Color {
    return {static_cast<double>(rgb >> 16U & 0xFFU) / 255, static_cast<double>(rgb >> 8U & 0xFFU) / 255,
            static_cast<double>(rgb & 0xFFU) / 255, opacity};
  }
  friend bool operator==(Color const&, Color const&) = default;
};

}  // namespace pb::charts
