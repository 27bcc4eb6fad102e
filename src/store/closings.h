#pragma once

#include <string_view>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb::store {

// The digest of an office's day, or the report of a month, has gone out.
auto close_day(sql::Session& session, OfficeId office, Day day, Instant now) -> bool;
// Every active office in the time zone that is not closed yet; which ones.
auto close_day_in_zone(sql::Session& session, std::string_view time_zone, Day day, Instant now)
    -> std::vector<OfficeId>;
auto close_month(sql::Session& session, Month month, Instant now) -> bool;

auto is_day_closed(sql::Session& session, OfficeId office, Day day) -> bool;
auto is_month_closed(sql::Session& session, Month month) -> bool;

// Whether nobody has reminded the office by hand since `since`; if so, notes that it happens now.
auto note_nudge(sql::Session& session, OfficeId office, Day day, std::optional<UserId> by, Instant now,
                Instant since) -> bool;
auto last_nudge(sql::Session& session, OfficeId office) -> std::optional<Instant>;

}  // namespace pb::store
