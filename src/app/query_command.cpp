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
#include "base/clock.h"

namespace pb::app {
namespace {

auto answer_file(QueryCommand const& command, sql::Database& database, Instant now,
                 i18n::Translator const& translator) -> Outcome<analytics::Table> {
  auto const refused = [&](Error const& error) { return std::unexpected(failure_of(error, translator)); };
  PB_TRY(auto const text, read_file(command.file, analytics::kMostJsonBytes));
  auto const query = analytics::parse_query(text);
  if (!query) return refused(query.error());
  PB_CHECK(check_schema(database));
  PB_TRY(auto const scope, scope_of(database, command.as));
  analytics::Version const version(analytics::load_contents(database));
  auto table = analytics::answer(version, *query, scope, command.today.value_or(today_of(version, now)));
  if (!table) return refused(table.error());
  return std::move(*table);
}

}  // namespace

auto run_query(QueryCommand const& command, sql::Database& database, Instant now,
               i18n::Translator const& translator, std::ostream& out) -> int {
  auto const table = answer_file(command, database, now, translator);
  bool const json = command.format == ReportFormat::json;
  if (!table) {
    auto const& [key, field, sentence] = table.error();
    if (json) {
      out << boost::json::serialize(
                 boost::json::object{{"refused", key}, {"message", sentence}, {"field", field}})
          << '\n';
    } else {
      out << (field.empty() ? "" : field + ": ") << sentence << '\n';
    }
    return kFailed;
  }
  out << (json ? boost::json::serialize(analytics::to_json(*table)) + "\n" : table_in_words(*table));
  return kDone;
}

auto query_command() -> Command {
  struct Options {
    QueryCommand query;
    std::int64_t as = 0;
    std::string today;
    bool as_json = false;
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
                app.add_flag("--json", given->as_json, "Print one JSON object");
              },
          .run =
              [given](CommandRun const& command) {
                auto const settings = load_settings(command.source);
                log::configure(settings.log_level, settings.log_format);
                given->query.format = given->as_json ? ReportFormat::json : ReportFormat::words;
                if (given->as != 0) given->query.as = UserId{given->as};
                given->query.today = day_setting(given->today, "--today");
                auto const database = open_to_read(settings);
                return run_query(given->query, *database, SystemClock().now(), i18n::Translator(),
                                 command.out);
              }};
}

}  // namespace pb::app
