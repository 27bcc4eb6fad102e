#include "app/report_command.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <fstream>

#include "analytics/cube/loader.h"
#include "analytics/cube/version.h"
#include "app/command.h"
#include "app/numbers_command.h"
#include "app/open_database.h"
#include "base/clock.h"
#include "base/enum_name.h"
#include "domain/name.h"
#include "reports/build.h"
#include "reports/built_in.h"
#include "reports/definition_json.h"
#include "reports/render.h"

namespace pb::app {
namespace {

constexpr std::size_t kMostDefinitionBytes = 256u * 1024;

auto definition_of(std::string const& name, i18n::Translator const& translator)
    -> Outcome<reports::Definition> {
  if (auto const* const built_in = reports::built_in_definition(name)) return *built_in;
  if (!name.ends_with(".json"))
    return std::unexpected(
        Failure{"report_unknown",
                {},
                "there is no report " + name + "; `profitbot report list` shows those there are"});
  PB_TRY(auto const text, read_file(name, kMostDefinitionBytes));
  auto definition = reports::parse_definition(text);
  if (!definition) return std::unexpected(failure_of(definition.error(), translator));
  return std::move(*definition);
}

// By id, or by a name that only one has; capitals and spaces do not matter.
template <class Entries>
auto find_id(Entries const& entries, std::string const& wanted, char const* what) -> Outcome<std::int64_t> {
  std::int64_t id = 0;
  auto const* const end = wanted.data() + wanted.size();
  bool const is_number = std::from_chars(wanted.data(), end, id).ptr == end;
  std::vector<std::int64_t> found;
  for (auto const& entry : entries) {
    if (is_number ? entry.id.value == id : name_key(entry.name) == name_key(wanted))
      found.push_back(entry.id.value);
  }
  if (found.size() == 1) return found.front();
  auto const* const how = found.empty() ? "there is no " : "more than one has the name; use the id: ";
  return std::unexpected(Failure{"name_unknown", "", std::string(how) + what + " " + wanted});
}

auto parameters_of(ReportCommand const& command, analytics::Version const& version)
    -> Outcome<reports::Parameters> {
  reports::Parameters parameters{.period = command.period, .compare = command.compare};
  auto const& dictionary = version.dictionary();
  for (auto const& office : command.offices) {
    PB_TRY(auto const id, find_id(dictionary.offices(), office, "office"));
    parameters.offices.push_back(OfficeId{id});
  }
  if (!command.geo.empty()) {
    PB_TRY(auto const id, find_id(dictionary.geos(), command.geo, "geo"));
    parameters.geo = GeoId{id};
  }
  if (!command.manager.empty()) {
    PB_TRY(auto const id, find_id(dictionary.managers(), command.manager, "manager"));
    parameters.manager = UserId{id};
  }
  return parameters;
}

auto build_report(ReportCommand const& command, sql::Database& database, Instant now,
                  i18n::Translator const& translator) -> Outcome<reports::Built> {
  PB_TRY(auto const definition, definition_of(command.name, translator));
  PB_CHECK(check_schema(database));
  PB_TRY(auto const scope, scope_of(database, command.as));
  analytics::Version const version(analytics::load_contents(database));
  auto const today = command.today.value_or(today_of(version, now));
  PB_TRY(auto const parameters, parameters_of(command, version));
  auto const outlook = analytics::look_ahead(version, today);
  auto const& organisation = version.organisation();
  i18n::Reader reader{.language = command.language};
  if (organisation) {
    reader.currency = organisation->currency;
    reader.time_zone = organisation->time_zone;
  }
  auto built = reports::build(definition, parameters,
                              {.version = version,
                               .scope = scope,
                               .translator = translator,
                               .reader = reader,
                               .today = today,
                               .now = now,
                               .outlook = outlook ? &*outlook : nullptr});
  if (!built) return std::unexpected(failure_of(built.error(), translator));
  return std::move(*built);
}

auto write(reports::File const& file, std::filesystem::path const& folder) -> Outcome<std::string> {
  auto const path = folder / file.name;
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(file.bytes.data(), static_cast<std::streamsize>(file.bytes.size()));
  out.close();
  if (!out) return std::unexpected(Failure{"file_not_written", {}, path.string() + " cannot be written"});
  return path.string();
}

auto say(Failure const& failure, std::ostream& out) -> int {
  out << (failure.field.empty() ? "" : failure.field + ": ") << failure.sentence << '\n';
  return kFailed;
}

// "pdf,xlsx"
auto formats_of(std::vector<std::string> const& names) -> std::vector<reports::Format> {
  std::vector<reports::Format> formats;
  for (auto const& name : names) {
    auto const format = enum_from_name<reports::Format>(name);
    if (!format)
      throw BadSetting("--format is some of pdf, xlsx, csv, png, html, text, json, with commas between");
    formats.push_back(*format);
  }
  return formats;
}

}  // namespace

auto run_report(ReportCommand const& command, sql::Database& database, Instant now,
                i18n::Translator const& translator, std::ostream& out) -> int {
  auto const built = build_report(command, database, now, translator);
  if (!built) return say(built.error(), out);
  std::error_code problem;
  std::filesystem::create_directories(command.out, problem);
  int code = kDone;
  for (auto const format : command.formats) {
    auto const files = reports::render(*built, format, translator, *command.theme);
    if (!files) {
      code = say(failure_of(files.error(), translator), out);
      continue;
    }
    for (auto const& file : *files) {
      auto const path = write(file, command.out);
      if (!path) return say(path.error(), out);
      out << *path << '\n';
    }
  }
  return code;
}

auto list_reports(i18n::Language language, std::ostream& out) -> int {
  constexpr std::size_t kNameWidth = 12;
  for (auto const& definition : reports::built_in_definitions()) {
    out << definition.name << std::string(kNameWidth - std::min(kNameWidth - 1, definition.name.size()), ' ')
        << definition.title.in(language);
    for (auto const need : definition.needs) out << " (needs --" << enum_name(need) << ")";
    out << '\n';
  }
  return kDone;
}

auto report_command() -> Command {
  struct Options {
    ReportCommand report;
    std::string period;
    std::string compare;
    std::string language = "uk";
    std::vector<std::string> formats{"pdf"};
    std::string theme = "light";
    std::int64_t as = 0;
    std::string today;
  };
  auto const given = std::make_shared<Options>();
  auto const options = [given](CLI::App& app) {
    auto& report = given->report;
    app.add_option("name", report.name, "A report of `report list`, a definition's file (.json), or `list`")
        ->required();
    app.add_option("--period", given->period,
                   "2026-01, 2026-W05, 2026-Q1, 2026, DAY..DAY, \"previous month\"");
    app.add_option("--compare", given->compare, "previous_period, previous_year or target");
    app.add_option("--office", report.offices, "Only this office [name or id]; may be repeated");
    app.add_option("--geo", report.geo, "Only this geo [name or id]");
    app.add_option("--manager", report.manager, "Only this manager [name or id]");
    app.add_option("--language", given->language, "uk, ru or en");
    app.add_option("--format", given->formats, "pdf, xlsx, csv, png, html, text, json")->delimiter(',');
    app.add_option("--theme", given->theme, "light or dark: of the picture (png)")
        ->check(CLI::IsMember({"light", "dark"}));
    app.add_option("--out", report.out, "The folder for the files");
    app.add_option("--as", given->as, "See only what this user may see [user id]")
        ->check(CLI::PositiveNumber);
    app.add_option("--today", given->today, "The day that relative periods count from");
  };
  auto const run = [given](CommandRun const& command) {
    auto report = given->report;
    auto const language = enum_from_name<i18n::Language>(given->language);
    if (!language) throw BadSetting("--language is uk, ru or en");
    report.language = *language;
    if (report.name == "list") return list_reports(*language, command.out);
    if (!given->period.empty()) {
      report.period = reports::parse_period(given->period);
      if (!report.period)
        throw BadSetting(
            "--period is 2026-01, 2026-W05, 2026-Q1, 2026, 2026-01-31, 2026-01-01..2026-01-15, "
            "or words such as \"previous month\"");
    }
    if (!given->compare.empty()) {
      report.compare = enum_from_name<analytics::Comparison>(given->compare);
      if (!report.compare) throw BadSetting("--compare is previous_period, previous_year or target");
    }
    report.formats = formats_of(given->formats);
    if (given->theme == "dark") report.theme = &charts::dark_theme();
    if (given->as != 0) report.as = UserId{given->as};
    report.today = day_setting(given->today, "--today");
    auto const settings = load_settings(command.source);
    log::configure(settings.log_level, settings.log_format);
    auto const database = open_to_read(settings);
    return run_report(report, *database, SystemClock().now(), i18n::Translator(), command.out);
  };
  return {.name = "report", .sentence = "Make a report as files", .options = options, .run = run};
}

}  // namespace pb::app
