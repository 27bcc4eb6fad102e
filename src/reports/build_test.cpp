#include "reports/build.h"

#include <gmock/gmock.h>

#include <boost/json/serialize.hpp>

#include "analytics/query/test_numbers.h"
#include "reports/built_in.h"
#include "reports/definition_json.h"
#include "reports/figure_text.h"
#include "reports/json.h"

// From a definition and numbers to blocks.
namespace pb::reports {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Building : public analytics::TwoOffices {
 protected:
  Building() {
    auto const day = [](unsigned month, unsigned number) { return analytics::day_of(2025, month, number); };
    numbers_.plan(lviv_poland_, day(1, 10), 100'000, olena_);
    numbers_.plan(lviv_spain_, day(1, 11), 50'000, olena_);
    numbers_.plan(odesa_poland_, day(1, 10), 200'000, olena_);
    numbers_.fact(lviv_poland_, Month::from(2025, 1), 120'000, olena_);
    numbers_.fact(lviv_spain_, Month::from(2025, 1), 40'000, olena_);
    numbers_.fact(odesa_poland_, Month::from(2025, 1), 150'000, olena_);
    numbers_.plan(lviv_poland_, day(2, 10), 80'000, olena_);
  }

  auto built(std::string const& blocks, Parameters const& parameters = {},
             Scope const& scope = Scope::of(Actor::system())) -> Built {
    auto const definition = parse_definition(
        R"({"name": "test", "title": {"en": "Test"}, "period": {"from": "2025-01-01", "to": "2025-01-31"}, "blocks": [)" +
        blocks + "]}");
    EXPECT_TRUE(definition) << definition.error().field << " " << definition.error().message.key;
    return made(*definition, parameters, scope);
  }
  auto made(Definition const& definition, Parameters const& parameters = {},
            Scope const& scope = Scope::of(Actor::system())) -> Built {
    auto const version = numbers_.version();
    auto result = build(definition, parameters,
                        {.version = version,
                         .scope = scope,
                         .translator = translator_,
                         .reader = {.language = language_},
                         .today = numbers_.today,
                         .now = Instant{}});
    EXPECT_TRUE(result) << result.error().field << " " << result.error().message.key;
    return std::move(*result);
  }
  auto row_text(Row const& row) -> std::string {
    std::string text(enum_name_of(row.kind));
    for (auto const& cell : row.cells)
      text += "|" + cell_text(cell, translator_, {.language = i18n::Language::en});
    return text;
  }
  static auto enum_name_of(RowKind kind) -> std::string {
    return kind == RowKind::group ? "group" : kind == RowKind::total ? "total" : "row";
  }
  auto lines(Grid const& grid) -> std::vector<std::string> {
    std::vector<std::string> texts;
    for (auto const& row : grid.rows) texts.push_back(row_text(row));
    return texts;
  }
  auto sentences(Block const& block) -> std::string {
    std::string text;
    for (auto const& paragraph : std::get<Paragraphs>(block.part).paragraphs) text += paragraph.text + " ";
    return text;
  }

  static auto parameters_for(Definition const& definition) -> Parameters {
    Parameters parameters;
    for (auto const need : definition.needs) {
      if (need == Parameter::office) parameters.offices = {OfficeId{1}};
      if (need == Parameter::geo) parameters.geo = GeoId{1};
      if (need == Parameter::manager) parameters.manager = UserId{1};
    }
    return parameters;
  }

  i18n::Translator translator_;
  i18n::Language language_ = i18n::Language::en;
  analytics::Index olena_ = numbers_.manager("Olena");
};

TEST_F(Building, tables_of_two_groups_have_heads_with_their_own_sums) {
  auto const report = built(R"({"kind": "table", "query": {"measures": ["plan", "attainment"],
                                "group_by": ["office", "geo"]}})");
  EXPECT_THAT(lines(std::get<Grid>(report.blocks[0].part)),
              ElementsAre("group|Lviv|₴1,500|106.7%", "row|Poland|₴1,000|120%", "row|Spain|₴500|80%",
                          "group|Odesa|₴2,000|75%", "row|Poland|₴2,000|75%", "total|Total|₴3,500|88.6%"));
}

TEST_F(Building, marks_give_numbers_a_tone) {
  auto const report =
      built(R"({"kind": "table", "query": {"measures": ["attainment"], "group_by": ["office"]},
                                "marks": [{"column": "attainment", "op": "<", "value": 10000, "tone": "bad"}]})");
  auto const& grid = std::get<Grid>(report.blocks[0].part);
  EXPECT_EQ(grid.rows[0].cells[1].tone, Tone::plain);
  EXPECT_EQ(grid.rows[1].cells[1].tone, Tone::bad);
}

TEST_F(Building, ratios_differ_by_points) {
  auto const report = built(R"({"kind": "table", "query": {"measures": ["attainment"], "group_by": ["office"],
      "compare": "previous_period"}})");
  auto const& grid = std::get<Grid>(report.blocks[0].part);
  EXPECT_EQ(grid.columns.back().title, "Attainment: change, pp");
  EXPECT_EQ(grid.columns.back().kind, ColumnKind::number);
}

TEST_F(Building, tiles_are_compared_and_the_change_has_a_tone) {
  auto const report = built(R"({"kind": "tiles", "recent": true, "query": {"measures": ["plan", "fact"],
      "range": {"from": "2025-02-01", "to": "2025-02-28"}, "compare": "previous_period"}})");
  auto const& tiles = std::get<Tiles>(report.blocks[0].part).tiles;
  ASSERT_EQ(tiles.size(), 2U);
  EXPECT_EQ(tiles[0].label, "Plan");
  EXPECT_EQ(figure_text(*tiles[0].change, translator_, {.language = i18n::Language::en}), "−77.1%");
  EXPECT_EQ(tiles[0].note, "January 2025: ₴3,500");
  EXPECT_FALSE(analytics::has_data(tiles[1].figure.value));
}

TEST_F(Building, the_scope_leaves_other_offices_out_of_every_number) {
  auto const report = built(R"({"kind": "table", "query": {"measures": ["plan"], "group_by": ["office"]}})",
                            {}, analytics::TestNumbers::only_office(1));
  EXPECT_THAT(lines(std::get<Grid>(report.blocks[0].part)), ElementsAre("row|Lviv|₴1,500"));
  EXPECT_EQ(report.subtitle, "January 2025 · Lviv");
}

TEST_F(Building, a_block_that_cannot_be_answered_says_why_and_the_rest_stands) {
  auto const report = built(R"({"kind": "table", "query": {"measures": ["plan"], "group_by": ["office"],
                                "filters": [{"dimension": "office", "is": [77]}]}},
                               {"kind": "text", "about": "summary"})");
  EXPECT_THAT(std::get<Problem>(report.blocks[0].part).text, HasSubstr("77"));
  EXPECT_THAT(sentences(report.blocks[1]), HasSubstr("The fact is ₴3,100, 88.6% of the plan of ₴3,500"));
}

