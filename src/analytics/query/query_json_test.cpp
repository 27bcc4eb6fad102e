#include "analytics/query/query_json.h"

#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <random>

#include "analytics/query/limits.h"
#include "analytics/query/test_query.h"

namespace pb::analytics {
namespace {

// "field: key" of the refusal.
auto refusal(std::string_view json) -> std::string {
  auto const query = parse_query(json);
  if (query) return "none";
  return query.error().field + ": " + query.error().message.key;
}

TEST(QueryJson, every_part_is_read) {
  auto const query = parse_query(R"({
    "measures": ["plan", {"name": "gap", "formula": "plan - fact", "kind": "money"}],
    "group_by": ["office", "manager"], "grain": "month",
    "range": {"from": "2025-01-01", "to": "2025-02-28"}, "compare": "previous_year",
    "filters": [{"dimension": "geo", "is_not": [4, 5]}, {"measure": "gap", "op": ">=", "value": 1.5}],
    "order": [{"by": "plan", "direction": "descending"}, {"by": "office"}],
    "limit": 3, "others": false})");

  ASSERT_TRUE(query) << query.error().field;
  Query const expected{.measures = {Measure::plan, Calculated{"gap", "plan - fact", Kind::money}},
                       .group_by = {Dimension::office, Dimension::manager},
                       .grain = Grain::month,
                       .range = AbsoluteRange{*parse_day("2025-01-01"), *parse_day("2025-02-28")},
                       .compare = Comparison::previous_year,
                       .filters = {DimensionFilter{Dimension::geo, Membership::is_not, {4, 5}},
                                   ResultFilter{"gap", Operator::at_least, 1.5}},
                       .order = {{"plan", Direction::descending}, {"office", Direction::ascending}},
                       .limit = 3,
                       .others = Others::left_out};
  EXPECT_EQ(*query, expected);
}

TEST(QueryJson, what_is_written_reads_back_the_same) {
  auto const seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 2'000; ++round) {
    auto const query = random_query(random, {.targets = true});
    auto const json = boost::json::serialize(to_json(query));
    auto const again = parse_query(json);
    ASSERT_TRUE(again) << json << again.error().field;
    ASSERT_EQ(*again, query) << json;
  }
}

TEST(QueryJson, what_is_no_query_is_refused_where_it_is_wrong) {
  EXPECT_EQ(refusal(""), ": error.query.json");
  EXPECT_EQ(refusal("{\"measures\": [\"plan\"]"), ": error.query.json");
  EXPECT_EQ(refusal("[]"), ": error.query.kind_of_value");
  EXPECT_EQ(refusal("{}"), "/measures: error.query.field_missing");
  EXPECT_EQ(refusal(R"({"measures": ["plan"]})"), "/range: error.query.field_missing");
  EXPECT_EQ(refusal(R"({"measures": "plan", "range": "today"})"), "/measures: error.query.kind_of_value");
  EXPECT_EQ(refusal(R"({"measures": ["plan", 7], "range": "today"})"),
            "/measures/1: error.query.kind_of_value");
  EXPECT_EQ(refusal(R"({"measures": ["profit"], "range": "today"})"),
            "/measures/0: error.query.measure_unknown");
  EXPECT_EQ(refusal(R"({"measures": [{"name": "a"}], "range": "today"})"),
            "/measures/0/formula: error.query.field_missing");
  EXPECT_EQ(refusal(R"({"measures": [{"name": "a", "formula": "1", "kind": "cash"}], "range": "today"})"),
            "/measures/0/kind: error.query.kind_unknown");
}

// The refusal of a query that has this beside its measures and its range.
auto refusal_with(std::string const& part) -> std::string {
  return refusal(R"({"measures": ["plan"], "range": "today", )" + part + "}");
}

TEST(QueryJson, unknown_names_are_refused_where_they_stand) {
  EXPECT_EQ(refusal_with(R"("a/b~c": 1)"), "/a~1b~0c: error.query.field_unknown");
  EXPECT_EQ(refusal_with(R"("group_by": ["office", "town"])"), "/group_by/1: error.query.dimension_unknown");
  EXPECT_EQ(refusal_with(R"("grain": "hour")"), "/grain: error.query.grain_unknown");
  EXPECT_EQ(refusal_with(R"("compare": "last_year")"), "/compare: error.query.comparison_unknown");
  EXPECT_EQ(refusal_with(R"("order": [{"by": "plan", "direction": "up"}])"),
            "/order/0/direction: error.query.direction_unknown");
  EXPECT_EQ(refusal_with(R"("filters": [{"dimension": "town", "is": [1]}])"),
            "/filters/0/dimension: error.query.dimension_unknown");
  EXPECT_EQ(refusal_with(R"("filters": [{"measure": "plan", "op": "~", "value": 1}])"),
            "/filters/0/op: error.query.operator_unknown");
}

TEST(QueryJson, half_a_filter_is_refused) {
  EXPECT_EQ(refusal_with(R"("filters": [{"dimension": "geo"}])"), "/filters/0/is: error.query.field_missing");
  EXPECT_EQ(refusal_with(R"("filters": [{"dimension": "geo", "is": [1], "is_not": [2]}])"),
            "/filters/0: error.query.is_or_is_not");
  EXPECT_EQ(refusal_with(R"("filters": [{"dimension": "geo", "is": ["1"]}])"),
            "/filters/0/is/0: error.query.kind_of_value");
  EXPECT_EQ(refusal_with(R"("filters": [{"measure": "plan", "op": ">"}])"),
            "/filters/0/value: error.query.field_missing");
  EXPECT_EQ(refusal_with(R"("filters": [{"measure": "plan", "op": ">", "value": "1"}])"),
            "/filters/0/value: error.query.kind_of_value");
}

TEST(QueryJson, days_and_ranges_are_real_ones) {
  auto const of_range = [](std::string const& range) {
    return refusal(R"({"measures": ["plan"], "range": )" + range + "}");
  };
  EXPECT_EQ(of_range(R"("next week")"), "/range: error.query.range_unknown");
  EXPECT_EQ(of_range(R"({"from": "2025-01-01"})"), "/range/to: error.query.field_missing");
  EXPECT_EQ(of_range(R"({"from": "2025-02-30", "to": "2025-03-01"})"), "/range/from: error.query.day");
  EXPECT_EQ(of_range(R"({"from": "1899-12-31", "to": "1900-01-01"})"),
            "/range/from: error.query.day_outside");
}

TEST(QueryJson, limits_hold) {
  EXPECT_EQ(refusal_with(R"("limit": 0)"), "/limit: error.query.limit");
  EXPECT_EQ(refusal_with(R"("limit": 100001)"), "/limit: error.query.limit");
  EXPECT_EQ(refusal_with(R"("limit": 1.5)"), "/limit: error.query.kind_of_value");
  EXPECT_EQ(refusal_with(R"("others": true)"), "/others: error.query.others_without_limit");
  EXPECT_EQ(refusal(std::string(kMostJsonBytes + 1, ' ')), ": error.query.too_long");

  std::string ids = "1";
  for (std::size_t count = 0; count < kMostIds; ++count) ids += ",1";
  EXPECT_EQ(refusal_with(R"("filters": [{"dimension": "geo", "is": [)" + ids + "]}]"),
            "/filters/0/is: error.query.too_many");
  EXPECT_EQ(refusal(std::string(50, '[')), ": error.query.json");
}

}  // namespace
}  // namespace pb::analytics
