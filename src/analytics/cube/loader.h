#pragma once

#include "analytics/cube/contents.h"
#include "sql/database.h"

namespace pb::analytics {

// Everything in one transaction. Rows that name a day or month beyond the years 1900 to 2300 are left out.
[[nodiscard]] auto load_contents(sql::Database& database) -> Contents;

}  // namespace pb::analytics