TEST_F(Building, a_parameter_that_nobody_knows_is_refused) {
  auto const version = numbers_.version();
  auto const result = build(*built_in_definition("office"), {.offices = {OfficeId{99}}},
                            {.version = version,
                             .scope = Scope::of(Actor::system()),
                             .translator = translator_,
                             .reader = {},
                             .today = numbers_.today,
                             .now = Instant{}});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().field, "/office");
}

TEST_F(Building, stories_name_who_is_behind_and_through_what) {
  auto const report = built(R"({"kind": "text", "about": "drivers"})");
  EXPECT_EQ(sentences(report.blocks[0]), "Odesa is 25% behind plan (−₴500). ");
}

TEST_F(Building, stories_are_told_in_the_readers_language) {
  auto const told = [&](i18n::Language language) {
    language_ = language;
    auto const report =
        built(R"({"kind": "text", "about": "summary"}, {"kind": "text", "about": "drivers"})");
    return sentences(report.blocks[0]) + sentences(report.blocks[1]);
  };
  EXPECT_EQ(
      told(i18n::Language::uk),
      "Факт — 3\u00A0100\u00A0₴, це 88,6% від плану 3\u00A0500\u00A0₴: на 400\u00A0₴ менше, ніж планували. "
      "Odesa: 25% нижче плану (−500\u00A0₴). ");
  EXPECT_EQ(told(i18n::Language::ru),
            "Факт — 3\u00A0100\u00A0₴, это 88,6\u00A0% от плана 3\u00A0500\u00A0₴: на 400\u00A0₴ меньше, чем "
            "планировали. "
            "Odesa: 25\u00A0% ниже плана (−500\u00A0₴). ");
}

TEST_F(Building, what_a_head_gets_names_no_other_office) {
  for (auto const& definition : built_in_definitions()) {
    auto const report = made(definition, parameters_for(definition), analytics::TestNumbers::only_office(1));
    EXPECT_THAT(boost::json::serialize(to_json(report)), testing::Not(HasSubstr("Odesa"))) << definition.name;
  }
}

TEST_F(Building, a_waterfall_leads_from_plan_to_fact) {
  auto const report = built(R"({"kind": "chart", "chart": "waterfall",
                                "query": {"measures": ["delta"], "group_by": ["office"]}})");
  auto const& part = std::get<ChartPart>(report.blocks[0].part);
  EXPECT_THAT(lines(part.data),
              ElementsAre("row|Plan|₴3,500", "row|Odesa|−₴500", "row|Lviv|₴100", "total|Fact|₴3,100"));
  EXPECT_EQ(part.summary, "Plan: ₴3,500; Fact: ₴3,100. The biggest change: Odesa (−₴500).");
}

