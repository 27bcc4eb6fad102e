#pragma once

#include <span>
#include <string_view>

#include "sql/database.h"

namespace pb::sql {

// One step of the schema. Text is the same for both engines; these words in braces differ per engine:
//   {id} identity primary key · {int} 64-bit integer · {real} · {text} · {blob} · {strict} end of a table's
//   definition · {keyed} the same of one that is kept in the order of its primary key
struct Migration {
  int number;
  std::string_view name;
  std::string_view sql;
};

struct MigrationReport {
  int before = 0;
  int after = 0;
};

// Brings the schema to the last migration, each step in one transaction and once, under a lock that other
// nodes wait for. Throws SqlError where a finished step's checksum differs or the database is newer than
// `migrations`.
auto migrate(Database& database, std::span<Migration const> migrations) -> MigrationReport;

// What is applied, without changing anything; 0 for an empty database.
auto schema_version(Database& database) -> int;

}  // namespace pb::sql
