#include "reports/page_draw.h"

#include "charts/draw.h"

namespace pb::reports {
namespace {

class Painter {
 public:
  Painter(charts::Canvas& canvas, charts::Theme const& theme) : canvas_(canvas), theme_(theme) {}

  void operator()(TextItem const& item) const {
    if (!item.text.empty()) canvas_.text(item.at, item.text, item.style);
  }
  void operator()(GroundItem const& item) const { canvas_.fill(item.box, item.color, item.radius); }
  void operator()(RuleItem const& item) const { canvas_.line(item.from, item.to, item.stroke); }
  void operator()(ShapeItem const& item) const { canvas_.area(item.outline, item.color); }
  void operator()(ChartItem const& item) const { charts::draw(canvas_, item.chart, item.box, theme_); }

 private:
  charts::Canvas& canvas_;
  charts::Theme const& theme_;
};

}  // namespace

void draw_page(charts::Canvas& canvas, Page const& page, charts::Theme const& theme,
               NodeListener const& listener) {
  Painter const painter(canvas, theme);
  for (auto const& [node, what] : page.items) {
    if (listener) listener(node);
    std::visit(painter, what);
  }
}

}  // namespace pb::reports
