#include "base/metrics.h"

#include <gmock/gmock.h>

namespace pb::metrics {
namespace {

using testing::HasSubstr;

TEST(Metrics, are_written_as_prometheus_reads_them) {
  Registry registry;
  registry.counter("requests_total", "Requests.", {{"method", "GET"}, {"route", "/a\"b"}}).add(3);
  registry.gauge("waiting", "Waiting.", [] { return 2.5; });
  auto const text = registry.text();
  EXPECT_THAT(text, HasSubstr("# HELP requests_total Requests.\n# TYPE requests_total counter\n"));
  EXPECT_THAT(text, HasSubstr("requests_total{method=\"GET\",route=\"/a\\\"b\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("# TYPE waiting gauge\nwaiting 2.5\n"));
}

TEST(Metrics, a_histogram_counts_up_to_each_limit) {
  Registry registry;
  auto& took = registry.histogram("took_seconds", "Took.");
  took.observe(0.0004);
  took.observe(0.001);
  took.observe(0.2);
  took.observe(60);
  auto const text = registry.text();
  EXPECT_THAT(text, HasSubstr("took_seconds_bucket{le=\"0.0005\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("took_seconds_bucket{le=\"0.001\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("took_seconds_bucket{le=\"0.25\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("took_seconds_bucket{le=\"+Inf\"} 4\n"));
  EXPECT_THAT(text, HasSubstr("took_seconds_count 4\n"));
}

TEST(Metrics, the_same_name_and_labels_are_the_same_number) {
  Registry registry;
  registry.counter("a_total", "A.").add();
  registry.counter("a_total", "A.").add();
  EXPECT_EQ(registry.counter("a_total", "A.").value(), 2U);
}

}  // namespace
}  // namespace pb::metrics
