#include "app/query_command.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "store/test_business.h"

namespace pb::app {
namespace {

using store::day_of;
using testing::HasSubstr;
using testing::StartsWith;

class QueryCommandTest : public store::TestBusiness {
 protected:
  QueryCommandTest() {
    give_plan(lviv_, day_of(2025, 1, 10), store::units(1'234));
    give_plan(odesa_, day_of(2025, 1, 15), store::units(500));
  }
  ~QueryCommandTest() override { std::filesystem::remove(file_); }

  auto run(std::string const& question, QueryFormat format = QueryFormat::words,
           std::optional<UserId> as = {}) -> int {
    std::ofstream(file_) << question;
    return run_as({.file = file_, .format = format, .as = as});
  }
  auto run_as(QueryCommand const& command) -> int {
    out_.str("");
    return run_query(command, database_.get(), now, translator_, out_);
  }

  static constexpr auto kByOffice = R"({"measures": ["plan", "attainment"], "group_by": ["office"],
                                        "range": "this month"})";

  std::filesystem::path file_ =
      std::filesystem::path(testing::TempDir()) / ("query_" + std::to_string(::getpid()) + ".json");
  i18n::Translator translator_;
  std::ostringstream out_;
  OfficeId office_ = add_office("Львів");
  TerritoryId lviv_ = add_territory(office_, "Poland");
  TerritoryId odesa_ = add_territory(add_office("Odesa"), "Spain");
};
INSTANTIATE_TEST_SUITE_P(Engines, QueryCommandTest, testing::ValuesIn(sql::engines()), sql::engine_name);

TEST_P(QueryCommandTest, prints_aligned_columns_and_what_they_are_about) {
  EXPECT_EQ(run(kByOffice), 0);

  EXPECT_THAT(out_.str(), StartsWith("office      plan  attainment\n"
                                     "Odesa     500.00           -\n"
                                     "Львів   1 234.00           -\n"
                                     "Total   1 734.00           -\n"
                                     "\n"
                                     "2025-01; as of event "));
}

TEST_P(QueryCommandTest, relative_ranges_count_from_the_day_it_is_or_from_another) {
  EXPECT_EQ(run(R"({"measures": ["plan"], "range": "today"})"), 0);
  EXPECT_THAT(out_.str(), HasSubstr("500.00"));

  EXPECT_EQ(run_as({.file = file_, .today = day_of(2025, 1, 10)}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("1 234.00"));
}

TEST_P(QueryCommandTest, prints_json_for_machines) {
  EXPECT_EQ(run(kByOffice, QueryFormat::json), 0);

  EXPECT_THAT(out_.str(), HasSubstr(R"([{"id":1,"name":"Львів"},123400,null])"));
}

TEST_P(QueryCommandTest, prints_the_rows_as_csv_for_other_programs) {
  EXPECT_EQ(run(kByOffice, QueryFormat::csv), 0);

  EXPECT_EQ(out_.str(), "office,plan,\"attainment, %\"\r\nOdesa,500.00,\r\nЛьвів,1234.00,\r\n");
}

TEST_P(QueryCommandTest, writes_a_workbook_and_says_where) {
  auto const folder = std::filesystem::path(testing::TempDir()) / ("query_" + std::to_string(::getpid()));
  std::ofstream(file_) << kByOffice;

  EXPECT_EQ(run_as({.file = file_, .format = QueryFormat::xlsx, .workbook = folder / "plans.xlsx"}), 0);

  EXPECT_EQ(out_.str(), (folder / "plans.xlsx").string() + "\n");
  EXPECT_GT(std::filesystem::file_size(folder / "plans.xlsx"), 4'000U);
  std::filesystem::remove_all(folder);
}

TEST_P(QueryCommandTest, a_workbook_without_a_place_is_told) {
  std::ofstream(file_) << kByOffice;

  EXPECT_EQ(run_as({.file = file_, .format = QueryFormat::xlsx, .workbook = "/proc/none/plans.xlsx"}), 1);

  EXPECT_THAT(out_.str(), HasSubstr("could not be written"));
}

TEST_P(QueryCommandTest, shows_a_user_what_that_user_may_see) {
  auto const head = add_person("Olena", Role::head, office_);

  EXPECT_EQ(run(kByOffice, QueryFormat::words, head.user), 0);
  EXPECT_THAT(out_.str(), HasSubstr("Total   1 234.00"));

  EXPECT_EQ(run(kByOffice, QueryFormat::words, UserId{99}), 1);
  EXPECT_THAT(out_.str(), HasSubstr("no active user 99"));
}

TEST_P(QueryCommandTest, names_what_is_wrong_with_a_question) {
  EXPECT_EQ(run(R"({"measures": ["profit"], "range": "today"})"), 1);
  EXPECT_EQ(out_.str(), "/measures/0: There is no measure “profit”.\n");

  EXPECT_EQ(run("{", QueryFormat::json), 1);
  EXPECT_THAT(out_.str(),
              StartsWith(R"({"refused":"error.query.json","message":"This is not readable JSON)"));

  EXPECT_EQ(run_as({.file = "/nowhere/query.json"}), 1);
  EXPECT_EQ(out_.str(), "/nowhere/query.json cannot be read\n");
}

TEST_P(QueryCommandTest, wants_the_present_schema_and_leaves_it_as_it_is) {
  sql::TestDatabase empty(GetParam());
  std::ofstream(file_) << kByOffice;

  EXPECT_EQ(run_query({.file = file_}, empty.get(), now, translator_, out_), 1);

  EXPECT_THAT(out_.str(), HasSubstr("profitbot migrate"));
  EXPECT_EQ(sql::schema_version(empty.get()), 0);
}

}  // namespace
}  // namespace pb::app
