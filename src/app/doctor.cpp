#include "app/doctor.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>

#include "app/bot_service.h"
#include "app/command.h"
#include "app/examine_computer.h"
#include "app/examine_database.h"
#include "app/examine_mail.h"
#include "app/examine_telegram.h"
#include "app/health.h"
#include "app/report_format.h"

namespace pb::app {
namespace {

constexpr auto kConfiguration = "Configuration";

auto examine_configuration(Settings const& settings) -> Finding {
  if (settings.bot_token.empty()) {
    return {kConfiguration, Verdict::warning, "BOT_TOKEN is missing: only `profitbot demo` can run",
            "get a token from @BotFather and set BOT_TOKEN"};
  }
  bot_id_of(settings.bot_token);
  if (settings.admin_tg_id == 0) {
    return {kConfiguration, Verdict::broken, "ADMIN_TG_ID is missing: nobody would be the owner",
            "set ADMIN_TG_ID to your Telegram id (@userinfobot tells it)"};
  }
  return {kConfiguration, Verdict::fine, "complete", ""};
}

auto font_folders() -> std::vector<std::filesystem::path> {
  std::vector<std::filesystem::path> folders{"/usr/share/fonts", "/usr/local/share/fonts"};
  if (auto const* const home = std::getenv("HOME")) {
    folders.push_back(std::filesystem::path(home) / ".fonts");
    folders.push_back(std::filesystem::path(home) / ".local/share/fonts");
  }
  return folders;
}

auto run(CommandRun const& command, ReportFormat format) -> int {
  log::configure(log::Level::error, log::Format::text);
  auto const findings = examine(command.source, SystemClock());
  command.out << (format == ReportFormat::json ? findings_as_json(findings) : findings_in_words(findings));
  return is_healthy(findings) ? kDone : kFailed;
}

}  // namespace

auto examine(SettingSource const& source, Clock const& clock) -> Findings {
  Findings findings{{"Program", Verdict::fine, fmt::format("profitbot {}", program_version()), ""}};
  auto const add = [&](Findings more) { std::ranges::move(more, std::back_inserter(findings)); };
  findings.push_back(examine_time_zones("/usr/share/zoneinfo", clock.now()));
  findings.push_back(examine_fonts(font_folders()));
  try {
    auto const settings = load_settings(source);
    findings.push_back(examine_configuration(settings));
    findings.push_back(examine_disk(settings.data_folder));
    add(examine_database(settings, clock));
    http::Client client;
    client.start();
    add(examine_telegram(settings, clock, client));
    add(examine_mail(settings, clock));
  } catch (BadSetting const& problem) {
    findings.push_back(
        {kConfiguration, Verdict::broken, problem.what(), "`profitbot settings` lists what can be set"});
  }
  return findings;
}

auto doctor_command() -> Command {
  auto const as_json = std::make_shared<bool>(false);
  return {.name = "doctor",
          .sentence = "Check everything that is needed, and say how to mend what is wrong",
          .options = [as_json](CLI::App& app) { app.add_flag("--json", *as_json, "Print one JSON object"); },
          .run =
              [as_json](CommandRun const& command) {
                return run(command, *as_json ? ReportFormat::json : ReportFormat::words);
              }};
}

}  // namespace pb::app
