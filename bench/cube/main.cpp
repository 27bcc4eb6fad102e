// What the cube answers, and how fast, beside SQLite on the same file and DuckDB with the same plans in the
// same run. usage: bench_cube [--years N] [--territories N] [--duckdb FOLDER] [--file KEPT.db]
#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <cstdio>
#include <cstring>
#include <fstream>

#include "analytics/cube/loader.h"
#include "cube/company.h"
#include "cube/freshness.h"
#include "cube/scaling.h"
#include "harness/figure.h"
#include "harness/program.h"
#include "harness/table.h"

namespace pb::bench {
namespace {

using analytics::Cell;
using analytics::Grain;
using analytics::Slice;
using Steady = std::chrono::steady_clock;

struct Arguments {
  PlannedCompany company;
  std::string duckdb;
  std::string file;  // kept for the next run; empty: a temporary one
};

auto arguments(int count, char** values) -> Arguments {
  Arguments arguments;
  for (int index = 1; index + 1 < count; index += 2) {
    std::string_view const name = values[index];
    if (name == "--years") arguments.company.years = std::atol(values[index + 1]);
    if (name == "--territories") arguments.company.territories = std::atol(values[index + 1]);
    if (name == "--duckdb") arguments.duckdb = values[index + 1];
    if (name == "--file") arguments.file = values[index + 1];
  }
  return arguments;
}

template <class F>
auto milliseconds(F f) -> double {
  auto const began = Steady::now();
  f();
  return std::chrono::duration<double, std::milli>(Steady::now() - began).count();
}

template <class F>
auto median(int rounds, F f) -> double {
  std::vector<double> times;
  for (int round = 0; round < rounds; ++round) times.push_back(milliseconds(f));
  std::ranges::nth_element(times, times.begin() + rounds / 2);
  return times[static_cast<std::size_t>(rounds / 2)];
}

struct Question {
  std::string name;
  Slice slice;
  double aim_ms = 0;     // 0: none
  std::string sql{};     // for SQLite; empty: not asked
  std::string duckdb{};  // its name there
};

auto quarter_of(PlannedCompany const& company) -> std::pair<Day, Day> {
  auto const first = Month::of(company.last()) - 5;
  return {first.first(), (first + 2).last()};
}

auto questions(PlannedCompany const& company) -> std::vector<Question> {
  Slice const all{.first = PlannedCompany::kFirst, .last = company.last()};
  auto const with = [&](std::optional<Grain> grain, analytics::GroupBy by) {
    auto slice = all;
    slice.grain = grain;
    slice.group_by = by;
    return slice;
  };
  auto half = with(Grain::month, {.office = true});
  half.territories = std::vector<bool>(static_cast<std::size_t>(company.territories));
  for (std::size_t index = 0; index < half.territories->size(); index += 2) (*half.territories)[index] = true;
  auto const [first, last] = quarter_of(company);
  Slice const quarter{.first = first, .last = last, .group_by = {.territory = true}};
  auto quarter_days = quarter;
  quarter_days.grain = Grain::day;
  quarter_days.group_by = {.office = true};
  return {
      {"office x month, all rows", with(Grain::month, {.office = true}), 15,
       "select p.month, t.office_id, sum(p.amount), count(*) from plans p join territories t on t.id = "
       "p.territory_id group by p.month, t.office_id",
       "office_month"},
      {"one quarter by territory", quarter, 1,
       fmt::format("select territory_id, sum(amount), count(*) from plans where day between {} and {} group "
                   "by territory_id",
                   first.days, last.days),
       "quarter"},
      {"by month", with(Grain::month, {}), 2, "", "month"},
      {"geo x month", with(Grain::month, {.geo = true}), 2, "", ""},
      {"manager x month", with(Grain::month, {.manager = true}), 2, "", ""},
      {"office x year", with(Grain::year, {.office = true}), 2, "", ""},
      {"office x month, every other territory", half, 0, "", ""},
      {"territory x year", with(Grain::year, {.territory = true}), 0, "", ""},
      {"by day, all rows", with(Grain::day, {}), 0, "", "day"},
      {"office x week, all rows", with(Grain::week, {.office = true}), 0, "", ""},
      {"one quarter, office x day", quarter_days, 0, "", ""},
  };
}

auto allocated() -> std::size_t {
  auto const info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

auto ask_duckdb(Arguments const& arguments, std::filesystem::path const& folder) -> boost::json::object {
  if (arguments.duckdb.empty()) return {};
  auto const& company = arguments.company;
  auto const [first, last] = quarter_of(company);
  auto const command =
      fmt::format("node {}/run.mjs {} {} {} {} {} {} > {}/duckdb.json", arguments.duckdb, company.territories,
                  PlannedCompany::kFirst.days, company.last().days, first.days, last.days,
                  std::max(1U, std::thread::hardware_concurrency()), folder.string());
  if (std::system(command.c_str()) != 0) return {};
  std::ifstream file(folder / "duckdb.json");
  std::string const text((std::istreambuf_iterator<char>(file)), {});
  return boost::json::parse(text).as_object();
}

// Sums over everything must agree before their speed is worth anything.
void check(sql::Database& database, analytics::Version const& version, PlannedCompany const& company) {
  auto const cells = version.scan({.first = PlannedCompany::kFirst, .last = company.last()}).value();
  auto const [sum, count] = database.read([&](sql::Session& session) {
    constexpr std::string_view kSum =
        "select cast(sum(amount) as bigint) from plans where day between $1 and $2";
    constexpr std::string_view kCount = "select count(*) from plans where day between $1 and $2";
    return std::pair(*session.one<std::int64_t>(kSum, PlannedCompany::kFirst, company.last()),
                     *session.one<std::int64_t>(kCount, PlannedCompany::kFirst, company.last()));
  });
  bool const same = cells.at(0).totals.plan == sum && cells.at(0).totals.plans == count;
  if (!same) throw std::runtime_error("the cube and SQLite do not agree");
}

void ask_all(Arguments const& arguments, sql::Database& database, analytics::Version const& version,
             boost::json::object const& duckdb) {
  std::vector<std::vector<std::string>> rows{
      {"question", "cells", "cube ms", "aim ms", "SQLite ms", "ratio", "DuckDB ms", "ratio"}};
  for (auto const& question : questions(arguments.company)) {
    std::size_t cells = 0;
    auto const ours = median(21, [&] { cells = version.scan(question.slice).value().size(); });
    std::vector<std::string> row{question.name, std::to_string(cells), fmt::format("{:.3f}", ours),
                                 question.aim_ms > 0 ? fmt::format("{:.0f}", question.aim_ms) : "-"};
    auto const beside = [&](double theirs) {
      row.push_back(theirs > 0 ? fmt::format("{:.1f}", theirs) : "-");
      row.push_back(theirs > 0 ? fmt::format("{:.0f}x", theirs / ours) : "-");
    };
    beside(question.sql.empty() ? 0 : milliseconds([&] {
      database.read([&](sql::Session& session) {
        return session.connection().execute(question.sql, {}, [](sql::RowView const&) {});
      });
    }));
    auto const found = duckdb.find(question.duckdb);
    beside(found == duckdb.end() ? 0 : found->value().to_number<double>());
    rows.push_back(std::move(row));
  }
  print_table("Questions, medians", rows);
  if (duckdb.empty()) std::puts("DuckDB is not measured: its npm package is not there.");
}

void run(Arguments const& arguments) {
  TemporaryFolder const folder;
  auto const file =
      arguments.file.empty() ? folder.path() / "company.db" : std::filesystem::path(arguments.file);
  auto const& company = arguments.company;
  if (!std::filesystem::exists(file)) {
    auto const made = milliseconds([&] { make_database(file, company); });
    std::printf("%lld plans made in %.1f s\n", static_cast<long long>(company.plans()), made / 1'000);
    std::fflush(stdout);
  }
  auto const database = sql::open_database({.url = {sql::Dialect::sqlite, file.string()}});
  auto const duckdb = ask_duckdb(arguments, folder.path());

  events::Feed feed(*database);
  feed.start();
  auto const snapshot = folder.path() / "cube.snapshot";
  double load_ms = 0;
  std::vector<std::uint32_t> delays;
  {
    analytics::Cube cube(feed, {.snapshot = snapshot});
    load_ms = milliseconds([&] { cube.start(); });
    check(*database, *cube.version(), company);
    // Before SQLite is asked: its sorters leave the allocator millions of freed pieces, which the next reader
    // would have to put together.
    delays = measure_freshness(*database, cube, cube.version()->days()->last + 1, 2'000, 5);
    ask_all(arguments, *database, *cube.version(), duckdb);
  }
  // The readers' page caches are full by now, so what a second cube takes is the cube's alone.
  malloc_trim(0);
  auto const before = allocated();
  analytics::Cube again(feed, {.snapshot = snapshot});
  auto const snapshot_ms = milliseconds([&] { again.start(); });
  malloc_trim(0);
  auto const memory = static_cast<double>(allocated() - before);

  auto const rows = static_cast<double>(company.plans());
  using Figures = std::vector<Figure>;
  constexpr auto kLower = Figure::Better::lower;
  print_figures("The cube",
                Figures{{"memory for each plan", memory / rows, 32, kLower, "bytes"},
                        {"load from SQLite", load_ms / 1'000, 6, kLower, "s"},
                        {"load from a snapshot", snapshot_ms / 1'000, 1, kLower, "s"},
                        {"visible after commit, median", static_cast<double>(percentile(delays, 0.5)) / 1'000,
                         50, kLower, "ms"},
                        {"visible after commit, 99 of 100",
                         static_cast<double>(percentile(delays, 0.99)) / 1'000, 50, kLower, "ms"}});
  again.stop();
  feed.stop();
  print_scaling(company);
}

}  // namespace
}  // namespace pb::bench

int main(int count, char** values) {
  pb::bench::run(pb::bench::arguments(count, values));
}
