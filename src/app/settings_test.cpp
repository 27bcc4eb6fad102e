#include "app/settings.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace pb::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;

// Settings by their name in the environment; what is not there is not given.
auto given(std::map<std::string, std::string> values) -> SettingSource {
  return [values = std::move(values)](SettingInfo const& info) -> std::optional<std::string> {
    auto const found = values.find(std::string(info.name));
    return found == values.end() ? std::nullopt : std::optional(found->second);
  };
}

auto refusal(auto&& act) -> std::string {
  try {
    act();
  } catch (BadSetting const& problem) {
    return problem.what();
  }
  return "";
}

class ConfigurationFile {
 public:
  explicit ConfigurationFile(std::string const& text) { std::ofstream(path_) << text; }
  ~ConfigurationFile() { std::filesystem::remove(path_); }
  auto path() const -> std::string const& { return path_; }

 private:
  std::string path_ = testing::TempDir() + "profitbot_settings_test_" + std::to_string(::getpid()) + ".toml";
};

TEST(Settings, have_a_default_for_everything_that_is_not_given) {
  auto const settings = load_settings(given({}));

  EXPECT_EQ(settings.port, 8080);
  EXPECT_EQ(settings.address, "127.0.0.1");
  EXPECT_EQ(settings.telegram_api_url, "https://api.telegram.org");
  EXPECT_TRUE(settings.bot_token.empty());
}

TEST(Settings, take_the_names_of_the_base_system) {
  auto const settings = load_settings(given({{"BOT_TOKEN", "123456:TEST-TOKEN"},
                                             {"ADMIN_TG_ID", "42"},
                                             {"DATABASE_URL", "sqlite+aiosqlite:///bot.db"}}));

  EXPECT_EQ(settings.bot_token.reveal(), "123456:TEST-TOKEN");
  EXPECT_EQ(settings.admin_tg_id, 42);
  EXPECT_EQ(settings.database_url, "sqlite+aiosqlite:///bot.db");
}

TEST(Settings, that_are_wrong_are_all_named_at_once) {
  auto const words = refusal([] {
    (void)load_settings(
        given({{"PROFITBOT_PORT", "70000"}, {"ADMIN_TG_ID", "me"}, {"WEBHOOK_URL", "example.org"}}));
  });

  EXPECT_THAT(words, AllOf(HasSubstr("PROFITBOT_PORT must be a whole number from 0 to 65535"),
                           HasSubstr("ADMIN_TG_ID"), HasSubstr("WEBHOOK_URL")));
}

TEST(Settings, that_are_wrong_never_show_a_secret) {
  auto const words = refusal([] { (void)load_settings(given({{"WEBHOOK_SECRET", "not allowed!"}})); });

  EXPECT_THAT(words, AllOf(HasSubstr("WEBHOOK_SECRET"), testing::Not(HasSubstr("not allowed!"))));
}

TEST(Settings, on_the_command_line_win_over_the_file) {
  ConfigurationFile const file("port = 9001\naddress = \"0.0.0.0\"\n");

  auto const settings = load_settings(layered_source({{"--port", "9002"}}, file.path()));

  EXPECT_EQ(settings.port, 9002);
  EXPECT_EQ(settings.address, "0.0.0.0");
}

TEST(Settings, in_the_environment_win_over_the_file) {
  ConfigurationFile const file("port = 9001\n");
  ::setenv("PROFITBOT_PORT", "9003", 1);

  auto const settings = load_settings(layered_source({}, file.path()));
  ::unsetenv("PROFITBOT_PORT");

  EXPECT_EQ(settings.port, 9003);
}

TEST(Settings, in_the_file_that_nobody_knows_are_named_with_their_line) {
  ConfigurationFile const file("port = 9001\nprot = 9002\n[bot]\ntoken = \"x\"\n");

  auto const words = refusal([&] { (void)layered_source({}, file.path()); });

  EXPECT_THAT(words, AllOf(HasSubstr("\"prot\" (line 2)"), HasSubstr("\"bot\" (line 3)")));
}

TEST(Settings, in_a_file_that_cannot_be_read_say_where_it_breaks) {
  ConfigurationFile const file("port = \n");

  EXPECT_THAT(refusal([&] { (void)layered_source({}, file.path()); }), HasSubstr("line 1"));
  EXPECT_THAT(refusal([] { (void)layered_source({}, "/nowhere/profitbot.toml"); }), HasSubstr("/nowhere"));
}

TEST(Settings, are_described_without_a_secret_among_the_flags) {
  auto const table = describe_settings();

  for (auto const& info : setting_infos()) {
    EXPECT_THAT(table, HasSubstr(std::string(info.name)));
    EXPECT_TRUE(info.secrecy == Secrecy::open || info.flag.empty()) << info.name;
  }
}

TEST(Settings, are_described_in_the_operations_page_word_for_word) {
  std::ifstream file("docs/operations.md");
  std::string const page{std::istreambuf_iterator<char>(file), {}};

  EXPECT_THAT(page, HasSubstr("<!-- settings -->\n" + describe_settings() + "<!-- /settings -->\n"));
}

}  // namespace
}  // namespace pb::app
