#include "store/closings.h"

namespace pb::store {

auto close_day(sql::Session& session, OfficeId office, Day day, Instant now) -> bool {
  return session.run(
             "insert into closed_days (office_id, day, closed_at) values ($1, $2, $3) "
             "on conflict (office_id, day) do nothing",
             office, day, now) == 1;
}

auto close_day_in_zone(sql::Session& session, std::string_view time_zone, Day day, Instant now)
    -> std::vector<OfficeId> {
  return session.all<OfficeId>(
      "insert into closed_days (office_id, day, closed_at) "
      "select o.id, cast($1 as bigint), cast($2 as bigint) from offices o left join organisation g on g.id = "
      "1 "
      "where o.archived_at is null and coalesce(o.time_zone, g.time_zone, 'UTC') = $3 "
      "on conflict (office_id, day) do nothing returning office_id",
      day, now, time_zone);
}

auto close_month(sql::Session& session, Month month, Instant now) -> bool {
  return session.run(
             "insert into closed_months (month, closed_at) values ($1, $2) on conflict (month) do nothing",
             month, now) == 1;
}

auto is_day_closed(sql::Session& session, OfficeId office, Day day) -> bool {
  return session.one<std::int64_t>("select 1 from closed_days where office_id = $1 and day = $2", office, day)
      .has_value();
}

auto is_month_closed(sql::Session& session, Month month) -> bool {
  return session.one<std::int64_t>("select 1 from closed_months where month = $1", month).has_value();
}

auto note_nudge(sql::Session& session, OfficeId office, Day day, std::optional<UserId> by, Instant now,
                Instant since) -> bool {
  return session.run(
             "insert into nudges (office_id, day, nudged_by, nudged_at) values ($1, $2, $3, $4) "
             "on conflict (office_id) do update set day = excluded.day, nudged_by = excluded.nudged_by, "
             "nudged_at = excluded.nudged_at where nudges.nudged_at <= $5",
             office, day, by, now, since) == 1;
}

auto last_nudge(sql::Session& session, OfficeId office) -> std::optional<Instant> {
  return session.one<Instant>("select nudged_at from nudges where office_id = $1", office);
}

}  // namespace pb::store
