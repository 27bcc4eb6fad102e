#include <gmock/gmock.h>

#include "analytics/query/test_numbers.h"

// What is refused because its parts make no sense together, or is not for this person.
namespace pb::analytics {
namespace {

using testing::ElementsAre;

class Refusal : public testing::Test {
 protected:
  Refusal() {
    numbers_.plan(lviv_poland_, day_of(2025, 3, 10), 1'000, olena_);
    numbers_.plan(odesa_spain_, day_of(2025, 3, 10), 500, taras_);
    numbers_.target({.office = lviv_, .first = Month::from(2025, 3), .amount = 9'000});
  }

  // "field: key", or the lines of the answer.
  auto asked(std::string const& parts, Scope const& scope = Scope::of(Actor::system())) -> std::string {
    auto const table = numbers_.ask(R"({"range": "this month", )" + parts + "}", scope);
    if (!table) return table.error().field + ": " + table.error().message.key;
    std::string text;
    for (auto const& line : in_lines(*table)) text += line + "\n";
    return text;
  }

  TestNumbers numbers_;
  Index lviv_ = numbers_.office("Lviv");
  Index odesa_ = numbers_.office("Odesa");
  Index lviv_poland_ = numbers_.territory(lviv_, numbers_.geo("Poland"));
  Index odesa_spain_ = numbers_.territory(odesa_, numbers_.geo("Spain"));
  Index olena_ = numbers_.manager("Olena");
  Index taras_ = numbers_.manager("Taras");
};

TEST_F(Refusal, nothing_and_the_same_twice) {
  EXPECT_EQ(asked(R"("measures": [])"), "/measures: error.query.no_measure");
  EXPECT_EQ(asked(R"("measures": ["plan", "plan"])"), "/measures/1: error.query.measure_repeated");
  EXPECT_EQ(asked(R"("measures": [{"name": "a", "formula": "1"}, {"name": "a", "formula": "2"}])"),
            "/measures/1: error.query.measure_repeated");
  EXPECT_EQ(asked(R"("measures": ["plan"], "group_by": ["geo", "geo"])"),
            "/group_by/1: error.query.dimension_repeated");
}

TEST_F(Refusal, names_that_mean_something_else) {
  for (auto const* const name : {"plan", "office", "period", "", "A", "a b", "1a", "plan.delta"})
    EXPECT_EQ(asked(R"("measures": [{"name": ")" + std::string(name) + R"(", "formula": "1"}])"),
              "/measures/0/name: error.query.name_unusable");
}

TEST_F(Refusal, a_range_upside_down_or_too_long) {
  auto const of_range = [&](std::string const& range) {
    auto const table = numbers_.ask(R"({"measures": ["plan"], "range": )" + range + "}");
    return table ? "none" : table.error().field + ": " + table.error().message.key;
  };
  EXPECT_EQ(of_range(R"({"from": "2025-02-02", "to": "2025-02-01"})"), "/range: error.query.range_reversed");
  EXPECT_EQ(of_range(R"({"from": "1950-01-01", "to": "2025-02-01"})"), "/range: error.query.range_too_long");
  EXPECT_EQ(of_range(R"("last 51 years")"), "/range: error.query.range_too_long");
}

TEST_F(Refusal, columns_that_were_not_asked_for) {
  EXPECT_EQ(asked(R"("measures": ["plan"], "order": [{"by": "fact"}])"),
            "/order/0/by: error.query.not_asked_for");
  EXPECT_EQ(asked(R"("measures": ["plan"], "order": [{"by": "office"}])"),
            "/order/0/by: error.query.not_asked_for");
  EXPECT_EQ(asked(R"("measures": ["plan"], "order": [{"by": "period"}])"),
            "/order/0/by: error.query.not_asked_for");
  EXPECT_EQ(asked(R"("measures": ["plan"], "filters": [{"measure": "plan.delta", "op": ">", "value": 0}])"),
            "/filters/0/measure: error.query.not_asked_for");
}

TEST_F(Refusal, what_belongs_to_no_manager) {
  constexpr auto kKey = ": error.query.not_by_manager";
  EXPECT_EQ(asked(R"("measures": ["plan", "missing"], "group_by": ["manager"])"),
            std::string("/measures/1") + kKey);
  EXPECT_EQ(asked(R"("measures": ["missing"], "filters": [{"dimension": "manager", "is": [1]}])"),
            std::string("/measures/0") + kKey);
  EXPECT_EQ(asked(R"("measures": [{"name": "a", "formula": "1 + missing"}], "group_by": ["manager"])"),
            std::string("/measures/0") + kKey);
  EXPECT_EQ(asked(R"("measures": ["target_attainment"], "group_by": ["manager"])"),
            std::string("/measures/0") + kKey);
  EXPECT_EQ(asked(R"("measures": ["fact"], "group_by": ["manager"], "compare": "target")"),
            std::string("/compare") + kKey);
}

TEST_F(Refusal, a_target_beside_nothing_that_has_one) {
  EXPECT_EQ(asked(R"("measures": ["attainment"], "compare": "target")"),
            "/compare: error.query.nothing_to_compare");
}

TEST_F(Refusal, more_cells_than_anybody_can_read) {
  for (int count = 0; count < 10'000; ++count) {
    numbers_.territory(lviv_, numbers_.geo("geo"));
    numbers_.manager("somebody");
  }
  EXPECT_EQ(asked(R"("measures": ["plan"], "group_by": ["territory", "manager"])"),
            "/group_by: error.query.too_many_cells");
  EXPECT_EQ(asked(R"("measures": ["plan"], "group_by": ["office", "geo"], "grain": "day")").substr(0, 5),
            "2025-");

  auto const ten_years = numbers_.ask(R"({"measures": ["plan"], "group_by": ["territory"], "grain": "day",
                                          "range": "last 10 years"})");
  ASSERT_FALSE(ten_years);
  EXPECT_EQ(ten_years.error().message.key, "error.query.too_many_cells");
}

TEST_F(Refusal, who_sees_one_office_sees_nothing_of_others) {
  auto const lviv = TestNumbers::only_office(1);

  EXPECT_EQ(asked(R"("measures": ["plan", "contribution"], "group_by": ["office"])", lviv),
            "Lviv | 1000 10000\ntotals | 1000 10000\n");
  EXPECT_EQ(asked(R"("measures": ["plan"], "group_by": ["manager"], "limit": 1)", lviv),
            "Olena | 1000\ntotals | 1000\n");
  EXPECT_EQ(asked(R"("measures": ["plan"], "filters": [{"dimension": "office", "is_not": []}])", lviv),
            "| 1000\ntotals | 1000\n");
}

TEST_F(Refusal, ids_out_of_sight_are_as_unknown_as_those_nobody_has) {
  auto const lviv = TestNumbers::only_office(1);
  for (auto const* const dimension : {"office", "geo", "territory", "manager"}) {
    auto const by_id = [&](std::string const& id, std::string const& membership) {
      return asked(R"("measures": ["plan"], "filters": [{"dimension": ")" + std::string(dimension) +
                       R"(", ")" + membership + "\": [1, " + id + "]}]",
                   lviv);
    };
    EXPECT_EQ(by_id("2", "is"), "/filters/0/is/1: error.query.id_unknown") << dimension;
    EXPECT_EQ(by_id("99", "is"), "/filters/0/is/1: error.query.id_unknown") << dimension;
    EXPECT_EQ(by_id("2", "is_not"), "/filters/0/is_not/1: error.query.id_unknown") << dimension;
    EXPECT_EQ(by_id("1", "is"), "| 1000\ntotals | 1000\n") << dimension;
  }
}

TEST_F(Refusal, who_sees_nothing_gets_nothing) {
  auto const nobody = Scope::of({.user = UserId{9}, .role = Role::manager});

  EXPECT_EQ(asked(R"("measures": ["plan", "missing", "target"])", nobody), "totals | - 0 -\n");
}

}  // namespace
}  // namespace pb::analytics
