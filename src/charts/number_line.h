#pragma once

#include <map>
#include <optional>
#include <string_view>

#include <pango/pangocairo.h>

#include "charts/canvas.h"

namespace pb::charts {

// Numbers are most of what a report shows, thousands of them on one page. They are of one font, one script
// and one direction, so what Pango's layout finds out about every text anew (itemization, direction, line
// breaks) is found out once for each size and weight, and a number is only shaped: the same glyphs at the
// same places as by the layout, several times as fast.
class NumberLine {
 public:
  // Borrows the layout, whose context and attributes hold for what is shaped here.
  explicit NumberLine(PangoLayout* layout) : layout_(layout), glyphs_(pango_glyph_string_new()) {}
  ~NumberLine();
  NumberLine(NumberLine const&) = delete;
  NumberLine& operator=(NumberLine const&) = delete;

  // Shapes a text of digits, signs and what groups them, and says what room it takes; nothing for another
  // text, one that is wider than the style allows, and one that the font cannot show.
  [[nodiscard]] auto shape(std::string_view text, TextStyle const& style) -> std::optional<Size>;
  // Draws what was shaped last with the context's colour, its top left at this point.
  void show(cairo_t* context, Point at) const;

 private:
  struct Type {
    PangoGlyphItem* sample = nullptr;
    double height = 0;
    double baseline = 0;
  };
  auto type_of(TextStyle const& style) -> Type const&;

  PangoLayout* layout_;
  PangoGlyphString* glyphs_;
  std::map<std::pair<double, Weight>, Type> types_;
  Type const* type_ = nullptr;
  std::string_view text_;
};

// The font of a style, as it is set for a layout.
void set_font(PangoLayout* layout, TextStyle const& style);

}  // namespace pb::charts
