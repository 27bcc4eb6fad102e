#include "app/open_database.h"

#include <filesystem>

#include "base/log.h"
#include "jobs/lease.h"
#include "store/schema.h"

namespace pb::app {
namespace {

auto url_of(Settings const& settings) -> sql::DatabaseUrl {
  if (settings.database_url.empty()) {
    return {.dialect = sql::Dialect::sqlite,
            .target = (std::filesystem::path(settings.data_folder) / "profitbot.db").string()};
  }
  auto const url = sql::parse_database_url(settings.database_url);
  if (!url) throw BadSetting("DATABASE_URL must be sqlite:PATH or postgresql://user@host/name");
  return *url;
}

}  // namespace

auto database_options(Settings const& settings) -> sql::DatabaseOptions {
  sql::DatabaseOptions options;
  options.url = url_of(settings);
  options.key = settings.database_key;
  return options;
}

auto open_and_migrate(Settings const& settings) -> OpenedDatabase {
  auto const options = database_options(settings);
  if (options.url.dialect == sql::Dialect::sqlite) {
    auto const folder = std::filesystem::path(options.url.target).parent_path();
    if (!folder.empty()) std::filesystem::create_directories(folder);
  }
  OpenedDatabase opened{.database = sql::open_database(options)};
  opened.report = sql::migrate(*opened.database, store::migrations());
  if (opened.report.after != opened.report.before) {
    log::info("database.migrated", {{"from", opened.report.before}, {"to", opened.report.after}});
  }
  // Nobody else can have the file open, so no lease needs to be waited for.
  if (options.url.dialect == sql::Dialect::sqlite) jobs::free_after_crash(*opened.database);
  return opened;
}

auto open_to_read(Settings const& settings) -> std::unique_ptr<sql::Database> {
  auto options = database_options(settings);
  options.writers = 1;
  if (options.url.dialect == sql::Dialect::sqlite && !std::filesystem::exists(options.url.target))
    throw sql::SqlError("there is no database at " + options.url.target);
  return sql::open_database(options);
}

}  // namespace pb::app
