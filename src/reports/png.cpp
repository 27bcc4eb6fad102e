#include "reports/png.h"

#include <algorithm>

#include "charts/canvas.h"
#include "reports/page_draw.h"
#include "reports/page_layout.h"
#include "reports/page_parts.h"

namespace pb::reports {
namespace {

constexpr double kScale = 2;
constexpr double kMostHeight = 3900;  // points: 7 800 pixels, beside 860 of width
constexpr double kChartWidth = 480;

auto ruler_of(charts::Canvas& canvas) -> Ruler {
  return [&canvas](auto const& text, auto const& style) { return canvas.measure(text, style); };
}

auto drawn(Pages const& pages) -> std::string {
  // What is too long for a picture is in the other formats.
  charts::Picture picture({pages.size.width, std::min(pages.size.height, kMostHeight)}, kScale,
                          pages.theme->ground);
  draw_page(picture.canvas(), pages.pages.front(), *pages.theme);
  return picture.png();
}

}  // namespace

auto to_png(Built const& built, i18n::Translator const& translator, charts::Theme const& theme)
    -> std::string {
  charts::Picture measuring({1, 1}, 1, theme.ground);
  return drawn(lay_out(built, phone_sheet(theme), ruler_of(measuring.canvas()), translator));
}

auto chart_to_png(ChartPart const& part, std::string const& title, charts::Theme const& theme)
    -> std::string {
  charts::Picture measuring({1, 1}, 1, theme.ground);
  auto sheet = phone_sheet(theme);
  sheet.width = kChartWidth;
  Flow flow(sheet, ruler_of(measuring.canvas()));
  set_heading(flow, title, 0);
  set_chart(flow, part, title);
  return drawn(std::move(flow).finish());
}

}  // namespace pb::reports
