#include "app/command.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace pb::app {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class CommandLineTest : public testing::Test {
 protected:
  CommandLineTest() {
    std::string pattern = testing::TempDir() + "profitbot_command_XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
  }
  ~CommandLineTest() override { std::filesystem::remove_all(folder_); }

  auto run(std::vector<char const*> arguments) -> int {
    out_.str("");
    err_.str("");
    arguments.insert(arguments.begin(), "profitbot");
    return run_command_line(commands(), arguments, stop_, out_, err_);
  }

  std::string folder_;
  StopSignal stop_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(CommandLineTest, an_answer_that_cannot_be_written_is_a_failure) {
  auto const file = folder_ + "/series.csv";
  std::ofstream(file) << "2014-04-01,5\n";
  out_.setstate(std::ios::badbit);  // as a full disk does

  EXPECT_EQ(run({"detect", "--csv", file.c_str()}), kFailed);

  EXPECT_THAT(err_.str(), HasSubstr("cannot be written"));
}

TEST_F(CommandLineTest, a_folder_is_no_file_to_read) {
  EXPECT_EQ(run({"detect", "--csv", folder_.c_str()}), kFailed);
  EXPECT_THAT(err_.str(), HasSubstr(folder_ + " cannot be opened"));

  EXPECT_EQ(run({"forecast", "--csv", folder_.c_str(), "--season", "1", "--horizon", "1"}), kFailed);
  EXPECT_THAT(err_.str(), HasSubstr(folder_ + " cannot be opened"));
}

TEST_F(CommandLineTest, names_every_command_in_its_help) {
  EXPECT_EQ(run({"--help"}), kDone);

  for (auto const& command : commands()) EXPECT_THAT(out_.str(), HasSubstr(command.name));
}

TEST_F(CommandLineTest, takes_wrong_use_for_wrong_use) {
  EXPECT_EQ(run({}), kUsage);
  EXPECT_EQ(run({"frobnicate"}), kUsage);
  EXPECT_EQ(run({"migrate", "--nonsense"}), kUsage);
  EXPECT_EQ(run({"takeover"}), kUsage);
  EXPECT_EQ(run({"demo", "--language", "xx"}), kUsage);
}

TEST_F(CommandLineTest, names_a_setting_that_is_wrong) {
  EXPECT_EQ(run({"migrate", "--port", "http"}), kUsage);

  EXPECT_THAT(err_.str(), HasSubstr("PROFITBOT_PORT"));
  EXPECT_THAT(out_.str(), IsEmpty());
}

TEST_F(CommandLineTest, brings_a_database_up_to_date_once) {
  EXPECT_EQ(run({"migrate", "--data", folder_.c_str(), "--json"}), kDone);
  EXPECT_THAT(out_.str(), HasSubstr(R"("before":0)"));

  EXPECT_EQ(run({"migrate", "--data", folder_.c_str()}), kDone);
  EXPECT_THAT(out_.str(), HasSubstr("The database is up to date"));
}

TEST_F(CommandLineTest, fails_with_a_sentence_where_the_database_cannot_be_had) {
  EXPECT_EQ(run({"migrate", "--database", "mysql://somewhere"}), kUsage);
  EXPECT_THAT(err_.str(), HasSubstr("DATABASE_URL"));

  EXPECT_EQ(run({"migrate", "--database", "sqlite:/dev/null/no.db"}), kFailed);
  EXPECT_THAT(err_.str(), HasSubstr("profitbot: "));
}

TEST_F(CommandLineTest, refuses_to_take_over_what_is_not_there) {
  EXPECT_EQ(run({"takeover", "/nowhere/bot.db", "--data", folder_.c_str()}), kFailed);
  EXPECT_THAT(out_.str(), HasSubstr("/nowhere/bot.db"));

  EXPECT_EQ(run({"takeover", "/nowhere/bot.db", "--data", folder_.c_str(), "--json"}), kFailed);
  EXPECT_THAT(out_.str(), HasSubstr(R"("agrees":false)"));
}

TEST_F(CommandLineTest, answers_a_query_only_from_a_database_that_is_there) {
  EXPECT_EQ(run({"query"}), kUsage);
  EXPECT_EQ(run({"query", "q.json", "--today", "tomorrow", "--data", folder_.c_str()}), kUsage);
  EXPECT_EQ(run({"query", "q.json", "--as", "-1", "--data", folder_.c_str()}), kUsage);

  EXPECT_EQ(run({"query", "q.json", "--data", folder_.c_str()}), kFailed);
  EXPECT_THAT(err_.str(), HasSubstr("there is no database"));
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

}  // namespace
}  // namespace pb::app
