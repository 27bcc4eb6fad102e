#include "app/doctor.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "app/examine_computer.h"
#include "app/examine_database.h"
#include "app/examine_telegram.h"
#include "app/open_database.h"
#include "store/schema.h"

namespace pb::app {
namespace {

using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr Instant kNow{std::chrono::sys_days(std::chrono::year(2026) / 11 / 25)};

class DoctorTest : public testing::Test {
 protected:
  DoctorTest() {
    std::string pattern = testing::TempDir() + "profitbot_doctor_XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    settings_.data_folder = folder_.string();
  }
  ~DoctorTest() override { std::filesystem::remove_all(folder_); }

  static auto about(std::string const& what, Verdict verdict) {
    return testing::AllOf(testing::Field(&Finding::what, what), testing::Field(&Finding::verdict, verdict));
  }

  std::filesystem::path folder_;
  Settings settings_;
  ManualClock clock_{kNow};
};

TEST_F(DoctorTest, finds_a_database_that_is_up_to_date_well) {
  (void)open_and_migrate(settings_);

  auto const findings = examine_database(settings_, clock_);

  EXPECT_THAT(findings,
              testing::ElementsAre(about("Database", Verdict::fine), about("Integrity", Verdict::fine),
                                   about("Schema", Verdict::fine)));
}

TEST_F(DoctorTest, makes_no_database_where_there_is_none) {
  auto const findings = examine_database(settings_, clock_);

  EXPECT_THAT(findings, testing::ElementsAre(about("Database", Verdict::fine)));
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

TEST_F(DoctorTest, leaves_the_database_of_a_running_program_alone) {
  auto const running = open_and_migrate(settings_);

  auto const findings = examine_database(settings_, clock_);

  EXPECT_THAT(findings, testing::ElementsAre(about("Database", Verdict::fine)));
  EXPECT_THAT(findings.front().found, HasSubstr("running"));
}

TEST_F(DoctorTest, says_that_an_older_schema_will_be_brought_up_to_date) {
  {
    auto const database = sql::open_database(database_options(settings_));
  }

  EXPECT_THAT(examine_database(settings_, clock_), Contains(about("Schema", Verdict::warning)));
}

TEST_F(DoctorTest, refuses_a_schema_newer_than_this_program) {
  {
    auto const opened = open_and_migrate(settings_);
    opened.database->write([](sql::Session& session) {
      session.run("insert into schema_migrations (number, name, checksum) values ($1, 'tomorrow', 1)",
                  store::migrations().back().number + 1);
    });
  }

  auto const findings = examine_database(settings_, clock_);

  EXPECT_THAT(findings, Contains(about("Schema", Verdict::broken)));
  EXPECT_THROW((void)open_and_migrate(settings_), sql::SqlError);
}

TEST_F(DoctorTest, says_that_a_file_is_no_database) {
  std::ofstream(folder_ / "profitbot.db") << "This is a letter, not a database, however long one reads it.\n";

  auto const findings = examine_database(settings_, clock_);

  EXPECT_THAT(findings, testing::ElementsAre(about("Database", Verdict::broken)));
  EXPECT_THAT(findings.front().mend, Not(IsEmpty()));
}

TEST_F(DoctorTest, compares_clocks_in_both_directions) {
  using std::chrono::seconds;

  EXPECT_EQ(compare_clocks("x", kNow, kNow + seconds(2)).verdict, Verdict::fine);
  EXPECT_EQ(compare_clocks("x", kNow, kNow - seconds(20)).verdict, Verdict::warning);
  EXPECT_EQ(compare_clocks("x", kNow, kNow + seconds(90)).verdict, Verdict::broken);
}

TEST_F(DoctorTest, warns_of_old_time_zone_data) {
  std::ofstream(folder_ / "tzdata.zi") << "# version 2021a\n";
  EXPECT_EQ(examine_time_zones(folder_, kNow).verdict, Verdict::warning);

  std::ofstream(folder_ / "tzdata.zi") << "# version 2026b\n";
  EXPECT_EQ(examine_time_zones(folder_, kNow).verdict, Verdict::fine);
}

TEST_F(DoctorTest, finds_fonts_below_a_folder_and_only_warns_without) {
  EXPECT_EQ(examine_fonts({folder_}).verdict, Verdict::warning);

  std::filesystem::create_directories(folder_ / "truetype");
  std::ofstream(folder_ / "truetype" / "DejaVuSans.ttf") << "font";
  EXPECT_EQ(examine_fonts({folder_ / "absent", folder_}).verdict, Verdict::fine);
}

TEST_F(DoctorTest, looks_at_the_disk_also_before_the_folder_is_made) {
  EXPECT_NE(examine_disk(folder_ / "not" / "yet").verdict, Verdict::broken);
}

TEST_F(DoctorTest, says_that_telegram_cannot_be_reached_and_takes_it_lightly_without_a_token) {
  http::Client client;
  client.start();
  settings_.telegram_api_url = "http://127.0.0.1:1";
  EXPECT_THAT(examine_telegram(settings_, clock_, client),
              testing::ElementsAre(about("Telegram", Verdict::warning)));

  settings_.bot_token = Secret("123456:TEST-TOKEN");
  EXPECT_THAT(examine_telegram(settings_, clock_, client),
              testing::ElementsAre(about("Telegram", Verdict::broken)));
}

TEST_F(DoctorTest, names_settings_that_are_wrong_instead_of_giving_up) {
  auto const findings = examine(
      [](SettingInfo const& info) -> std::optional<std::string> {
        if (info.name == "PROFITBOT_PORT") return "none";
        return std::nullopt;
      },
      clock_);

  EXPECT_THAT(findings, Contains(about("Configuration", Verdict::broken)));
  EXPECT_FALSE(is_healthy(findings));
}

TEST(HttpDate, is_read_as_servers_write_it) {
  EXPECT_EQ(parse_http_date("Wed, 25 Nov 2026 00:00:00 GMT"), kNow);
  EXPECT_EQ(parse_http_date("yesterday"), std::nullopt);
}

TEST(Findings, are_told_with_what_to_do) {
  Findings const findings{{"Disk", Verdict::broken, "full", "make room"},
                          {"Clock", Verdict::fine, "agrees", ""}};

  auto const words = findings_in_words(findings);

  EXPECT_THAT(words, HasSubstr("✗ Disk"));
  EXPECT_THAT(words, HasSubstr("→ make room"));
  EXPECT_THAT(words, HasSubstr("✓ Clock"));
  EXPECT_THAT(findings_as_json(findings), HasSubstr(R"("healthy":false)"));
}

}  // namespace
}  // namespace pb::app
