#pragma once

#include <optional>
#include <string>
#include <vector>

#include "collection/period.h"
#include "domain/actor.h"

namespace pb::collection {

// Plan and fact of something: a territory, an office, everything. Every number is defined here, once.
struct Figures {
  Money plan{};            // of all territories
  Money plan_with_fact{};  // of territories with a fact
  Money fact{};
  std::int64_t territories = 0;
  std::int64_t without_fact = 0;

  // fact - plan of the same territories; nothing without any fact.
  [[nodiscard]] auto delta() const -> std::optional<Money>;
  // fact / plan of the same territories (1.0 is on plan); nothing without a fact or with a plan of 0.
  [[nodiscard]] auto attainment() const -> std::optional<double>;
  void add(Figures const& other);
};

struct ReportTerritory {
  TerritoryId territory{};
  std::string geo_name{};
  Figures figures{};  // without_fact is 1 where the fact is missing
};
struct ReportOffice {
  OfficeId office{};
  std::string office_name{};
  std::vector<ReportTerritory> territories{};  // by geo name
  Figures figures{};
};
struct MissingFact {
  TerritoryId territory{};
  std::string office_name{};
  std::string geo_name{};
};

// Rule 5: per territory, office and in all; a territory without a fact is listed as missing and left out of
// attainment.
struct MonthlyReport {
  Month month{};
  std::vector<ReportOffice> offices{};  // by name
  Figures total{};
  std::vector<MissingFact> missing{};
};

// Three queries. Listed are territories with a plan or a fact in the month, and those that were open by its
// end. A month's fact is the monthly value, or else the sum of its daily values.
auto monthly_report(store::Unit& unit, Month month) -> MonthlyReport;
// Scoped: heads and managers see their own office. Without a month: the one that ended last.
auto monthly_report(store::Unit& unit, Actor const& actor, std::optional<Month> month)
    -> Result<MonthlyReport>;

}  // namespace pb::collection
