// How long one monthly report of 60 offices and 600 territories takes in each format, one core: the first
// time in a fresh process, where no font was read, and in a program that runs (the median of some; nothing of
// a report is kept between them). Building is measured from the cube. usage: bench_report
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <functional>

#include "analytics/query/test_numbers.h"
#include "harness/figure.h"
#include "reports/build.h"
#include "reports/built_in.h"
#include "reports/chat.h"
#include "reports/render.h"

namespace pb::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int kOffices = 60;
constexpr int kGeosOfOffice = 10;

// Two months of plans, facts of the first.
auto company() -> analytics::Version {
  analytics::TestNumbers numbers;
  std::vector<analytics::Index> geos;
  for (int geo = 0; geo < kGeosOfOffice * 2; ++geo)
    geos.push_back(numbers.geo(fmt::format("Гео номер {}", geo + 1)));
  auto const olena = numbers.manager("Олена");
  for (int office = 0; office < kOffices; ++office) {
    auto const place = numbers.office(fmt::format("Офіс на вулиці {}", office + 1));
    for (int geo = 0; geo < kGeosOfOffice; ++geo) {
      auto const territory =
          numbers.territory(place, geos[static_cast<std::size_t>((geo + office) % (kGeosOfOffice * 2))]);
      for (int day = 0; day < 59; ++day)
        numbers.plan(territory, analytics::day_of(2025, 1, 1) + day,
                     1'000'000 + office * 7'919 + geo * 104'729 + day * 1'009, olena);
      numbers.fact(territory, Month::from(2025, 2), 30'000'000 + office * 15'485 - geo * 32'452, olena);
      numbers.fact(territory, Month::from(2025, 1), 29'000'000 + office * 15'485 - geo * 32'452, olena);
    }
  }
  return numbers.version();
}

auto milliseconds(std::function<void()> const& f) -> double {
  auto const began = Steady::now();
  f();
  return std::chrono::duration<double, std::milli>(Steady::now() - began).count();
}

// In a program that has made reports before.
auto in_running_program(std::function<void()> const& f) -> double {
  f();
  std::vector<double> took;
  for (int round = 0; round < 7; ++round) took.push_back(milliseconds(f));
  std::ranges::sort(took);
  return took[took.size() / 2];
}

// In a process of its own, where no font was read and no page of the library touched.
auto in_fresh_process(std::function<void()> const& f) -> double {
  int pipe_ends[2];
  if (::pipe(pipe_ends) != 0) return -1;
  if (auto const child = ::fork(); child == 0) {
    auto const took = milliseconds(f);
    auto const written = ::write(pipe_ends[1], &took, sizeof took);
    ::_exit(written == sizeof took ? 0 : 1);
  } else {
    double took = -1;
    auto const got = ::read(pipe_ends[0], &took, sizeof took);
    ::waitpid(child, nullptr, 0);
    ::close(pipe_ends[0]);
    ::close(pipe_ends[1]);
    return got == sizeof took ? took : -1;
  }
}

void measure() {
  i18n::Translator const translator;
  auto const version = company();
  auto const* const definition = reports::built_in_definition("monthly");
  auto const make = [&] {
    return reports::build(*definition, {},
                          {.version = version,
                           .scope = Scope::of(Actor::system()),
                           .translator = translator,
                           .reader = {},
                           .today = analytics::day_of(2025, 3, 12),
                           .now = Instant{}})
        .value();
  };
  std::vector<Figure> figures;
  constexpr auto kLower = Figure::Better::lower;
  figures.push_back(
      {"built from the cube, fresh process", in_fresh_process([&] { (void)make(); }), 0, kLower, "ms"});
  auto const built = make();
  struct Rendering {
    std::string name;
    double aim;
    std::function<void()> run;
  };
  auto const in = [&](reports::Format format) {
    return [&, format] { (void)reports::render(built, format, translator).value(); };
  };
  std::vector<Rendering> const renderings{
      {"PDF", 300, in(reports::Format::pdf)}, {"XLSX", 150, in(reports::Format::xlsx)},
      {"PNG", 60, in(reports::Format::png)},  {"text", 5, [&] { (void)reports::to_chat(built, translator); }},
      {"CSV", 0, in(reports::Format::csv)},
  };
  // Fresh processes are copies of this one: they come before anything is drawn here.
  for (auto const& [name, aim, run] : renderings)
    figures.push_back({name + ", fresh process", in_fresh_process(run), aim, kLower, "ms"});
  for (auto const& [name, aim, run] : renderings)
    figures.push_back({name + ", running program", in_running_program(run), aim, kLower, "ms"});
  print_figures("Monthly report, 60 offices, 600 territories", figures);
}

}  // namespace
}  // namespace pb::bench

int main() {
  pb::bench::measure();
  return 0;
}
