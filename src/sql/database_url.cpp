#include "sql/database.h"

namespace pb::sql {

auto parse_database_url(std::string_view url) -> std::optional<DatabaseUrl> {
  // SQLAlchemy's form: three slashes, then a relative path; a fourth makes it absolute.
  for (std::string_view const prefix : {"sqlite+aiosqlite:///", "sqlite:///"}) {
    if (url.starts_with(prefix) && url.size() > prefix.size()) {
      return DatabaseUrl{Dialect::sqlite, std::string(url.substr(prefix.size()))};
    }
  }
  if (url.starts_with("sqlite:") && !url.starts_with("sqlite://") && url.size() > 7) {
    return DatabaseUrl{Dialect::sqlite, std::string(url.substr(7))};
  }
  for (std::string_view const prefix : {"postgresql://", "postgres://"}) {
    if (url.starts_with(prefix) && url.size() > prefix.size())
      return DatabaseUrl{Dialect::postgresql, std::string(url)};
  }
  return std::nullopt;
}

}  // namespace pb::sql
