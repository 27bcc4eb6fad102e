#include "cube/company.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <stdexcept>

#include "sql/migrator.h"
#include "store/schema.h"

namespace pb::bench {
namespace {

// Fills the file without the care a server takes: it is made anew where the run is interrupted.
class Filling {
 public:
  explicit Filling(std::filesystem::path const& file) {
    check(sqlite3_open(file.c_str(), &handle_));
    run("pragma synchronous = off; pragma cache_size = -400000; begin");
  }
  Filling(Filling const&) = delete;
  Filling& operator=(Filling const&) = delete;
  ~Filling() { sqlite3_close_v2(handle_); }
  void run(std::string const& sql) { check(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr)); }

 private:
  void check(int code) {
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(handle_));
  }
  sqlite3* handle_ = nullptr;
};

constexpr auto kSeries = "with recursive n(i) as (select 1 union all select i + 1 from n where i < {}) ";

auto series(std::int64_t count) -> std::string {
  return fmt::format(kSeries, count);
}

void fill_places(Filling& filling, PlannedCompany const& company) {
  filling.run(
      "insert into organisation values (1, 'Profit', 'UAH', 'Europe/Kyiv', 'uk', 1, 'month', 0);"
      "insert into offices (name, name_key, created_at) " +
      series(company.offices()) + "select 'office ' || i, 'office ' || i, 0 from n;" +
      "insert into geos (name, name_key, created_at) " + series(PlannedCompany::kTerritoriesOfOffice) +
      "select 'geo ' || i, 'geo ' || i, 0 from n;" +
      "insert into users (name, role, office_id, language, status, created_at) " +
      series(company.offices() * 2) +
      "select 'manager ' || i, 'manager', (i + 1) / 2, 'uk', 'active', 0 from n;" +
      "insert into territories (office_id, geo_id, created_at) " + series(company.territories) +
      "select (i - 1) / 20 + 1, (i - 1) % 20 + 1, 0 from n;");
}

void fill_days(Filling& filling, PlannedCompany const& company) {
  filling.run("create temp table days (day integer primary key, month integer)");
  for (auto day = PlannedCompany::kFirst; day <= company.last(); day = day + 1)
    filling.run(fmt::format("insert into days values ({}, {})", day.days, Month::of(day).months));
}

}  // namespace

auto PlannedCompany::last() const -> Day {
  return Month{Month::of(kFirst).months + static_cast<std::int32_t>(years) * 12}.first() - 1;
}

auto PlannedCompany::plans() const -> std::int64_t {
  return territories * (last() - kFirst + 1);
}

void make_database(std::filesystem::path const& file, PlannedCompany const& company) {
  sql::migrate(*sql::open_database({.url = {sql::Dialect::sqlite, file.string()}}), store::migrations());
  Filling filling(file);
  fill_places(filling, company);
  fill_days(filling, company);
  filling.run("drop index plans_day");
  filling.run(
      "insert into plans (territory_id, day, month, amount, user_id, submitted_at, late) "
      "select t.id, d.day, d.month, (t.id * 7919 + d.day * 104729) % 100000, "
      "((t.id - 1) / 20) * 2 + 1 + d.day % 2, (d.day * 1440 + 1140) * 60000000, (t.id + d.day) % 20 = 0 "
      "from days d cross join territories t order by d.day, t.id");
  filling.run("create index plans_day on plans (day, territory_id, amount)");
  filling.run(
      "insert into facts (territory_id, month, amount, user_id, submitted_at) "
      "select t.id, m.month, (t.id * 7919 + m.month * 104729) % 3000000, ((t.id - 1) / 20) * 2 + 1, 0 "
      "from (select distinct month from days) m cross join territories t");
  filling.run(
      "insert into closed_days (office_id, day, closed_at) "
      "select o.id, d.day, (d.day * 1440 + 1110) * 60000000 from days d cross join offices o "
      "where d.month < (select max(month) from days)");
  filling.run("commit");
}

}  // namespace pb::bench
