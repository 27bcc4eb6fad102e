#include "app/query_command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>

#include "analytics/cube/loader.h"
#include "analytics/cube/version.h"
#include "analytics/query/answer.h"
#include "analytics/query/limits.h"
#include "analytics/query/query_json.h"
#include "analytics/query/table_json.h"
#include "app/command.h"
#include "app/open_database.h"
#include "base/clock.h"
#include "domain/time_zone.h"
#include "store/schema.h"
#include "store/users.h"

namespace pb::app {
namespace {

// For who runs the command: a key for machines, of the catalogue where the query itself is refused.
struct Failure {
  std::string key{};
  std::string field{};
  std::string sentence{};
};
template <class T>
using Outcome = std::expected<T, Failure>;

auto read_file(std::filesystem::path const& path) -> Outcome<std::string> {
  std::ifstream file(path, std::ios::binary);
  std::string text;
  // One byte more than a query may have is enough to refuse it.
  text.resize(analytics::kMostJsonBytes + 1);
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file && !file.eof())
    return std::unexpected(Failure{"file_not_read", {}, path.string() + " cannot be read"});
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

auto check_schema(sql::Database& database) -> Outcome<void> {
  auto const found = sql::schema_version(database);
  auto const known = store::migrations().back().number;
  if (found == known) return {};
  return std::unexpected(
      Failure{"other_schema",
              {},
              fmt::format("the database has schema {}, and this program knows {}: run `profitbot migrate`",
                          found, known)});
}

auto scope_of(sql::Database& database, std::optional<UserId> as) -> Outcome<Scope> {
  if (!as) return Scope::of(Actor::system());
  auto const user = database.read([&](sql::Session& session) { return store::find_user(session, *as); });
  if (!user || user->status != store::UserStatus::active)
    return std::unexpected(Failure{"user_unknown", {}, fmt::format("there is no active user {}", as->value)});
  return Scope::of({.user = user->id, .role = user->role, .office = user->office, .name = user->name});
}

auto today_of(QueryCommand const& command, analytics::Version const& version, Instant now) -> Day {
  if (command.today) return *command.today;
  auto const& organisation = version.organisation();
  return local_day(now, organisation ? organisation->time_zone : "UTC");
}

auto answer_file(QueryCommand const& command, sql::Database& database, Instant now,
                 i18n::Translator const& translator) -> Outcome<analytics::Table> {
  auto const refused = [&](Error const& error) {
    return std::unexpected(Failure{error.message.key, error.field,
                                   translator.render(error.message, {.language = i18n::Language::en})});
  };
  PB_TRY(auto const text, read_file(command.file));
  auto const query = analytics::parse_query(text);
  if (!query) return refused(query.error());
  PB_CHECK(check_schema(database));
  PB_TRY(auto const scope, scope_of(database, command.as));
  analytics::Version const version(analytics::load_contents(database));
  auto table = analytics::answer(version, *query, scope, today_of(command, version, now));
  if (!table) return refused(table.error());
  return std::move(*table);
}

auto parse_today(std::string const& text) -> std::optional<Day> {
  if (text.empty()) return std::nullopt;
  auto const day = parse_day(text);
  if (!day) throw BadSetting("--today must be a day such as 2026-01-31");
  return day;
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
                given->query.today = parse_today(given->today);
                auto const database = open_to_read(settings);
                return run_query(given->query, *database, SystemClock().now(), i18n::Translator(),
                                 command.out);
              }};
}

}  // namespace pb::app
