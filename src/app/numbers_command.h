#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>

#include "analytics/cube/version.h"
#include "base/error.h"
#include "domain/permission.h"
#include "i18n/translator.h"
#include "sql/database.h"

// What the commands share that ask the numbers.
namespace pb::app {

// For who runs the command: a key for machines, of the catalogue where the question itself is refused.
struct Failure {
  std::string key{};
  std::string field{};
  std::string sentence{};
};
template <class T>
using Outcome = std::expected<T, Failure>;

[[nodiscard]] auto failure_of(Error const& error, i18n::Translator const& translator) -> Failure;

// At most `limit` bytes and one more, so that what is too long can be told.
[[nodiscard]] auto read_file(std::filesystem::path const& path, std::size_t limit) -> Outcome<std::string>;
// Whether the database has the program's schema.
[[nodiscard]] auto check_schema(sql::Database& database) -> Outcome<void>;
// What an active user may see; without a user, everything.
[[nodiscard]] auto scope_of(sql::Database& database, std::optional<UserId> as) -> Outcome<Scope>;
// The day it is for the organisation.
[[nodiscard]] auto today_of(analytics::Version const& version, Instant now) -> Day;
// A day from the command line; nothing where it is empty. Throws BadSetting.
[[nodiscard]] auto day_setting(std::string const& text, char const* flag) -> std::optional<Day>;

}  // namespace pb::app
