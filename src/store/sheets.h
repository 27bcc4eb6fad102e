#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"
#include "store/fact_period.h"

namespace pb::store {

// A territory and its value for one period, if it has one.
struct ValueRow {
  TerritoryId territory{};
  GeoId geo{};
  std::string geo_name{};
  OfficeId office{};
  std::string office_name{};
  bool open = true;  // neither the territory nor its office nor its geo is archived
  std::optional<Money> amount{};
  std::optional<UserId> user{};
  std::string by_name{};
  std::optional<Instant> at{};
  bool late = false;
  bool correction_open = false;
};

// Territories that are open or have a value for the day; of one office, or all. By office and geo name.
auto plan_rows(sql::Session& session, Day day, std::optional<OfficeId> office) -> std::vector<ValueRow>;
// The same for facts. A territory without one is listed if it owes one: it was there before the period was
// over, or has a plan in it.
auto fact_rows(sql::Session& session, FactPeriod period, std::optional<OfficeId> office)
    -> std::vector<ValueRow>;

// An open territory without a value, in the office of another one: `after_geo_name` is that one's.
struct OpenBeside {
  TerritoryId territory{};
  std::string geo_name{};
  OfficeId office{};
  std::string after_geo_name{};
};
// By geo name.
auto open_beside_for_plan(sql::Session& session, TerritoryId after, Day day) -> std::vector<OpenBeside>;
auto open_beside_for_fact(sql::Session& session, TerritoryId after, FactPeriod period)
    -> std::vector<OpenBeside>;
// How many territories of all offices owe a fact.
auto count_open_for_fact(sql::Session& session, FactPeriod period) -> std::int64_t;

// A day of all offices in three numbers.
struct DaySummary {
  std::int64_t given = 0;
  std::int64_t open = 0;
  Money total{};
};
auto day_summary(sql::Session& session, Day day) -> DaySummary;

}  // namespace pb::store
