// How fast 100,000 rows of 12 columns become a workbook and CSV, and how much memory that takes: each in a
// process of its own, beside what writes the same without thinking, in the same run. usage: bench_sheets
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <stdexcept>

#include "harness/figure.h"
#include "reports/csv.h"
#include "reports/sheet_stream.h"
#include "sheets/bare.h"

namespace pb::bench {
namespace {

namespace fs = std::filesystem;

struct Cost {
  double seconds = 1e9;
  double megabytes = 0;  // resident, at most
};

auto seconds_of(timeval const& time) -> double {
  constexpr double kMicro = 1e-6;
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * kMicro;
}

// Processor time of a process of its own, system calls included: others on the machine do not count.
auto cost_of(std::function<void()> const& f) -> Cost {
  auto const child = ::fork();
  if (child == 0) {
    f();
    ::_exit(0);
  }
  rusage used{};
  int status = 0;
  ::wait4(child, &status, 0, &used);
  if (status != 0) throw std::runtime_error("a measured process failed");
  constexpr double kKilo = 1024;
  return {seconds_of(used.ru_utime) + seconds_of(used.ru_stime), static_cast<double>(used.ru_maxrss) / kKilo};
}

auto better(Cost const& one, Cost const& other) -> Cost {
  return {std::min(one.seconds, other.seconds), std::max(one.megabytes, other.megabytes)};
}

void write_stream(fs::path const& file, Ledger const& ledger) {
  i18n::Translator const translator;
  auto const about = ledger.about();
  reports::SheetStream stream(file, about, translator, ledger_columns());
  reports::Row row;
  std::int64_t plan = 0;
  std::int64_t fact = 0;
  for (std::uint32_t number = 0; number < kRows; ++number) {
    auto const entry = ledger.entry(number);
    plan += entry.plan;
    fact += entry.fact;
    fill(row, entry);
    stream.add(row).value();
  }
  reports::Row total{.kind = reports::RowKind::total, .cells = std::vector<reports::Cell>(row.cells.size())};
  using reports::ColumnKind;
  total.cells[0].content = std::string("Разом");
  total.cells[5].content = reports::Figure{plan, ColumnKind::money};
  total.cells[6].content = reports::Figure{fact, ColumnKind::money};
  total.cells[7].content = reports::Figure{fact - plan, ColumnKind::money};
  total.cells[8].content = reports::Figure{fact * 10'000 / plan, ColumnKind::ratio};
  stream.add(total).value();
  stream.finish({"Факти за місяць"}).value();
}

void write_csv(fs::path const& file, Ledger const& ledger) {
  auto* const out = std::fopen(file.c_str(), "wb");
  reports::CsvWriter writer([&](std::string_view block) { std::fwrite(block.data(), 1, block.size(), out); });
  reports::Row row;
  for (std::uint32_t number = 0; number < kRows; ++number) {
    fill(row, ledger.entry(number));
    write_row(writer, row);
  }
  writer.finish();
  std::fclose(out);
}

// The bytes of the file again, a line at a time.
void write_bytes(fs::path const& file, fs::path const& other) {
  auto* const in = std::fopen(file.c_str(), "rb");
  auto* const out = std::fopen(other.c_str(), "wb");
  constexpr std::size_t kLine = 260;
  std::string line(kLine, '\0');
  for (std::size_t got = kLine; got == kLine;) {
    got = std::fread(line.data(), 1, kLine, in);
    std::fwrite(line.data(), 1, got, out);
  }
  std::fclose(in);
  std::fclose(out);
}

struct Costs {
  Cost stream;
  Cost bare;
  Cost csv;
  Cost bytes;
  Cost rows;  // made, and not written
};

auto measure(fs::path const& folder, Ledger const& ledger) -> Costs {
  Costs least;
  constexpr int kRounds = 5;
  for (int round = 0; round < kRounds; ++round) {
    least.bare = better(least.bare, cost_of([&] { write_bare(folder / "bare.xlsx", ledger); }));
    least.stream = better(least.stream, cost_of([&] { write_stream(folder / "rows.xlsx", ledger); }));
    least.csv = better(least.csv, cost_of([&] { write_csv(folder / "rows.csv", ledger); }));
    least.bytes =
        better(least.bytes, cost_of([&] { write_bytes(folder / "rows.csv", folder / "copy.csv"); }));
    least.rows = better(least.rows, cost_of([&] {
                          reports::Row row;
                          for (std::uint32_t number = 0; number < kRows; ++number)
                            fill(row, ledger.entry(number));
                        }));
  }
  return least;
}

void run(fs::path const& folder) {
  auto const costs = measure(folder, Ledger());
  constexpr double kMega = 1e6;
  auto const size = static_cast<double>(fs::file_size(folder / "rows.csv")) / kMega;
  using enum Figure::Better;
  print_figures(
      fmt::format("{} rows of {} columns, one core, processor time", kRows, ledger_columns().size()),
      {{"workbook", kRows / costs.stream.seconds, 0, higher, "rows/s"},
       {"libxlsxwriter alone", kRows / costs.bare.seconds, 0, higher, "rows/s"},
       {"workbook: time / libxlsxwriter alone", costs.stream.seconds / costs.bare.seconds, 1.3, lower,
        "times"},
       {"workbook: most memory", costs.stream.megabytes, 60, lower, "MB"},
       {"libxlsxwriter alone: most memory", costs.bare.megabytes, 0, lower, "MB"},
       {"CSV", size / costs.csv.seconds, 150, higher, "MB/s"},
       {"CSV without making the rows", size / (costs.csv.seconds - costs.rows.seconds), 0, higher, "MB/s"},
       {"CSV: time / the same bytes copied", costs.csv.seconds / costs.bytes.seconds, 0, lower, "times"},
       {"CSV: most memory", costs.csv.megabytes, 0, lower, "MB"}});
}

}  // namespace
}  // namespace pb::bench

int main() {
  auto const folder = std::filesystem::temp_directory_path() / fmt::format("bench_sheets_{}", ::getpid());
  std::filesystem::create_directories(folder);
  pb::bench::run(folder);
  std::filesystem::remove_all(folder);
  return 0;
}
