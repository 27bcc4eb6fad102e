#include "http/retry_after.h"

#include <gmock/gmock.h>

namespace pb::http {
namespace {

using namespace std::chrono_literals;

auto asked(std::string value) -> std::optional<std::chrono::seconds> {
  return retry_after({{"retry-after", std::move(value)}}, parse_instant("2026-02-01T10:00:00Z").value());
}

TEST(RetryAfter, is_a_number_of_seconds_or_a_date) {
  EXPECT_EQ(asked("120"), 120s);
  EXPECT_EQ(asked("0"), 0s);
  EXPECT_EQ(asked("Sun, 01 Feb 2026 10:01:30 GMT"), 90s);
  EXPECT_EQ(asked("Sun, 01 Feb 2026 09:00:00 GMT"), 0s);
  EXPECT_EQ(asked("-5"), 0s);
  EXPECT_EQ(asked("9000000000000000000"), std::chrono::hours(366 * 24));
}

TEST(RetryAfter, is_nothing_where_it_is_not_said_well) {
  EXPECT_EQ(retry_after({}, {}), std::nullopt);
  EXPECT_EQ(asked(""), std::nullopt);
  EXPECT_EQ(asked("soon"), std::nullopt);
}

}  // namespace
}  // namespace pb::http
