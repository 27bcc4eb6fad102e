#include "reports/page_parts.h"

namespace pb::reports {
namespace {

using charts::Align;

constexpr double kFootRise = 30;  // of the foot's text above the edge
constexpr double kHeadDrop = 18;
constexpr double kShareOfSide = 0.36;  // of the width, for what stands left and right

void put(Page& page, charts::Point at, std::string text, charts::TextStyle const& style) {
  page.items.push_back({kDecoration, TextItem{at, std::move(text), style}});
}

// Three texts on one line: left, middle, right.
void put_foot(Page& page, Sheet const& sheet, Built const& built, std::string number) {
  auto const width = sheet.content_width();
  auto const side = width * kShareOfSide;
  auto const middle = width - 2 * side;
  auto const y = sheet.height - kFootRise;
  charts::TextStyle style{.size = sheet.small_size - 0.5, .color = sheet.theme->muted, .width = side};
  page.items.push_back({kDecoration, RuleItem{{sheet.margin, y - 6},
                                              {sheet.margin + width, y - 6},
                                              {.color = sheet.theme->grid, .width = 0.6}}});
  put(page, {sheet.margin, y}, printable(built.organisation), style);
  style.align = Align::end;
  put(page, {sheet.margin + width - side, y}, std::move(number), style);
  style.align = Align::center;
  style.width = middle;
  put(page, {sheet.margin + side, y}, printable(built.made), style);
}

void put_head(Page& page, Sheet const& sheet, Built const& built) {
  auto text = built.title;
  if (!built.subtitle.empty()) text += " · " + built.subtitle;
  put(page, {sheet.margin, kHeadDrop}, printable(text),
      {.size = sheet.small_size - 0.5, .color = sheet.theme->muted, .width = sheet.content_width()});
}

}  // namespace

void set_margins(Pages& pages, Built const& built, Sheet const& sheet, Words const& words) {
  if (sheet.grows()) return;
  auto const count = static_cast<std::int64_t>(pages.pages.size());
  for (std::int64_t index = 0; index < count; ++index) {
    auto& page = pages.pages[static_cast<std::size_t>(index)];
    if (index > 0) put_head(page, sheet, built);
    put_foot(page, sheet, built,
             words.translator.render(Message{"report.page.number", {{"page", index + 1}, {"pages", count}}},
                                     words.reader));
  }
}

}  // namespace pb::reports
