#include "app/query_command.h"

#include <CLI/CLI.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "analytics/cube/loader.h"
#include "analytics/cube/version.h"
#include "analytics/query/answer.h"
#include "analytics/query/limits.h"
#include "analytics/query/query_json.h"
#include "analytics/query/table_json.h"
#include "app/command.h"
#include "app/numbers_command.h"
#include "app/open_database.h"
#include "app/query_rows.h"
#include "base/clock.h"

namespace pb::app {
namespace {

struct Answered {
  analytics::Table table;
  std::optional<store::Organisation> organisation;
};

auto answer_file(QueryCommand const& command, sql::Database& database, Instant now,
                 i18n::Translator const& translator) -> Outcome<Answered> {
  auto const refused = [&](Error const& error) { return std::unexpected(failure_of(error, translator)); };
  PB_TRY(auto const text, read_file(command.file, analytics::kMostJsonBytes));
  auto const query = analytics::parse_query(text);
  if (!query) return refused(query.error());
  PB_CHECK(check_schema(database));
  PB_TRY(auto const scope, scope_of(database, command.as));
  analytics::Version const version(analytics::load_contents(database));
  auto table = analytics::answer(version, *query, scope, command.today.value_or(today_of(version, now)));
  if (!table) return refused(table.error());
  return Answered{std::move(*table), version.organisation()};
}

// What the workbook says of itself.
auto about(QueryCommand const& command, Answered const& answered, Instant now) -> reports::Built {
  reports::Built built{
      .title = command.file.stem().string(),
      .subtitle = to_iso(answered.table.range.first) + " – " + to_iso(answered.table.range.last),
      .made_at = now,
      .reader = {.language = i18n::Language::en}};
  if (answered.organisation) {
    built.organisation = answered.organisation->name;
    built.reader.currency = answered.organisation->currency;
    built.reader.time_zone = answered.organisation->time_zone;
  }
  return built;
}

auto save(QueryCommand const& command, Answered const& answered, Instant now,
          i18n::Translator const& translator, std::ostream& out) -> int {
  std::error_code problem;
  if (command.workbook.has_parent_path())
    std::filesystem::create_directories(command.workbook.parent_path(), problem);
  auto const written =
      write_xlsx(answered.table, about(command, answered, now), translator, command.workbook);
  out << (written ? command.workbook.string() : failure_of(written.error(), translator).sentence) << '\n';
  return written ? kDone : kFailed;
}

}  // namespace

auto run_query(QueryCommand const& command, sql::Database& database, Instant now,
               i18n::Translator const& translator, std::ostream& out) -> int {
  auto const answered = answer_file(command, database, now, translator);
  if (!answered) {
    auto const& [key, field, sentence] = answered.error();
    if (command.format == QueryFormat::json) {
      out << boost::json::serialize(
                 boost::json::object{{"refused", key}, {"message", sentence}, {"field", field}})
          << '\n';
    } else {
      out << (field.empty() ? "" : field + ": ") << sentence << '\n';
    }
    return kFailed;
  }
  auto const& table = answered->table;
  switch (command.format) {
    case QueryFormat::words:
      out << table_in_words(table);
      break;
    case QueryFormat::json:
      out << boost::json::serialize(analytics::to_json(table)) << '\n';
      break;
    case QueryFormat::csv:
      write_csv(table, out);
      break;
    case QueryFormat::xlsx:
      return save(command, *answered, now, translator, out);
  }
  return kDone;
}

auto query_command() -> Command {
  struct Options {
    QueryCommand query;
    std::int64_t as = 0;
    std::string today;
  };
  auto const given = std::make_shared<Options>();
  return {.name = "query",
          .sentence = "Answer a question about the numbers",
          .options =
              [given](CLI::App& app) {
                app.add_option("file", given->query.file, "The question (docs/query.md)")->required();
                app.add_option("--as", given->as, "See only what this user may see [user id]")
                    ->check(CLI::PositiveNumber);
                app.add_option("--today", given->today, "The day that relative ranges count from");
                auto& query = given->query;
                auto* const json = app.add_flag_callback(
                    "--json", [&query] { query.format = QueryFormat::json; }, "Print one JSON object");
                auto* const csv = app.add_flag_callback(
                    "--csv", [&query] { query.format = QueryFormat::csv; }, "Print the rows as CSV");
                auto* const xlsx =
                    app.add_option("--xlsx", query.workbook, "Write the rows as a workbook to this file");
                json->excludes(csv)->excludes(xlsx);
                csv->excludes(xlsx);
              },
          .run =
              [given](CommandRun const& command) {
                auto const settings = load_settings(command.source);
                log::configure(settings.log_level, settings.log_format);
                if (!given->query.workbook.empty()) given->query.format = QueryFormat::xlsx;
                if (given->as != 0) given->query.as = UserId{given->as};
                given->query.today = day_setting(given->today, "--today");
                auto const database = open_to_read(settings);
                return run_query(given->query, *database, SystemClock().now(), i18n::Translator(),
                                 command.out);
              }};
}

}  // namespace pb::app
