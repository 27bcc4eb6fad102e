#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reports/built.h"
#include "reports/xlsx_rows.h"

namespace pb::bench {

inline constexpr std::uint32_t kRows = 100'000;

// A row of what companies keep: a day, four texts, three amounts, two ratios, a count and a time.
struct Entry {
  Day day{};
  std::string const* office = nullptr;
  std::string const* geo = nullptr;
  std::string const* manager = nullptr;
  std::string const* territory = nullptr;
  std::int64_t plan = 0;  // minor units
  std::int64_t fact = 0;
  std::int64_t attainment = 0;  // basis points
  std::int64_t share = 0;
  std::int64_t submissions = 0;
  std::int64_t delay = 0;  // minutes
};

// The same rows in every run, with names as long as names are. A few of the names would be formulas.
class Ledger {
 public:
  Ledger();

  [[nodiscard]] auto entry(std::uint32_t number) const -> Entry;
  [[nodiscard]] auto about() const -> reports::Built;

 private:
  std::vector<std::string> offices_{};
  std::vector<std::string> geos_{};
  std::vector<std::string> managers_{};
  std::vector<std::string> territories_{};
};

[[nodiscard]] auto ledger_columns() -> std::vector<reports::SheetColumn>;
// Fills a row that is used again and again.
void fill(reports::Row& row, Entry const& entry);

}  // namespace pb::bench
