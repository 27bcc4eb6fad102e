#include <gtest/gtest.h>

#include "sql/database.h"

namespace pb::sql {
namespace {

auto target_of(std::string_view url) -> std::string {
  auto const parsed = parse_database_url(url);
  if (!parsed) return "refused";
  return (parsed->dialect == Dialect::sqlite ? "sqlite " : "postgresql ") + parsed->target;
}

TEST(DatabaseUrl, a_sqlite_path_is_taken_as_it_stands) {
  EXPECT_EQ(target_of("sqlite:data/bot.db"), "sqlite data/bot.db");
  EXPECT_EQ(target_of("sqlite:/var/lib/bot.db"), "sqlite /var/lib/bot.db");
}

TEST(DatabaseUrl, the_base_systems_forms_mean_what_they_meant_there) {
  EXPECT_EQ(target_of("sqlite+aiosqlite:///bot.db"), "sqlite bot.db");
  EXPECT_EQ(target_of("sqlite+aiosqlite:////var/lib/bot.db"), "sqlite /var/lib/bot.db");
  EXPECT_EQ(target_of("sqlite:///./bot.db?timeout=5"), "sqlite ./bot.db");
  EXPECT_EQ(target_of("postgresql+asyncpg://u:p@host:5433/name"),
            "postgresql postgresql://u:p@host:5433/name");
  EXPECT_EQ(target_of("postgres://host/name?sslmode=require"),
            "postgresql postgresql://host/name?sslmode=require");
}

TEST(DatabaseUrl, anything_else_is_refused) {
  for (auto const* url : {"", "sqlite:", "sqlite://", "sqlite:///", "sqlite://bot.db", "postgresql://",
                          "bot.db", "mysql://host/name", "SQLITE:bot.db"}) {
    EXPECT_EQ(target_of(url), "refused") << url;
  }
}

}  // namespace
}  // namespace pb::sql
