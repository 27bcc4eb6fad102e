#include "sql/database.h"

namespace pb::sql {
namespace {

// The rest of `url` after the first prefix that fits, if something is left.
auto rest_after(std::string_view url, std::initializer_list<std::string_view> prefixes)
    -> std::optional<std::string_view> {
  for (auto const prefix : prefixes) {
    if (url.starts_with(prefix) && url.size() > prefix.size()) return url.substr(prefix.size());
  }
  return std::nullopt;
}

}  // namespace

auto parse_database_url(std::string_view url) -> std::optional<DatabaseUrl> {
  // SQLAlchemy's form: three slashes, then a relative path; a fourth makes it absolute. Options may follow.
  if (auto const path = rest_after(url, {"sqlite+aiosqlite:///", "sqlite:///"})) {
    auto const file = path->substr(0, path->find('?'));
    // No name at all would be a database that vanishes with the program.
    if (file.empty()) return std::nullopt;
    return DatabaseUrl{Dialect::sqlite, std::string(file)};
  }
  if (auto const rest = rest_after(url, {"postgresql://", "postgres://", "postgresql+asyncpg://"})) {
    return DatabaseUrl{Dialect::postgresql, "postgresql://" + std::string(*rest)};
  }
  if (url.starts_with("sqlite://")) return std::nullopt;
  if (auto const path = rest_after(url, {"sqlite:"})) return DatabaseUrl{Dialect::sqlite, std::string(*path)};
  return std::nullopt;
}

}  // namespace pb::sql
