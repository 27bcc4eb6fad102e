#include "analytics/query/formula.h"

#include <gmock/gmock.h>

#include "analytics/query/limits.h"

namespace pb::analytics {
namespace {

using testing::ElementsAre;

constexpr auto kField = "/measures/0/formula";

auto evaluate(std::string const& text, std::vector<Value> const& values, Kind kind = Kind::number) -> Value {
  auto const formula = Formula::compile(text, kField);
  EXPECT_TRUE(formula) << text;
  return formula ? formula->evaluate(values, kind) : Value();
}

auto refusal(std::string const& text) -> std::string {
  auto const formula = Formula::compile(text, kField);
  if (formula) return "none";
  EXPECT_EQ(formula.error().field, kField);
  return formula.error().message.key;
}

TEST(Formula, names_its_measures_once_each) {
  auto const formula = Formula::compile("(fact - plan) / plan + 1e3", kField);

  ASSERT_TRUE(formula);
  EXPECT_THAT(formula->inputs(), ElementsAre(Measure::fact, Measure::plan));
}

TEST(Formula, reckons_with_the_usual_precedence) {
  EXPECT_EQ(evaluate("2 + 3 * 4", {}), Value(14.0));
  EXPECT_EQ(evaluate("(2 + 3) * -4", {}), Value(-20.0));
  EXPECT_EQ(evaluate("12 / 3 / 2 - 1", {}), Value(1.0));
  EXPECT_EQ(evaluate("max(abs(-3), 2, min(9, 8))", {}), Value(8.0));
}

TEST(Formula, ratios_are_fractions_and_money_is_in_minor_units) {
  EXPECT_EQ(evaluate("plan * attainment", {std::int64_t{1'000}, std::int64_t{12'500}}), Value(1'250.0));
  EXPECT_EQ(evaluate("plan / 2", {std::int64_t{5}}, Kind::money), Value(std::int64_t{3}));
  EXPECT_EQ(evaluate("plan / 3", {std::int64_t{1}}, Kind::ratio), Value(std::int64_t{3'333}));
}

TEST(Formula, what_has_no_data_gives_no_data) {
  EXPECT_EQ(evaluate("plan + fact", {std::int64_t{1}, Value()}), Value());
  EXPECT_EQ(evaluate("plan + 0 * fact", {std::int64_t{1}, Value()}), Value());
}

TEST(Formula, a_division_by_zero_gives_no_data_wherever_it_stands) {
  EXPECT_EQ(evaluate("plan / fact", {std::int64_t{1}, std::int64_t{0}}), Value());
  EXPECT_EQ(evaluate("1 / (plan / fact)", {std::int64_t{1}, std::int64_t{0}}), Value());
  EXPECT_EQ(evaluate("max(plan, 1 / 0)", {std::int64_t{1}}), Value());
  EXPECT_EQ(evaluate("1 / (1e300 * 1e300)", {}), Value());
}

TEST(Formula, a_result_that_does_not_fit_gives_no_data) {
  EXPECT_EQ(evaluate("1e30 * plan", {std::int64_t{1}}, Kind::money), Value());
  EXPECT_EQ(evaluate("1e16 * plan", {std::int64_t{1}}, Kind::ratio), Value());
}

TEST(Formula, what_is_no_formula_is_refused) {
  for (auto const* const text :
       {"", " ", "plan +", "plan plan", "(plan", "plan)", "plan, fact", "plan = 5", "plan ^ 2", "\"plan\"",
        "plan > fact", "plan ? 1 : 2", "abs", "abs()", "min()", "2plan", "1..2", "plan\t+ 1", "\xd0\xbf"})
    EXPECT_EQ(refusal(text), "error.query.formula_syntax") << text;
}

TEST(Formula, names_it_does_not_know_are_refused) {
  for (auto const* const text : {"plans", "sin(plan)", "_pi", "rnd", "e", "plan + others"})
    EXPECT_EQ(refusal(text), "error.query.formula_name") << text;
}

TEST(Formula, length_and_depth_have_limits) {
  std::string const deep(kMostFormulaDepth, '(');
  std::string const closed(kMostFormulaDepth, ')');

  EXPECT_EQ(refusal(deep + "1" + closed), "none");
  EXPECT_EQ(refusal("(" + deep + "1" + closed + ")"), "error.query.formula_deep");
  EXPECT_EQ(refusal(std::string(kMostFormulaBytes, '1') + "1"), "error.query.formula_long");
}

}  // namespace
}  // namespace pb::analytics
