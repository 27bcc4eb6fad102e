#include "store/prompts.h"

#include <algorithm>
#include <tuple>

namespace pb::store {

auto prompt_rows(sql::Session& session, std::string_view time_zone, Day day, ReminderMinutes minutes)
    -> std::vector<PromptRow> {
  return session.all<PromptRow>(
      "with asked as (select t.office_id as office_id, count(*) as territories, count(*) - count(p.id) as "
      "open_count "
      "from territories t join geos g on g.id = t.geo_id "
      "left join plans p on p.territory_id = t.id and p.day = $1 "
      "where t.archived_at is null and g.archived_at is null group by t.office_id) "
      "select u.id, u.tg_id, u.name, u.language, o.id, o.name, a.open_count, a.territories, u.preferences "
      "from users u join offices o on o.id = u.office_id join asked a on a.office_id = o.id "
      "left join organisation n on n.id = 1 "
      "where u.role = 'manager' and u.status = 'active' and u.reachable = 1 and u.tg_id is not null "
      "and o.archived_at is null and a.open_count > 0 and coalesce(o.time_zone, n.time_zone, 'UTC') = $2 "
      "and coalesce(u.reminder_minute, -1) between $3 and $4 order by u.id",
      day, time_zone, minutes.least, minutes.most);
}

auto fact_prompt_rows(sql::Session& session, std::string_view time_zone, FactPeriod period)
    -> std::vector<PromptRow> {
  return session.all<PromptRow>(
      "with asked as (select t.office_id as office_id, count(*) as territories, count(*) - count(f.id) as "
      "open_count "
      "from territories t join geos g on g.id = t.geo_id "
      "left join facts f on f.territory_id = t.id and f.month = $1 and f.day = $2 "
      "where t.archived_at is null and g.archived_at is null "
      "and (t.created_at < $3 or exists (select 1 from plans p where p.territory_id = t.id "
      "and p.day between $4 and $5)) group by t.office_id) "
      "select u.id, u.tg_id, u.name, u.language, o.id, o.name, a.open_count, a.territories, u.preferences "
      "from users u join offices o on o.id = u.office_id join asked a on a.office_id = o.id "
      "left join organisation n on n.id = 1 "
      "where u.role = 'manager' and u.status = 'active' and u.reachable = 1 and u.tg_id is not null "
      "and o.archived_at is null and a.open_count > 0 and coalesce(o.time_zone, n.time_zone, 'UTC') = $6 "
      "order by u.id",
      period.month, period.day_column(), period.end(), period.first(), period.last(), time_zone);
}

auto office_prompt_rows(sql::Session& session, OfficeId office, Day day) -> std::vector<PromptRow> {
  return session.all<PromptRow>(
      "with asked as (select count(*) as territories, count(*) - count(p.id) as open_count "
      "from territories t join geos g on g.id = t.geo_id "
      "left join plans p on p.territory_id = t.id and p.day = $1 "
      "where t.office_id = $2 and t.archived_at is null and g.archived_at is null) "
      "select u.id, u.tg_id, u.name, u.language, o.id, o.name, a.open_count, a.territories, u.preferences "
      "from users u join offices o on o.id = u.office_id cross join asked a "
      "where u.office_id = $2 and u.role = 'manager' and u.status = 'active' and u.reachable = 1 "
      "and u.tg_id is not null and o.archived_at is null and a.open_count > 0 order by u.id",
      day, office);
}

auto has_reminder_at(sql::Session& session, std::int64_t minute) -> bool {
  return session.one<std::int64_t>("select 1 from users where reminder_minute = $1 limit 1", minute)
      .has_value();
}

auto reminder_minutes(sql::Session& session) -> std::vector<std::int64_t> {
  return session.all<std::int64_t>(
      "select distinct reminder_minute from users where reminder_minute is not null order by "
      "reminder_minute");
}

auto missing_rows(sql::Session& session, Day day, std::optional<OfficeId> office) -> std::vector<MissingRow> {
  constexpr std::string_view kAll =
      "with asked as (select t.office_id as office_id, count(*) - count(p.id) as open_count "
      "from territories t join geos g on g.id = t.geo_id "
      "left join plans p on p.territory_id = t.id and p.day = $1 "
      "where t.archived_at is null and g.archived_at is null group by t.office_id), "
      "answered as (select distinct p.user_id as user_id from plans p where p.day = $1 and p.user_id is not "
      "null) "
      "select u.id, u.name, o.id, o.name from users u join offices o on o.id = u.office_id "
      "join asked a on a.office_id = o.id left join answered d on d.user_id = u.id "
      "where u.role = 'manager' and u.status = 'active' and o.archived_at is null and a.open_count > 0 "
      "and d.user_id is null";
  constexpr std::string_view kOfOffice =
      "with given as (select t.id as territory_id, p.id as plan_id, p.user_id as user_id "
      "from territories t join geos g on g.id = t.geo_id "
      "left join plans p on p.territory_id = t.id and p.day = $1 "
      "where t.office_id = $2 and t.archived_at is null and g.archived_at is null) "
      "select u.id, u.name, o.id, o.name from users u join offices o on o.id = u.office_id "
      "where u.office_id = $2 and u.role = 'manager' and u.status = 'active' and o.archived_at is null "
      "and exists (select 1 from given where plan_id is null) "
      "and not exists (select 1 from given where given.user_id = u.id)";
  auto rows = office ? session.all<MissingRow>(kOfOffice, day, *office) : session.all<MissingRow>(kAll, day);
  std::ranges::sort(rows, {},
                    [](MissingRow const& row) { return std::tie(row.office_name, row.name, row.user); });
  return rows;
}

}  // namespace pb::store
