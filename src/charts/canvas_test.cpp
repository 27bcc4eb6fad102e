#include "charts/canvas.h"

#include <cairo.h>
#include <gmock/gmock.h>

#include <stdexcept>

#include "charts/theme.h"

namespace pb::charts {
namespace {

using testing::StartsWith;

constexpr std::string_view kPng = "\x89PNG\r\n\x1a\n";

auto picture() -> Picture {
  return Picture({.width = 200, .height = 100}, 2, light_theme().ground);
}

TEST(Canvas, digits_have_one_width) {
  auto drawn = picture();
  EXPECT_EQ(drawn.canvas().measure("1111", {}).width, drawn.canvas().measure("8888", {}).width);
}

// Numbers are shaped without a layout, and must look as with one: under a letter they are laid out.
TEST(Canvas, numbers_take_the_room_that_a_layout_gives_them) {
  auto drawn = picture();
  auto& canvas = drawn.canvas();
  for (auto const weight : {Weight::regular, Weight::semibold}) {
    for (double const size : {7.0, 8.5, 12.0, 21.0}) {
      TextStyle const style{.size = size, .weight = weight};
      auto wrapped = style;
      wrapped.width = 1'000;
      wrapped.overflow = Overflow::wrap;
      for (std::string const text : {"0", "1\u00A0234\u00A0567,89", "−12.5%", "+3\u202F000", "—", "98 %"}) {
        auto const alone = canvas.measure(text, style);
        auto const laid_out = canvas.measure("i\n" + text, wrapped);
        EXPECT_NEAR(alone.width, laid_out.width, 0.01) << text << " " << size;
        EXPECT_NEAR(alone.height, laid_out.height / 2, 0.01) << text << " " << size;
      }
    }
  }
}

TEST(Canvas, numbers_lie_where_a_layout_lays_them) {
  auto const drawn_at = [](Align align, std::string_view text) {
    auto* const surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr);
    auto* const context = cairo_create(surface);
    Canvas(context).text({.x = 20, .y = 30}, text, {.size = 20, .align = align, .width = 150});
    Box ink;
    cairo_recording_surface_ink_extents(surface, &ink.x, &ink.y, &ink.width, &ink.height);
    cairo_destroy(context);
    cairo_surface_destroy(surface);
    return ink;
  };
  for (auto const align : {Align::start, Align::center, Align::end}) {
    auto const number = drawn_at(align, "80");
    auto const letters = drawn_at(align, "ВО");
    // Digits and capitals of about the same size, at the same side and on the same line.
    EXPECT_NEAR(number.bottom(), letters.bottom(), 1.5);
    auto const place = [&](Box const& ink) {
      if (align == Align::center) return ink.x + ink.width / 2;
      return align == Align::start ? ink.x : ink.right();
    };
    EXPECT_NEAR(place(number), place(letters), 3);
  }
}

TEST(Canvas, a_text_too_wide_is_shortened_or_wrapped) {
  auto drawn = picture();
  auto const text = "a title that is far too long for so little room";
  auto const one = drawn.canvas().measure(text, {.width = 60});
  auto const wrapped = drawn.canvas().measure(text, {.width = 60, .overflow = Overflow::wrap});
  auto const two = drawn.canvas().measure(text, {.width = 60, .overflow = Overflow::wrap, .most_lines = 2});

  EXPECT_LE(one.width, 60);
  EXPECT_LT(one.height, 20);
  EXPECT_GT(wrapped.height, two.height);
  EXPECT_NEAR(two.height, 2 * one.height, 0.5);
}

TEST(Canvas, a_picture_becomes_a_file) {
  auto drawn = picture();
  drawn.canvas().text({.x = 100, .y = 10}, "Їжак · 12 345 ₴", {.align = Align::center});
  EXPECT_THAT(drawn.png(), StartsWith(std::string(kPng)));
}

TEST(Canvas, a_text_that_is_no_text_is_mended) {
  auto drawn = picture();
  EXPECT_GT(drawn.canvas().text({.x = 1, .y = 1}, "a\xFF\xC3", {}).width,
            drawn.canvas().measure("a", {}).width);
}

TEST(Canvas, a_size_out_of_bounds_is_refused) {
  EXPECT_THROW(Picture({.width = 0, .height = 10}, 1, {}), std::invalid_argument);
  EXPECT_THROW(Picture({.width = 9'000, .height = 10}, 1, {}), std::invalid_argument);
}

}  // namespace
}  // namespace pb::charts
