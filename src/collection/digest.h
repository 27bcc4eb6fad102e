#pragma once

#include <optional>
#include <string>
#include <vector>

#include "collection/period.h"
#include "domain/actor.h"

namespace pb::collection {

struct DigestTerritory {
  TerritoryId territory{};
  std::string geo_name{};
  std::optional<Money> plan{};  // absent: nobody has answered
  std::string by_name{};
  bool late = false;
};

// An active manager who has sent nothing that day, while the office still has an open territory.
struct MissingPerson {
  UserId user{};
  std::string name{};
  OfficeId office{};
  std::string office_name{};
};

struct DigestOffice {
  OfficeId office{};
  std::string office_name{};
  std::vector<DigestTerritory> territories{};  // by geo name
  Money total{};
  std::int64_t open = 0;
  std::vector<MissingPerson> missing{};
};

// Rule 3: offices, territories, plans, total, and who has not answered.
struct Digest {
  Day day{};
  std::vector<DigestOffice> offices{};  // by name; only those with territories
  Money total{};
  std::int64_t given = 0;
  std::int64_t open = 0;
  std::int64_t missing = 0;  // people
};

// Who is missing on a day, of one office or of all; one query. By office and name.
auto missing_people(store::Unit& unit, Day day, std::optional<OfficeId> office) -> std::vector<MissingPerson>;

// Two queries for the whole organisation. For schedules; the second form is scoped to what the actor may see.
auto digest(store::Unit& unit, Day day) -> Digest;
auto digest(store::Unit& unit, Actor const& actor, std::optional<Day> day) -> Result<Digest>;

}  // namespace pb::collection
