#include "reports/png.h"

#include <gmock/gmock.h>

#include "reports/test_built.h"

// What Telegram takes as a photo: at most 10 MB, 10,000 pixels in width and height together, and one side at
// most twenty times as long as the other (Bot API, sendPhoto).
namespace pb::reports {
namespace {

struct Pixels {
  unsigned width = 0;
  unsigned height = 0;
};

// The first chunk of a file says its size (RFC 2083, 11.2.1).
auto pixels_of(std::string const& png) -> Pixels {
  auto const number = [&](std::size_t at) {
    unsigned value = 0;
    for (std::size_t byte = 0; byte < 4; ++byte)
      value = value << 8U | static_cast<unsigned char>(png.at(at + byte));
    return value;
  };
  return {number(16), number(20)};
}

void expect_a_photo(std::string const& png) {
  auto const [width, height] = pixels_of(png);
  EXPECT_LE(width + height, 10'000U);
  EXPECT_LE(std::max(width, height), 20 * std::min(width, height));
  EXPECT_LT(png.size(), 10'000'000U);
}

TEST(Png, whatever_a_report_has_is_a_photo_for_telegram) {
  i18n::Translator const translator;
  auto endless = samples::empty_report();
  for (int block = 0; block < 60; ++block) {
    Paragraphs paragraphs;
    for (int at = 0; at < 30; ++at) paragraphs.paragraphs.push_back({std::string(400, 'W')});
    endless.blocks.push_back({.title = "Block", .part = paragraphs});
    endless.blocks.push_back({.part = samples::tiles()});
  }
  for (auto const& built : {samples::empty_report(), samples::with_every_part(), samples::large(60, 10),
                            samples::with_hostile_texts(), endless}) {
    for (auto const* theme : {&charts::light_theme(), &charts::dark_theme()})
      expect_a_photo(to_png(built, translator, *theme));
  }
}

}  // namespace
}  // namespace pb::reports
