#include "app/examine_database.h"

#include <fmt/format.h>

#include <filesystem>

#include "app/open_database.h"
#include "sql/in_use.h"
#include "store/schema.h"

namespace pb::app {
namespace {

constexpr auto kDatabase = "Database";
constexpr auto kIntegrity = "Integrity";
constexpr auto kSchema = "Schema";

constexpr std::chrono::seconds kClocksAgree{5};
constexpr std::chrono::seconds kClocksUsable{60};

// Never with the password that may stand in an address.
auto place(sql::DatabaseUrl const& url) -> std::string {
  if (url.dialect == sql::Dialect::sqlite) return url.target;
  auto const at = url.target.rfind('@');
  return at == std::string::npos ? url.target : url.target.substr(at + 1);
}

auto version(sql::Database& database) -> std::string {
  bool const sqlite = database.dialect() == sql::Dialect::sqlite;
  return database.read([&](sql::Session& session) {
    auto const text = session.one<std::string>(sqlite ? "select sqlite_version()"
                                                      : "select current_setting('server_version')");
    return fmt::format("{} {}", sqlite ? "SQLite" : "PostgreSQL", text.value_or("?"));
  });
}

auto integrity(sql::Database& database) -> Finding {
  auto const complaints =
      database.read([](sql::Session& session) { return session.all<std::string>("pragma quick_check(5)"); });
  if (complaints.size() == 1 && complaints.front() == "ok")
    return {kIntegrity, Verdict::fine, "quick check passed", ""};
  return {kIntegrity, Verdict::broken, complaints.empty() ? "the check says nothing" : complaints.front(),
          "stop profitbot, keep a copy of the file, and go back to the last backup"};
}

auto schema(sql::Database& database) -> Finding {
  auto const found = sql::schema_version(database);
  auto const known = store::migrations().back().number;
  auto const words = fmt::format("{} of {}", found, known);
  if (found > known) {
    return {kSchema, Verdict::broken, fmt::format("{} is newer than the {} this program knows", found, known),
            "install the version of profitbot that was used last, or a newer one"};
  }
  if (found < known)
    return {kSchema, Verdict::warning, words, "the next start, or `profitbot migrate`, brings it up to date"};
  return {kSchema, Verdict::fine, words, ""};
}

auto server_time(sql::Database& database) -> Instant {
  return database.read([](sql::Session& session) {
    auto const micros =
        session.one<std::int64_t>("select cast(extract(epoch from clock_timestamp()) * 1000000 as bigint)");
    return Instant(std::chrono::microseconds(micros.value_or(0)));
  });
}

auto unreachable(sql::DatabaseUrl const& url, std::string const& reason) -> Finding {
  auto const* const mend = url.dialect == sql::Dialect::sqlite
                               ? "check the file's owner and PROFITBOT_DATABASE_KEY, or go back to a backup"
                               : "check that the server runs, and user, password and host in DATABASE_URL";
  return {kDatabase, Verdict::broken, reason, mend};
}

}  // namespace

auto examine_database(Settings const& settings, Clock const& clock) -> Findings {
  auto options = database_options(settings);
  options.readers = 1;
  options.writers = 1;
  bool const sqlite = options.url.dialect == sql::Dialect::sqlite;
  if (sqlite && !std::filesystem::exists(options.url.target)) {
    return {{kDatabase, Verdict::fine,
             fmt::format("none yet at {}; the first start makes it", options.url.target), ""}};
  }
  try {
    auto const database = sql::open_database(options);
    Findings findings{
        {kDatabase, Verdict::fine, fmt::format("{} at {}", version(*database), place(options.url)), ""}};
    if (sqlite) findings.push_back(integrity(*database));
    findings.push_back(schema(*database));
    if (!sqlite)
      findings.push_back(compare_clocks("the database server's", clock.now(), server_time(*database)));
    return findings;
  } catch (sql::InUse const& problem) {
    return {{kDatabase, Verdict::fine,
             fmt::format("{}: profitbot is running, ask its /health", place(options.url)), ""}};
  } catch (sql::SqlError const& problem) {
    return {unreachable(options.url, problem.what())};
  }
}

auto compare_clocks(std::string const& whose, Instant ours, Instant theirs) -> Finding {
  auto const apart = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::abs(ours - theirs));
  auto const found = fmt::format("{} s apart from {}", apart.count(), whose);
  constexpr auto kMend = "let this computer's clock be set from the network: timedatectl set-ntp true";
  if (apart > kClocksUsable) return {"Clock", Verdict::broken, found, kMend};
  if (apart > kClocksAgree) return {"Clock", Verdict::warning, found, kMend};
  return {"Clock", Verdict::fine, fmt::format("agrees with {}", whose), ""};
}

}  // namespace pb::app
