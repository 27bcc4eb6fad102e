#pragma once

#include <memory>

#include "app/settings.h"
#include "sql/migrator.h"

namespace pb::app {

// Where these settings say the data is. Throws BadSetting.
[[nodiscard]] auto database_options(Settings const& settings) -> sql::DatabaseOptions;

struct OpenedDatabase {
  std::unique_ptr<sql::Database> database;
  sql::MigrationReport report{};
};

// Opens the database of these settings, making the folder of a SQLite file, and brings its schema up to date.
// Throws sql::SqlError or BadSetting.
[[nodiscard]] auto open_and_migrate(Settings const& settings) -> OpenedDatabase;

// Opens the database of these settings as it is, for a command that only reads. Throws sql::SqlError, also
// where there is none, or BadSetting.
[[nodiscard]] auto open_to_read(Settings const& settings) -> std::unique_ptr<sql::Database>;

}  // namespace pb::app
