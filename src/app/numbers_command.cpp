#include "app/numbers_command.h"

#include <fmt/format.h>

#include <fstream>

#include "app/settings.h"
#include "domain/time_zone.h"
#include "sql/migrator.h"
#include "store/schema.h"
#include "store/users.h"

namespace pb::app {

auto failure_of(Error const& error, i18n::Translator const& translator) -> Failure {
  return {error.message.key, error.field, translator.render(error.message, {.language = i18n::Language::en})};
}

auto read_file(std::filesystem::path const& path, std::size_t limit) -> Outcome<std::string> {
  std::ifstream file(path, std::ios::binary);
  std::string text;
  text.resize(limit + 1);
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

auto today_of(analytics::Version const& version, Instant now) -> Day {
  auto const& organisation = version.organisation();
  return local_day(now, organisation ? organisation->time_zone : "UTC");
}

auto day_setting(std::string const& text, char const* flag) -> std::optional<Day> {
  if (text.empty()) return std::nullopt;
  auto const day = parse_day(text);
  if (!day) throw BadSetting(std::string(flag) + " must be a day such as 2026-01-31");
  return day;
}

}  // namespace pb::app
