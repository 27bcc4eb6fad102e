#include "app/command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>

namespace pb::app {
namespace {

// The settings that stand on the command line, by their flag.
using Flags = std::map<std::string, std::string>;

void add_setting_flags(CLI::App& app, Flags& flags, std::string& file) {
  app.add_option("--config", file, "Configuration file (TOML)");
  for (auto const& info : setting_infos()) {
    if (info.flag.empty()) continue;
    auto const flag = std::string(info.flag);
    app.add_option_function<std::string>(
        flag, [&flags, flag](std::string const& value) { flags[flag] = value; },
        fmt::format("{} [{}]", info.sentence, info.name));
  }
}

}  // namespace

auto commands() -> std::vector<Command> {
  return {serve_command(),  demo_command(),     migrate_command(), takeover_command(), query_command(),
          report_command(), forecast_command(), detect_command(),  doctor_command(),   settings_command()};
}

auto run_command_line(std::vector<Command> const& commands, std::span<char const* const> arguments,
                      StopSignal& stop, std::ostream& out, std::ostream& err) -> int {
  Flags flags;
  std::string file;
  Command const* chosen = nullptr;
  CLI::App app("Profit Bot: plans and facts of your offices, every day, in Telegram", "profitbot");
  app.require_subcommand(1);
  app.fallthrough();
  add_setting_flags(app, flags, file);
  for (auto const& command : commands) {
    auto* const subcommand = app.add_subcommand(command.name, command.sentence);
    if (command.options) command.options(*subcommand);
    subcommand->callback([&chosen, &command] { chosen = &command; });
  }
  try {
    app.parse(static_cast<int>(arguments.size()), arguments.data());
  } catch (CLI::ParseError const& problem) {
    return app.exit(problem, out, err) == 0 ? kDone : kUsage;
  }
  try {
    auto const source = layered_source(flags, file);
    auto const code = chosen->run({.source = source, .stop = stop, .out = out});
    if (!out.flush()) throw std::runtime_error("the answer cannot be written: is the disk full?");
    return code;
  } catch (BadSetting const& problem) {
    err << "profitbot: " << problem.what() << '\n';
    return kUsage;
  } catch (std::exception const& problem) {
    err << "profitbot: " << problem.what() << '\n';
    return kFailed;
  }
}

}  // namespace pb::app
