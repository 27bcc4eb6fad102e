#include <cairo.h>
#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

#include "charts/canvas.h"

namespace pb::charts {
namespace {

constexpr double kMostPixels = 8000;

auto pixels(double points, double scale) -> int {
  auto const count = std::ceil(points * scale);
  // Written so that a size that is no number is refused too.
  if (!(count >= 1 && count <= kMostPixels))
    throw std::invalid_argument(fmt::format("a picture of {} pixels a side", count));
  return static_cast<int>(count);
}

auto append(void* text, unsigned char const* bytes, unsigned size) -> cairo_status_t {
  static_cast<std::string*>(text)->append(reinterpret_cast<char const*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

struct Release {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};

}  // namespace

struct Picture::Impl {
  std::unique_ptr<cairo_surface_t, Release> surface;
  std::unique_ptr<cairo_t, Release> context;
  std::unique_ptr<Canvas> canvas;
};

Picture::Picture(Size size, double scale, Color const& background) : impl_(std::make_unique<Impl>()) {
  impl_->surface.reset(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels(size.width, scale), pixels(size.height, scale)));
  impl_->context.reset(cairo_create(impl_->surface.get()));
  if (cairo_status(impl_->context.get()) != CAIRO_STATUS_SUCCESS) throw std::bad_alloc();
  cairo_scale(impl_->context.get(), scale, scale);
  impl_->canvas = std::make_unique<Canvas>(impl_->context.get());
  impl_->canvas->fill({.width = size.width + 1, .height = size.height + 1}, background);
}

Picture::~Picture() = default;

auto Picture::canvas() -> Canvas& {
  return *impl_->canvas;
}

auto Picture::png() -> std::string {
  std::string bytes;
  cairo_surface_flush(impl_->surface.get());
  if (auto const status = cairo_surface_write_to_png_stream(impl_->surface.get(), append, &bytes);
      status != CAIRO_STATUS_SUCCESS)
    throw std::runtime_error(cairo_status_to_string(status));
  return bytes;
}

}  // namespace pb::charts
