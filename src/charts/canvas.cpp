#include "charts/canvas.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "charts/number_line.h"

namespace pb::charts {
namespace {

// Digits of one width, so that numbers under each other line up.
constexpr auto kFeatures = "tnum=1";

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
using LayoutPointer = std::unique_ptr<PangoLayout, Unref>;

void set_color(cairo_t* context, Color const& color) {
  cairo_set_source_rgba(context, color.red, color.green, color.blue, color.opacity);
}

void set_stroke(cairo_t* context, Stroke const& stroke) {
  set_color(context, stroke.color);
  cairo_set_line_width(context, stroke.width);
  std::array const dashes{stroke.dash, stroke.gap};
  cairo_set_dash(context, dashes.data(), stroke.dash > 0 ? 2 : 0, 0);
  cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap(context, stroke.dash > 0 ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
}

void outline(cairo_t* context, Box const& box, double radius) {
  radius = std::min({radius, box.width / 2, box.height / 2});
  cairo_new_path(context);
  if (radius <= 0) return cairo_rectangle(context, box.x, box.y, box.width, box.height);
  constexpr double kRight = std::numbers::pi / 2;
  cairo_arc(context, box.right() - radius, box.y + radius, radius, -kRight, 0);
  cairo_arc(context, box.right() - radius, box.bottom() - radius, radius, 0, kRight);
  cairo_arc(context, box.x + radius, box.bottom() - radius, radius, kRight, 2 * kRight);
  cairo_arc(context, box.x + radius, box.y + radius, radius, 2 * kRight, 3 * kRight);
  cairo_close_path(context);
}

void trace(cairo_t* context, std::span<Point const> points) {
  cairo_new_path(context);
  for (auto const& point : points) cairo_line_to(context, point.x, point.y);
}

auto pango_alignment(Align align) -> PangoAlignment {
  if (align == Align::center) return PANGO_ALIGN_CENTER;
  return align == Align::end ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

// How far a text without a width lies left of its point.
auto shift_of(TextStyle const& style, double width) -> double {
  if (style.width > 0 || style.align == Align::start) return 0;
  return style.align == Align::center ? width / 2 : width;
}

// What a line leaves free before it within its width.
auto room_before(TextStyle const& style, double width) -> double {
  if (style.align == Align::start) return 0;
  return style.align == Align::center ? (style.width - width) / 2 : style.width - width;
}

}  // namespace

struct Canvas::Impl {
  cairo_t* context;
  LayoutPointer layout;
  PangoAttrList* features = pango_attr_list_new();
  NumberLine number;
  bool is_number = false;  // what was prepared last

  explicit Impl(cairo_t* context_)
      : context(context_), layout(pango_cairo_create_layout(context_)), number(layout.get()) {
    // Shapes do not depend on the resolution: what is measured is what is drawn, in pictures and on paper.
    auto* const options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(pango_layout_get_context(layout.get()), options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(pango_layout_get_context(layout.get()), 72);
    // Otherwise every letter would be moved to a whole point: gaps of up to half a point within words.
    pango_context_set_round_glyph_positions(pango_layout_get_context(layout.get()), FALSE);
    pango_attr_list_insert(features, pango_attr_font_features_new(kFeatures));
    pango_layout_set_attributes(layout.get(), features);
  }
  ~Impl() { pango_attr_list_unref(features); }
  Impl(Impl const&) = delete;
  Impl& operator=(Impl const&) = delete;

  // What is no UTF-8 would break the whole file it is drawn into; its bytes are shown as U+FFFD.
  void set_text(std::string_view text) const {
    auto const size = static_cast<gssize>(text.size());
    auto const* const begin = text.data();
    if (g_utf8_validate(begin, size, nullptr) == TRUE)
      return pango_layout_set_text(layout.get(), begin, static_cast<int>(size));
    std::unique_ptr<gchar, decltype(&g_free)> const mended(g_utf8_make_valid(begin, size), &g_free);
    pango_layout_set_text(layout.get(), mended.get(), -1);
  }

  // Sets the text up and returns its size in points. The text is there until it is shown.
  auto prepare(std::string_view text, TextStyle const& style) -> Size {
    auto const shaped = number.shape(text, style);
    is_number = shaped.has_value();
    return is_number ? *shaped : lay_out(text, style);
  }

  auto lay_out(std::string_view text, TextStyle const& style) const -> Size {
    auto* const set = layout.get();
    set_font(set, style);
    set_text(text);
    bool const bounded = style.width > 0;
    bool const wraps = style.overflow == Overflow::wrap;
    pango_layout_set_width(set, bounded ? static_cast<int>(std::ceil(style.width * PANGO_SCALE)) : -1);
    pango_layout_set_wrap(set, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(set, pango_alignment(style.align));
    // A negative height is a number of lines of each paragraph.
    int const lines = wraps ? style.most_lines : 1;
    pango_layout_set_height(set, bounded && lines > 0 ? -lines : -1);
    pango_layout_set_ellipsize(set, bounded && lines > 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
    pango_layout_set_single_paragraph_mode(set, wraps ? FALSE : TRUE);
    int width = 0;
    int height = 0;
    pango_layout_get_size(set, &width, &height);
    return {static_cast<double>(width) / PANGO_SCALE, static_cast<double>(height) / PANGO_SCALE};
  }

  // Draws what was prepared, of this size.
  void show(Point at, TextStyle const& style, Size const& size) const {
    set_color(context, style.color);
    if (is_number) {
      // A layout places a line within its width by itself.
      number.show(context, {at.x + (style.width > 0 ? room_before(style, size.width) : 0), at.y});
    } else {
      cairo_move_to(context, at.x, at.y);
      pango_cairo_show_layout(context, layout.get());
    }
    cairo_new_path(context);
  }
};

Canvas::Canvas(cairo_t* context) : impl_(std::make_unique<Impl>(context)) {}
Canvas::~Canvas() = default;

auto Canvas::context() const -> cairo_t* {
  return impl_->context;
}

auto Canvas::measure(std::string_view text, TextStyle const& style) -> Size {
  return impl_->prepare(text, style);
}

auto Canvas::text(Point at, std::string_view text, TextStyle const& style) -> Size {
  auto const size = impl_->prepare(text, style);
  impl_->show({at.x - shift_of(style, size.width), at.y}, style, size);
  return size;
}

void Canvas::turned_text(Point at, double degrees, std::string_view text, TextStyle const& style) {
  auto const size = impl_->prepare(text, style);
  cairo_save(impl_->context);
  cairo_translate(impl_->context, at.x, at.y);
  cairo_rotate(impl_->context, degrees * std::numbers::pi / 180);
  impl_->show({-shift_of(style, size.width), 0}, style, size);
  cairo_restore(impl_->context);
}

void Canvas::fill(Box const& box, Color const& color, double radius) {
  outline(impl_->context, box, radius);
  set_color(impl_->context, color);
  cairo_fill(impl_->context);
}

void Canvas::fill(Box const& box, Color const& color, Pattern pattern, double radius) {
  if (pattern == Pattern::solid) return fill(box, color, radius);
  constexpr double kStep = 4;
  constexpr double kGround = 0.25;
  fill(box, {color.red, color.green, color.blue, color.opacity * kGround}, radius);
  auto* const context = impl_->context;
  cairo_save(context);
  outline(context, box, radius);
  cairo_clip(context);
  set_stroke(context, {.color = color, .width = 1.2});
  for (double step = 0; step < box.width + box.height; step += kStep) {
    if (pattern == Pattern::diagonal || pattern == Pattern::cross) {
      cairo_move_to(context, box.x + step, box.y);
      cairo_line_to(context, box.x + step - box.height, box.bottom());
    }
    if (pattern == Pattern::cross) {
      cairo_move_to(context, box.x + step - box.height, box.y);
      cairo_line_to(context, box.x + step, box.bottom());
    }
    if (pattern == Pattern::horizontal && step < box.height) {
      cairo_move_to(context, box.x, box.y + step);
      cairo_line_to(context, box.right(), box.y + step);
    }
    if (pattern == Pattern::dots && step < box.height)
      for (double along = 0; along < box.width; along += kStep) {
        cairo_move_to(context, box.x + along + 1, box.y + step + 1);
        cairo_line_to(context, box.x + along + 1, box.y + step + 1.2);
      }
  }
  cairo_stroke(context);
  cairo_restore(context);
}

void Canvas::frame(Box const& box, Stroke const& stroke, double radius) {
  outline(impl_->context, box, radius);
  set_stroke(impl_->context, stroke);
  cairo_stroke(impl_->context);
}

void Canvas::line(Point from, Point to, Stroke const& stroke) {
  std::array const points{from, to};
  path(points, stroke);
}

void Canvas::path(std::span<Point const> points, Stroke const& stroke) {
  trace(impl_->context, points);
  set_stroke(impl_->context, stroke);
  cairo_stroke(impl_->context);
}

void Canvas::area(std::span<Point const> outline, Color const& color) {
  trace(impl_->context, outline);
  cairo_close_path(impl_->context);
  set_color(impl_->context, color);
  cairo_fill(impl_->context);
}

void Canvas::circle(Point center, double radius, Color const& color) {
  cairo_new_path(impl_->context);
  cairo_arc(impl_->context, center.x, center.y, radius, 0, 2 * std::numbers::pi);
  set_color(impl_->context, color);
  cairo_fill(impl_->context);
}

void Canvas::ring(Point center, double radius, Stroke const& stroke) {
  cairo_new_path(impl_->context);
  cairo_arc(impl_->context, center.x, center.y, radius, 0, 2 * std::numbers::pi);
  set_stroke(impl_->context, stroke);
  cairo_stroke(impl_->context);
}

Canvas::Clip::~Clip() {
  cairo_restore(context_);
}

auto Canvas::clip(Box const& box) -> Clip {
  cairo_save(impl_->context);
  cairo_new_path(impl_->context);
  cairo_rectangle(impl_->context, box.x, box.y, box.width, box.height);
  cairo_clip(impl_->context);
  return Clip(impl_->context);
}

}  // namespace pb::charts
