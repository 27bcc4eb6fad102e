#pragma once

#include "analytics/cube/crew.h"
#include "analytics/cube/state.h"
#include "sql/database.h"

namespace pb::analytics {

// The state of the database's numbers: at least every effect up to its position, and perhaps of some events
// behind it, which a Draft takes again without harm. Places and people already `known` keep their numbers.
// Rows that name a day or month beyond the years 1900 to 2300 are left out.
[[nodiscard]] auto load_state(sql::Database& database, Crew& crew, Dictionary known = {}) -> State;

// The same as plain rows, of one moment: read in one transaction, hence by one thread and more slowly.
[[nodiscard]] auto load_contents(sql::Database& database) -> Contents;

// The names of these people; those who are not stored are left out.
[[nodiscard]] auto load_people(sql::Database& database, std::vector<UserId> const& users)
    -> std::vector<ManagerEntry>;

}  // namespace pb::analytics
