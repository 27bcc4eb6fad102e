#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <map>
#include <string>

#include "app/serve.h"
#include "app/settings.h"
#include "app/stop_signal.h"
#include "app/takeover_command.h"
#include "base/clock.h"
#include "i18n/translator.h"
#include "sql/value.h"

namespace pb::app {
namespace {

constexpr int kFailed = 1;
constexpr int kUsage = 2;

// What the command line says, before anything is done about it.
struct CommandLine {
  std::map<std::string, std::string> flags;
  std::string configuration_file;
  TakeoverCommand takeover;
  bool as_json = false;
  bool dry_run = false;
};

void add_setting_flags(CLI::App& app, CommandLine& line) {
  app.add_option("--config", line.configuration_file, "Configuration file (TOML)");
  for (auto const& info : setting_infos()) {
    if (info.flag.empty()) continue;
    app.add_option_function<std::string>(
        std::string(info.flag),
        [&line, flag = std::string(info.flag)](std::string const& value) { line.flags[flag] = value; },
        fmt::format("{} [{}]", info.sentence, info.name));
  }
}

auto take_over(CommandLine& line, Settings const& settings) -> int {
  line.takeover.mode = line.dry_run ? integrations::TakeoverMode::rehearse : integrations::TakeoverMode::apply;
  line.takeover.format = line.as_json ? ReportFormat::json : ReportFormat::words;
  auto const database = open_and_migrate(settings);
  return run_takeover(line.takeover, *database, SystemClock().now(), i18n::Translator(), std::cout);
}

auto run(int argc, char** argv) -> int {
  StopSignal stop;
  CommandLine line;
  CLI::App app("Profit Bot: plans and facts of your offices, every day, in Telegram");
  app.require_subcommand(1);
  app.fallthrough();
  add_setting_flags(app, line);
  auto* const serve_command = app.add_subcommand("serve", "Run the bot");
  auto* const migrate_command = app.add_subcommand("migrate", "Bring the database up to date");
  auto* const settings_command = app.add_subcommand("settings", "Print every setting, as a table");
  auto* const takeover_command = app.add_subcommand("takeover", "Take over the database of the base system");
  takeover_command->add_option("file", line.takeover.file, "The base system's bot.db")->required();
  takeover_command->add_flag("--dry-run", line.dry_run, "Say what would happen, change nothing");
  takeover_command->add_flag("--json", line.as_json, "Print one JSON object");
  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& problem) {
    return app.exit(problem) == 0 ? 0 : kUsage;
  }
  if (settings_command->parsed()) {
    std::cout << describe_settings();
    return 0;
  }
  auto const settings = load_settings(layered_source(line.flags, line.configuration_file));
  log::configure(settings.log_level, settings.log_format);
  if (serve_command->parsed()) return serve(settings, stop);
  if (takeover_command->parsed()) return take_over(line, settings);
  if (migrate_command->parsed()) {
    open_and_migrate(settings);
    std::cout << "The database is up to date.\n";
  }
  return 0;
}

}  // namespace
}  // namespace pb::app

int main(int argc, char** argv) {
  try {
    return pb::app::run(argc, argv);
  } catch (pb::app::BadSetting const& problem) {
    std::cerr << "profitbot: " << problem.what() << '\n';
    return pb::app::kUsage;
  } catch (std::exception const& problem) {
    std::cerr << "profitbot: " << problem.what() << '\n';
    return pb::app::kFailed;
  }
}
