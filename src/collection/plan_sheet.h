#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "collection/period.h"
#include "domain/actor.h"

namespace pb::collection {

// How a territory's value stands for the one who looks: still to give, given by them, or given by somebody
// else.
BOOST_DEFINE_ENUM_CLASS(ValueState, open, mine, colleague)

struct SheetRow {
  TerritoryId territory{};
  GeoId geo{};
  std::string geo_name{};
  OfficeId office{};
  std::string office_name{};
  ValueState state = ValueState::open;
  // Who gave how much, when; only while the state is not open. The name is empty for values taken over
  // without one.
  Money amount{};
  std::string by_name{};
  Instant at{};
  bool late = false;
  bool correction_open = false;  // a change of it awaits a decision
};

// Territories with their values for a day (plans), or for a month or day (facts); by office and geo name.
struct Sheet {
  std::vector<SheetRow> rows{};
  Money total{};  // of what is given
  std::int64_t open = 0;
  std::int64_t given = 0;
};

struct PlanSheet {
  Day day{};
  Day today{};  // in the office's time zone (several offices: the organisation's)
  bool closed =
      false;  // the digest has gone out (of one office): what is given now is late, changes need approval
  Sheet sheet{};
};

// What the actor works with on `day` (absent: today). People of an office get their own office, whatever
// `office` says if it is theirs; owner, admin and analyst one office, or all without `office`. Archived
// territories are listed only where they have a value for the day.
auto plan_sheet(store::Unit& unit, Actor const& actor, std::optional<Day> day = {},
                std::optional<OfficeId> office = {}) -> Result<PlanSheet>;

// A sheet of several offices, office by office, in the order of its rows.
struct OfficeSheet {
  OfficeId office{};
  std::string name{};
  Money total{};
  std::int64_t open = 0;
  std::int64_t given = 0;
};
auto by_office(Sheet const& sheet) -> std::vector<OfficeSheet>;

}  // namespace pb::collection
