#include "app/report_command.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "reports/definition_json.h"
#include "store/test_business.h"

namespace pb::app {
namespace {

using reports::Format;
using store::day_of;
using testing::HasSubstr;
using testing::StartsWith;

class ReportCommandTest : public store::TestBusiness {
 protected:
  ReportCommandTest() { give_plan(lviv_, day_of(2025, 1, 10), store::units(1'234)); }
  ~ReportCommandTest() override { std::filesystem::remove_all(folder_); }

  auto run(ReportCommand command) -> int {
    out_.str("");
    command.out = folder_;
    command.language = i18n::Language::en;
    if (command.formats.empty()) command.formats = {Format::json};
    return run_report(command, database_.get(), now, translator_, out_);
  }
  auto written(std::string const& name) const -> std::string {
    std::ifstream file(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) / ("report_" + std::to_string(::getpid()));
  i18n::Translator translator_;
  std::ostringstream out_;
  TerritoryId lviv_ = add_territory(add_office("Львів"), "Poland");
};
INSTANTIATE_TEST_SUITE_P(Engines, ReportCommandTest, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(ReportCommandTest, writes_each_format_and_says_where) {
  EXPECT_EQ(
      run({.name = "monthly",
           .period = reports::parse_period("2025-01"),
           .formats = {Format::pdf, Format::xlsx, Format::csv, Format::png, Format::text, Format::json}}),
      0)
      << out_.str();

  EXPECT_THAT(out_.str(), HasSubstr("monthly-2025-01.pdf\n"));
  EXPECT_THAT(written("monthly-2025-01.pdf"), StartsWith("%PDF-1.7"));
  EXPECT_THAT(written("monthly-2025-01.xlsx"), StartsWith("PK"));
  EXPECT_THAT(written("monthly-2025-01.png"), StartsWith("\x89PNG"));
  EXPECT_THAT(written("monthly-2025-01.csv"), HasSubstr("1234.00"));
  EXPECT_THAT(written("monthly-2025-01.txt"), HasSubstr("1,234"));
  EXPECT_THAT(written("monthly-2025-01.json"), HasSubstr("123400"));
}

TEST_P(ReportCommandTest, an_office_is_named_as_people_name_it) {
  EXPECT_EQ(run({.name = "office", .period = reports::parse_period("2025-01"), .offices = {"львів "}}), 0)
      << out_.str();
  EXPECT_THAT(written("office-2025-01.json"), HasSubstr("Львів"));

  EXPECT_EQ(run({.name = "office", .offices = {"Nowhere"}}), 1);
  EXPECT_EQ(out_.str(), "there is no office Nowhere\n");
  EXPECT_EQ(run({.name = "office"}), 1);
  EXPECT_EQ(out_.str(), "/office: This report needs an office.\n");
}

TEST_P(ReportCommandTest, takes_a_definition_of_ones_own_and_names_what_is_wrong_with_it) {
  std::filesystem::create_directories(folder_);
  auto const file = folder_ / "own.json";
  std::ofstream(file) << R"({"name": "own", "title": {"en": "Own"}, "period": "this month",
                             "blocks": [{"kind": "tiles", "query": {"measures": ["profit"]}}]})";

  EXPECT_EQ(run({.name = file.string()}), 1);
  EXPECT_EQ(out_.str(), "/blocks/0/query/measures/0: There is no measure “profit”.\n");
  EXPECT_EQ(run({.name = "nonsense"}), 1);
  EXPECT_THAT(out_.str(), HasSubstr("`profitbot report list`"));
}

TEST(ReportList, names_all_of_them) {
  std::ostringstream out;
  EXPECT_EQ(list_reports(i18n::Language::en, out), 0);
  EXPECT_THAT(out.str(), HasSubstr("monthly     Monthly report\n"));
  EXPECT_THAT(out.str(), HasSubstr("office      Office card (needs --office)\n"));
}

TEST(ReportsDocument, shows_a_definition_that_is_one) {
  std::ifstream file("docs/reports.md");
  std::string const text((std::istreambuf_iterator<char>(file)), {});
  auto const begin = text.find("```json\n") + 8;
  auto const definition = reports::parse_definition(text.substr(begin, text.find("```", begin) - begin));
  ASSERT_TRUE(definition) << definition.error().field << " " << definition.error().message.key;
  EXPECT_EQ(definition->blocks.size(), 5U);
}

}  // namespace
}  // namespace pb::app
