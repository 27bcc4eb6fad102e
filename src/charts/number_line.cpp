#include "charts/number_line.h"

#include <algorithm>
#include <array>

namespace pb::charts {
namespace {

constexpr auto kFamilies = "Inter, DejaVu Sans";
// Between groups of digits, before a percent sign, the minus sign, and the dash where there is no number.
constexpr std::array<std::string_view, 4> kWideSigns{"\u00A0", "\u202F", "\u2212", "\u2014"};

struct Free {
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};

auto is_number(std::string_view text) -> bool {
  constexpr std::string_view kSigns = "0123456789.,+-%";
  while (!text.empty()) {
    if (kSigns.contains(text.front())) {
      text.remove_prefix(1);
      continue;
    }
    auto const* const wide =
        std::ranges::find_if(kWideSigns, [&](std::string_view sign) { return text.starts_with(sign); });
    if (wide == kWideSigns.end()) return false;
    text.remove_prefix(wide->size());
  }
  return true;
}

auto points(int units) -> double {
  return static_cast<double>(units) / PANGO_SCALE;
}

}  // namespace

void set_font(PangoLayout* layout, TextStyle const& style) {
  std::unique_ptr<PangoFontDescription, Free> const font(pango_font_description_new());
  pango_font_description_set_family_static(font.get(), kFamilies);
  pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
  pango_font_description_set_weight(
      font.get(), style.weight == Weight::semibold ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout, font.get());
}

NumberLine::~NumberLine() {
  for (auto const& [key, type] : types_) pango_glyph_item_free(type.sample);
  pango_glyph_string_free(glyphs_);
}

auto NumberLine::shape(std::string_view text, TextStyle const& style) -> std::optional<Size> {
  if (text.empty() || !is_number(text)) return std::nullopt;
  type_ = &type_of(style);
  text_ = text;
  auto const size = static_cast<int>(text.size());
  pango_shape_full(text.data(), size, nullptr, 0, &type_->sample->item->analysis, glyphs_);
  for (int index = 0; index < glyphs_->num_glyphs; ++index)
    if ((glyphs_->glyphs[index].glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0) return std::nullopt;
  auto const width = points(pango_glyph_string_get_width(glyphs_));
  if (style.width > 0 && width > style.width) return std::nullopt;
  return Size{.width = width, .height = type_->height};
}

void NumberLine::show(cairo_t* context, Point at) const {
  cairo_move_to(context, at.x, at.y + type_->baseline);
  PangoItem item = *type_->sample->item;
  item.offset = 0;
  item.length = static_cast<int>(text_.size());
  item.num_chars = static_cast<int>(g_utf8_strlen(text_.data(), item.length));
  PangoGlyphItem shaped{
      .item = &item, .glyphs = glyphs_, .y_offset = 0, .start_x_offset = 0, .end_x_offset = 0};
  pango_cairo_show_glyph_item(context, text_.data(), &shaped);
}

auto NumberLine::type_of(TextStyle const& style) -> Type const& {
  auto const [at, fresh] = types_.try_emplace({style.size, style.weight});
  if (fresh) {
    set_font(layout_, style);
    pango_layout_set_text(layout_, "0", 1);
    pango_layout_set_width(layout_, -1);
    pango_layout_set_ellipsize(layout_, PANGO_ELLIPSIZE_NONE);
    int height = 0;
    pango_layout_get_size(layout_, nullptr, &height);
    auto const* const line = pango_layout_get_line_readonly(layout_, 0);
    at->second = {.sample = pango_glyph_item_copy(static_cast<PangoGlyphItem*>(line->runs->data)),
                  .height = points(height),
                  .baseline = points(pango_layout_get_baseline(layout_))};
  }
  return at->second;
}

}  // namespace pb::charts
