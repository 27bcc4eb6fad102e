#include "charts/theme.h"

namespace pb::charts {

auto light_theme() -> Theme const& {
  static Theme const theme{
      .ground = Color::of(0xFFFFFF),
      .panel = Color::of(0xF3F5F8),
      .text = Color::of(0x1B2430),
      .muted = Color::of(0x596575),
      .grid = Color::of(0xDDE2E9),
      .accent = Color::of(0x0B5CAD),
      .good = Color::of(0x0B7A4B),
      .bad = Color::of(0xB3261E),
      .warning = Color::of(0x8A5A00),
      .series = {Color::of(0x0B5CAD), Color::of(0xC65102), Color::of(0x00805E), Color::of(0xA8478A),
                 Color::of(0x7A6A00), Color::of(0x3D8FC4), Color::of(0x5A6472)},
      .low = Color::of(0xC65102),
      .high = Color::of(0x0B5CAD),
  };
  return theme;
}

auto dark_theme() -> Theme const& {
  static Theme const theme{
      .ground = Color::of(0x12181F),
      .panel = Color::of(0x1D2630),
      .text = Color::of(0xEAF0F6),
      .muted = Color::of(0x9DABBA),
      .grid = Color::of(0x33404D),
      .accent = Color::of(0x6CB6FF),
      .good = Color::of(0x4CC38A),
      .bad = Color::of(0xFF8A80),
      .warning = Color::of(0xF2B84B),
      .series = {Color::of(0x6CB6FF), Color::of(0xF0883E), Color::of(0x3FCFA0), Color::of(0xE39BC9),
                 Color::of(0xE3D04B), Color::of(0x9FD3F5), Color::of(0xA7B3C0)},
      .low = Color::of(0xF0883E),
      .high = Color::of(0x6CB6FF),
  };
  return theme;
}

}  // namespace pb::charts
