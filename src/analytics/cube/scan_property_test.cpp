#include <gtest/gtest.h>

#include "analytics/cube/build.h"
#include "analytics/cube/plain_scan.h"
#include "analytics/cube/random_contents.h"
#include "analytics/cube/same_cells.h"
#include "analytics/cube/version.h"

// Whatever is asked, columns and sums kept ready answer as reading row by row does.
namespace pb::analytics {
namespace {

TEST(ScanProperty, the_cube_answers_every_slice_as_the_plain_reading_does) {
  auto const seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Chance chance(seed);
  auto const contents = random_contents(chance);
  Version const version(contents);

  std::size_t with_something = 0;
  for (int round = 0; round < 60; ++round) {
    auto const slice = random_slice(chance);
    auto const expected = plain_scan(contents, slice).value();
    with_something += expected.empty() ? 0 : 1;
    ASSERT_TRUE(same(version.scan(slice).value(), expected))
        << "round " << round << ", days " << slice.first.days << " to " << slice.last.days << ", grain "
        << (slice.grain ? static_cast<int>(*slice.grain) : -1);
  }
  EXPECT_GT(with_something, 30u);
}

}  // namespace
}  // namespace pb::analytics
