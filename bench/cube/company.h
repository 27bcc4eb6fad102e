#pragma once

#include <filesystem>

#include "base/calendar.h"
#include "sql/database.h"

namespace pb::bench {

// A company whose plans fill a table: each territory one a day, all year round.
struct PlannedCompany {
  std::int64_t territories = 2'740;
  std::int64_t years = 10;

  static constexpr std::int64_t kTerritoriesOfOffice = 20;
  static constexpr Day kFirst{16'436};  // 2015-01-01

  [[nodiscard]] auto offices() const -> std::int64_t {
    return (territories + kTerritoriesOfOffice - 1) / kTerritoriesOfOffice;
  }
  [[nodiscard]] auto last() const -> Day;
  [[nodiscard]] auto plans() const -> std::int64_t;
};

// Makes the file: schema, company, a plan for each territory and day, a fact for each territory and month,
// every day but the last month's closed. Amounts follow from territory and day, so that others can make the
// same: (territory * 7919 + day * 104729) % 100000.
void make_database(std::filesystem::path const& file, PlannedCompany const& company);

}  // namespace pb::bench