TEST(Definitions, built_in_reports_are_built_of_nothing) {
  i18n::Translator const translator;
  analytics::TestNumbers numbers;
  (void)numbers.office("Lviv");
  (void)numbers.geo("Poland");
  (void)numbers.manager("Olena");
  auto const version = numbers.version();
  for (auto const& definition : built_in_definitions()) {
    auto const result = build(definition, {.offices = {OfficeId{1}}},
                              {.version = version,
                               .scope = analytics::TestNumbers::only_office(1),
                               .translator = translator,
                               .reader = {},
                               .today = numbers.today,
                               .now = Instant{}});
    bool const needs_more = !definition.needs.empty() && definition.needs.front() != Parameter::office;
    ASSERT_EQ(result.has_value(), !needs_more) << definition.name;
  }
}

TEST_F(Building, built_in_reports_are_built_in_every_language) {
  for (auto const& definition : built_in_definitions()) {
    auto const parameters = parameters_for(definition);
    for (auto const language : i18n::kLanguages) {
      auto const version = numbers_.version();
      auto const result = build(definition, parameters,
                                {.version = version,
                                 .scope = Scope::of(Actor::system()),
                                 .translator = translator_,
                                 .reader = {.language = language},
                                 .today = numbers_.today,
                                 .now = Instant{}});
      ASSERT_TRUE(result) << definition.name << " " << result.error().message.key;
      for (auto const& block : result->blocks) {
        EXPECT_FALSE(std::holds_alternative<Problem>(block.part))
            << definition.name << ": " << std::get<Problem>(block.part).text;
      }
    }
  }
}

TEST(Definitions, come_back_from_json_as_they_went) {
  for (auto const& definition : built_in_definitions()) {
    auto const again = parse_definition(boost::json::serialize(to_json(definition)));
    ASSERT_TRUE(again) << definition.name << again.error().field;
    EXPECT_EQ(*again, definition) << definition.name;
  }
}

TEST(Definitions, are_refused_by_the_part_that_is_wrong) {
  auto const refusal = [](std::string const& block) {
    auto const definition = parse_definition(
        R"({"name": "test", "title": {"en": "Test"}, "period": "this month", "blocks": [)" + block + "]}");
    return definition ? std::string("taken") : definition.error().field;
  };
  EXPECT_EQ(refusal(R"({"kind": "tiles", "query": {"measures": ["profit"]}})"), "/blocks/0/query/measures/0");
  EXPECT_EQ(refusal(R"({"kind": "tiles", "query": {"measures": ["plan"], "grain": "day"}})"),
            "/blocks/0/query");
  EXPECT_EQ(refusal(R"({"kind": "chart", "chart": "heat_map", "query": {"measures": ["plan"]}})"),
            "/blocks/0/query");
  EXPECT_EQ(refusal(R"({"kind": "page_break", "colour": 1})"), "/blocks/0/colour");
  EXPECT_EQ(refusal(R"({"kind": "text", "about": "weather"})"), "/blocks/0/about");
  EXPECT_EQ(refusal(R"({"kind": "page_break"})"), "taken");
}

TEST(Periods, are_read_as_people_type_them) {
  auto const days = [](std::string_view text) {
    auto const period = parse_period(text);
    if (!period) return std::string("none");
    if (!std::holds_alternative<analytics::AbsoluteRange>(*period)) return std::string("words");
    auto const& range = std::get<analytics::AbsoluteRange>(*period);
    return to_iso(range.from) + " " + to_iso(range.to);
  };
  EXPECT_EQ(days("2026-01"), "2026-01-01 2026-01-31");
  EXPECT_EQ(days("2026"), "2026-01-01 2026-12-31");
  EXPECT_EQ(days("2026-Q2"), "2026-04-01 2026-06-30");
  EXPECT_EQ(days("2026-W01"), "2025-12-29 2026-01-04");
  EXPECT_EQ(days("2026-W53"), "2026-12-28 2027-01-03");
  EXPECT_EQ(days("2025-W53"), "none");
  EXPECT_EQ(days("2026-01-31"), "2026-01-31 2026-01-31");
  EXPECT_EQ(days("2026-01-01..2026-01-15"), "2026-01-01 2026-01-15");
  EXPECT_EQ(days("2026-01-15..2026-01-01"), "none");
  EXPECT_EQ(days("previous month"), "words");
  EXPECT_EQ(days("2026-13"), "none");
  EXPECT_EQ(days("20x6"), "none");
  EXPECT_EQ(days(""), "none");
}

}  // namespace
}  // namespace pb::reports
