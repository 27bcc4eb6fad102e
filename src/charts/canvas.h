#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "charts/geometry.h"

// Of cairo, named here so that its headers stay in few files.
using cairo_t = struct _cairo;  // NOLINT(readability-identifier-naming)

namespace pb::charts {

enum class Weight { regular, semibold };
// Of the lines of a text within their width, or of a text without width about its point.
enum class Align { start, center, end };
// What becomes of a text wider than its width.
enum class Overflow { wrap, ellipsis };

struct TextStyle {
  double size = 10;
  Color color{};
  Weight weight = Weight::regular;
  Align align = Align::start;
  double width = 0;  // 0: as wide as it is
  Overflow overflow = Overflow::ellipsis;
  int most_lines = 0;  // of a wrapped text; 0: as many as it needs
};

// How a line looks; dash and gap 0: solid.
struct Stroke {
  Color color{};
  double width = 1;
  double dash = 0;
  double gap = 0;
};

// Fills that are told apart without colour.
enum class Pattern { solid, diagonal, dots, cross, horizontal };

// Draws texts and shapes on one page of a picture or document. Texts are shaped by Pango in the product's
// font (Inter, else DejaVu Sans), right-to-left scripts included, with digits of one width. Not thread-safe;
// different canvases may be used by different threads.
class Canvas {
 public:
  // Borrows the context, which outlives the canvas.
  explicit Canvas(cairo_t* context);
  ~Canvas();
  Canvas(Canvas const&) = delete;
  Canvas& operator=(Canvas const&) = delete;

  [[nodiscard]] auto context() const -> cairo_t*;

  // The room a text takes.
  [[nodiscard]] auto measure(std::string_view text, TextStyle const& style) -> Size;
  // `at` is the top of the text: its left end (start), middle (center) or right end (end) without a width,
  // else the left end of the width. What it took.
  auto text(Point at, std::string_view text, TextStyle const& style) -> Size;
  // The same, turned about `at` by `degrees`, clockwise.
  void turned_text(Point at, double degrees, std::string_view text, TextStyle const& style);

  void fill(Box const& box, Color const& color, double radius = 0);
  void fill(Box const& box, Color const& color, Pattern pattern, double radius = 0);
  void frame(Box const& box, Stroke const& stroke, double radius = 0);
  void line(Point from, Point to, Stroke const& stroke);
  void path(std::span<Point const> points, Stroke const& stroke);
  void area(std::span<Point const> outline, Color const& color);
  void circle(Point center, double radius, Color const& color);
  void ring(Point center, double radius, Stroke const& stroke);

  // Nothing is drawn outside of the box until the guard is gone.
  class Clip {
   public:
    explicit Clip(cairo_t* context) : context_(context) {}
    ~Clip();
    Clip(Clip const&) = delete;
    Clip& operator=(Clip const&) = delete;

   private:
    cairo_t* context_;
  };
  [[nodiscard]] auto clip(Box const& box) -> Clip;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// A picture in memory. `scale` 2 is sharp on a phone. 1 to 8000 pixels a side after scaling; throws
// std::invalid_argument outside.
class Picture {
 public:
  Picture(Size size, double scale, Color const& background);
  ~Picture();
  Picture(Picture const&) = delete;
  Picture& operator=(Picture const&) = delete;

  [[nodiscard]] auto canvas() -> Canvas&;
  // The file's bytes (PNG, RFC 2083).
  [[nodiscard]] auto png() -> std::string;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pb::charts
