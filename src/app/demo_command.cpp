#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>

#include "app/command.h"
#include "app/demo.h"
#include "i18n/language.h"

namespace pb::app {
namespace {

// The language of this computer, where it is one of ours; else English, which the documentation is in.
auto language_of_this_computer() -> std::string {
  for (auto const* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    auto const* const value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    auto const code = std::string_view(value).substr(0, std::string_view(value).find_first_of("_.@"));
    auto const known = i18n::language_from_code(code);
    return std::string(enum_name(known.value_or(i18n::Language::en)));
  }
  return std::string(enum_name(i18n::Language::en));
}

auto run(CommandRun const& command, std::string const& language) -> int {
  auto const settings = demo_settings(command.source);
  log::configure(settings.log_level, settings.log_format);
  auto const tell = [&](std::string_view line) { command.out << line << '\n' << std::flush; };
  Demo demo(settings, {.language = language}, tell);
  demo.start();
  tell(fmt::format("Open http://localhost:{}", demo.port()));
  command.stop.wait();
  demo.stop();
  return kDone;
}

}  // namespace

auto demo_command() -> Command {
  auto const language = std::make_shared<std::string>(language_of_this_computer());
  return {.name = "demo",
          .sentence = "Try everything with an invented company and a simulated Telegram",
          .options =
              [language](CLI::App& app) {
                app.add_option("--language", *language, "Language of a new demo's company")
                    ->check(CLI::IsMember({"uk", "ru", "en"}));
              },
          .run = [language](CommandRun const& command) { return run(command, *language); }};
}

}  // namespace pb::app
