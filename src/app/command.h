#pragma once

#include <functional>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "app/settings.h"
#include "app/stop_signal.h"

namespace CLI {
class App;
}

namespace pb::app {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;

// What a command is run with.
struct CommandRun {
  SettingSource const& source;
  StopSignal& stop;
  std::ostream& out;
};

// One word of the command line. `options` adds what it takes beside the settings; `run` gives the exit code,
// and may throw BadSetting (exit code 2) or any other exception (exit code 1) with a sentence for the person.
struct Command {
  std::string name;
  std::string sentence;
  std::function<void(CLI::App&)> options;
  std::function<int(CommandRun const&)> run;
};

auto serve_command() -> Command;
auto demo_command() -> Command;
auto migrate_command() -> Command;
auto takeover_command() -> Command;
auto query_command() -> Command;
auto report_command() -> Command;
auto forecast_command() -> Command;
auto detect_command() -> Command;
auto doctor_command() -> Command;
auto settings_command() -> Command;

// All of them, in the order of the help.
auto commands() -> std::vector<Command>;

// Reads the command line and runs the command it names; problems are told on `err`. The exit code.
auto run_command_line(std::vector<Command> const& commands, std::span<char const* const> arguments,
                      StopSignal& stop, std::ostream& out, std::ostream& err) -> int;

}  // namespace pb::app
