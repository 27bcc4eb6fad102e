#pragma once

#include <cstddef>

#include "charts/theme.h"
#include "reports/built.h"

namespace pb::reports {

// What pages are like: size, margins, type, in points. Paper has a height; a picture is as long as it must
// be.
struct Sheet {
  double width = 0;
  double height = 0;  // 0: one page that grows
  double margin = 40;
  double top = 36;     // above what flows
  double bottom = 44;  // below it
  double title_size = 22;
  double heading_size = 13;
  double text_size = 9.5;
  double small_size = 8;
  double figure_size = 16;  // of tiles
  double cell_size = 8.5;
  double least_cell_size = 7;  // of a table that would be too wide
  std::size_t most_rows = 0;   // of a table, before "and 48 more"; 0: all
  std::size_t most_charts = 0;
  std::size_t most_tables = 0;
  std::size_t most_paragraphs = 0;
  double most_height = 0;  // of a page that grows; nothing begins below it
  charts::Theme const* theme = nullptr;

  [[nodiscard]] bool grows() const { return height <= 0; }
  [[nodiscard]] double content_width() const { return width - 2 * margin; }
};

// A4, lying where the report asks for it or a table has more columns than stand on it.
[[nodiscard]] auto paper_sheet(Built const& built) -> Sheet;
// As wide as a phone shows, and about as much as is looked at there: a picture beside a message.
[[nodiscard]] auto phone_sheet(charts::Theme const& theme) -> Sheet;

}  // namespace pb::reports
