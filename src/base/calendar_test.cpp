#include "base/calendar.h"

#include <gtest/gtest.h>

namespace pb {
namespace {

TEST(Calendar, a_day_survives_the_way_to_text_and_back) {
  for (std::int32_t days = -1000; days < 40000; days += 13) {
    EXPECT_EQ(parse_day(to_iso(Day{days})), Day{days});
  }
}

TEST(Calendar, a_date_that_does_not_exist_is_refused) {
  EXPECT_EQ(parse_day("2026-02-29"), std::nullopt);
  EXPECT_EQ(parse_day("2026-2-1"), std::nullopt);
  EXPECT_EQ(parse_day("2026-02-01 "), std::nullopt);
  EXPECT_EQ(parse_month("2026-13"), std::nullopt);
}

TEST(Calendar, a_month_knows_its_first_and_last_day) {
  auto const february = Month::from(2024, 2);
  EXPECT_EQ(to_iso(february.first()), "2024-02-01");
  EXPECT_EQ(to_iso(february.last()), "2024-02-29");
  EXPECT_EQ(to_iso(february - 2), "2023-12");
  EXPECT_EQ(Month::of(february.last()), february);
}

TEST(Calendar, an_instant_is_written_in_utc_with_milliseconds) {
  Instant const instant{std::chrono::microseconds(1'767'225'600'123'456)};
  EXPECT_EQ(to_iso(instant), "2026-01-01T00:00:00.123Z");
}

TEST(Calendar, an_instant_is_read_with_any_offset) {
  auto const at = parse_instant("2026-01-31T16:50:00Z");
  ASSERT_TRUE(at);
  EXPECT_EQ(to_iso(*at), "2026-01-31T16:50:00.000Z");
  EXPECT_EQ(parse_instant("2026-01-31T18:50:00+02:00"), at);
  EXPECT_EQ(parse_instant("2026-01-31T11:20:00.000000-05:30"), at);
  EXPECT_EQ(to_iso(*parse_instant("2026-01-31t16:50:00.1239z")), "2026-01-31T16:50:00.123Z");
  for (auto const* const text :
       {"", "2026-01-31", "2026-01-31T16:50:00", "2026-01-31 16:50:00Z", "2026-02-30T16:50:00Z",
        "2026-01-31T24:00:00Z", "2026-01-31T16:60:00Z", "2026-01-31T16:50:61Z", "2026-01-31T16:50:00.Z",
        "2026-01-31T16:50:00.1234567891Z", "2026-01-31T16:50:00+2:00", "2026-01-31T16:50:00+24:00",
        "2026-01-31T16:50:00Zx"})
    EXPECT_FALSE(parse_instant(text)) << text;
}

}  // namespace
}  // namespace pb
