#include "sheets/ledger.h"

#include <fmt/format.h>

namespace pb::bench {
namespace {

using reports::ColumnKind;
using reports::Figure;

constexpr std::uint32_t kOffices = 60;
constexpr std::uint32_t kGeos = 200;
constexpr std::uint32_t kManagers = 300;

}  // namespace

Ledger::Ledger() {
  for (std::uint32_t at = 0; at < kOffices; ++at)
    offices_.push_back(fmt::format("{}Офіс на вулиці {}", at % 20 == 7 ? "=" : "", at + 1));
  for (std::uint32_t at = 0; at < kGeos; ++at) geos_.push_back(fmt::format("Гео номер {}", at + 1));
  for (std::uint32_t at = 0; at < kManagers; ++at)
    managers_.push_back(fmt::format("Олена Петренко-{}, \"старша\"", at + 1));
  for (std::uint32_t at = 0; at < kOffices * kGeos; ++at)
    territories_.push_back(fmt::format("{} · {}", offices_[at / kGeos], geos_[at % kGeos]));
}

auto Ledger::entry(std::uint32_t number) const -> Entry {
  constexpr std::uint32_t kDays = 700;
  auto const mixed = static_cast<std::int64_t>(number) * 104'729;
  auto const office = number % kOffices;
  auto const geo = number * 7 % kGeos;
  auto const plan = 1'000'000 + mixed % 9'000'000;
  auto const fact = 900'000 + mixed * 31 % 9'500'000;
  return {.day = Day::from({std::chrono::year(2024), std::chrono::month(1), std::chrono::day(1)}) +
                 static_cast<int>(number % kDays),
          .office = &offices_[office],
          .geo = &geos_[geo],
          .manager = &managers_[number * 13 % kManagers],
          .territory = &territories_[office * kGeos + geo],
          .plan = plan,
          .fact = fact,
          .attainment = (fact * 10'000 + plan / 2) / plan,
          .share = mixed % 10'000,
          .submissions = mixed % 50,
          .delay = mixed % 1'440};
}

auto Ledger::about() const -> reports::Built {
  return {.title = "Показники", .subtitle = "2024 – 2025", .organisation = "Чорноморська мережа"};
}

auto ledger_columns() -> std::vector<reports::SheetColumn> {
  return {{"День", ColumnKind::period},      {"Офіс", ColumnKind::dimension},
          {"Гео", ColumnKind::dimension},    {"Менеджер", ColumnKind::dimension},
          {"Напрям", ColumnKind::dimension}, {"План", ColumnKind::money},
          {"Факт", ColumnKind::money},       {"Відхилення", ColumnKind::money},
          {"Виконання", ColumnKind::ratio},  {"Частка", ColumnKind::ratio},
          {"Звітів", ColumnKind::count},     {"Запізнення", ColumnKind::minutes}};
}

void fill(reports::Row& row, Entry const& entry) {
  constexpr std::size_t kColumns = 12;
  row.cells.resize(kColumns);
  auto& cells = row.cells;
  cells[0].content = reports::DayRange{entry.day, entry.day};
  cells[1].content = *entry.office;
  cells[2].content = *entry.geo;
  cells[3].content = *entry.manager;
  cells[4].content = *entry.territory;
  cells[5].content = Figure{entry.plan, ColumnKind::money};
  cells[6].content = Figure{entry.fact, ColumnKind::money};
  cells[7].content = Figure{entry.fact - entry.plan, ColumnKind::money};
  cells[8].content = Figure{entry.attainment, ColumnKind::ratio};
  cells[9].content = Figure{entry.share, ColumnKind::ratio};
  cells[10].content = Figure{entry.submissions, ColumnKind::count};
  cells[11].content = Figure{entry.delay, ColumnKind::minutes};
}

}  // namespace pb::bench
