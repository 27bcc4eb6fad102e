#include <cairo.h>
#include <fmt/format.h>
#include <png.h>

#include <cmath>
#include <stdexcept>
#include <vector>

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

// The pixels without the fourth byte that cairo keeps of each and a picture without holes has no use for.
auto packed(cairo_surface_t* surface) -> std::vector<unsigned char> {
  constexpr std::size_t kBytesOfPixel = 4;
  auto const width = static_cast<std::size_t>(cairo_image_surface_get_width(surface));
  auto const height = static_cast<std::size_t>(cairo_image_surface_get_height(surface));
  auto const stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
  auto const* const pixels = cairo_image_surface_get_data(surface);
  std::vector<unsigned char> bytes(width * height * 3);
  auto* to = bytes.data();
  for (std::size_t y = 0; y < height; ++y) {
    auto const* from = pixels + y * stride;
    for (std::size_t x = 0; x < width; ++x, from += kBytesOfPixel) {
      *to++ = from[0];
      *to++ = from[1];
      *to++ = from[2];
    }
  }
  return bytes;
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
  auto* const surface = impl_->surface.get();
  cairo_surface_flush(surface);
  auto const pixels = packed(surface);
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(cairo_image_surface_get_width(surface));
  image.height = static_cast<png_uint_32>(cairo_image_surface_get_height(surface));
  image.format = PNG_FORMAT_BGR;
  // Cairo's own writer filters and packs as if the file were to be kept for years: five times slower, a third
  // smaller.
  image.flags = PNG_IMAGE_FLAG_FAST;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string bytes(size, '\0');
  if (png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels.data(), 0, nullptr) == 0)
    throw std::runtime_error(image.message);
  bytes.resize(size);
  return bytes;
}

}  // namespace pb::charts
