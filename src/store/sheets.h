#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb::store {

// A territory and its value for one period, if it has one.
struct ValueRow {
  TerritoryId territory;
  GeoId geo;
  std::string geo_name;
  OfficeId office;
  std::string office_name;
  bool open = true;  // neither the territory nor its office nor its geo is archived
  std::optional<Money> amount;
  std::optional<UserId> user;
  std::string by_name;
  std::optional<Instant> at;
  bool late = false;
  bool correction_open = false;
};

// Territories that are open or have a value for the day; of one office, or all. By office and geo name.
auto plan_rows(sql::Session& session, Day day, std::optional<OfficeId> office) -> std::vector<ValueRow>;
// The same for facts of a month, or of one day of it.
auto fact_rows(sql::Session& session, Month month, std::optional<Day> day, std::optional<OfficeId> office)
    -> std::vector<ValueRow>;

// An open territory without a value.
struct OpenTerritory {
  TerritoryId territory;
  std::string geo_name;
};
// Of one office, by geo name.
auto open_for_plan(sql::Session& session, OfficeId office, Day day) -> std::vector<OpenTerritory>;
auto open_for_fact(sql::Session& session, OfficeId office, Month month, std::optional<Day> day)
    -> std::vector<OpenTerritory>;
// How many there are in all offices.
auto count_open_for_fact(sql::Session& session, Month month, std::optional<Day> day) -> std::int64_t;

}  // namespace pb::store
