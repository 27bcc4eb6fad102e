#include "reports/sheet.h"

#include <algorithm>

namespace pb::reports {
namespace {

constexpr double kA4Short = 595.276;  // 210 mm
constexpr double kA4Long = 841.89;    // 297 mm
constexpr std::size_t kMostColumnsUpright = 9;
constexpr double kPhoneWidth = 430;
// Telegram takes pictures of 10,000 pixels in width and height together.
constexpr double kPhoneHeight = 2'600;

auto most_columns(Built const& built) -> std::size_t {
  std::size_t most = 0;
  for (auto const& block : built.blocks)
    if (auto const* const grid = std::get_if<Grid>(&block.part)) most = std::max(most, grid->columns.size());
  return most;
}

}  // namespace

auto paper_sheet(Built const& built) -> Sheet {
  Sheet sheet{.width = kA4Short, .height = kA4Long, .theme = &charts::light_theme()};
  if (built.orientation == Orientation::landscape || most_columns(built) > kMostColumnsUpright)
    std::swap(sheet.width, sheet.height);
  return sheet;
}

auto phone_sheet(charts::Theme const& theme) -> Sheet {
  return {.width = kPhoneWidth,
          .height = 0,
          .margin = 18,
          .top = 20,
          .bottom = 18,
          .title_size = 21,
          .heading_size = 14,
          .text_size = 12,
          .small_size = 10,
          .figure_size = 18,
          .cell_size = 11,
          .least_cell_size = 10,
          .most_rows = 12,
          .most_charts = 2,
          .most_tables = 1,
          .most_paragraphs = 4,
          .most_height = kPhoneHeight,
          .theme = &theme};
}

}  // namespace pb::reports
