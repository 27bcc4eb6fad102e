#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "app/command.h"
#include "app/open_database.h"
#include "app/report_format.h"

namespace pb::app {
namespace {

auto run(CommandRun const& command, ReportFormat format) -> int {
  auto const settings = load_settings(command.source);
  log::configure(settings.log_level, settings.log_format);
  auto const [database, report] = open_and_migrate(settings);
  if (format == ReportFormat::json) {
    command.out << boost::json::serialize(
                       boost::json::object{{"before", report.before}, {"after", report.after}})
                << '\n';
  } else if (report.before == report.after) {
    command.out << fmt::format("The database is up to date (schema {}).\n", report.after);
  } else {
    command.out << fmt::format("The database is now up to date: schema {}, it was {}.\n", report.after,
                               report.before);
  }
  return kDone;
}

}  // namespace

auto migrate_command() -> Command {
  auto const as_json = std::make_shared<bool>(false);
  return {.name = "migrate",
          .sentence = "Bring the database up to date",
          .options = [as_json](CLI::App& app) { app.add_flag("--json", *as_json, "Print one JSON object"); },
          .run =
              [as_json](CommandRun const& command) {
                return run(command, *as_json ? ReportFormat::json : ReportFormat::words);
              }};
}

}  // namespace pb::app
