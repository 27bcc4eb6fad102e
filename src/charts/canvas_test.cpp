#include "charts/canvas.h"

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
