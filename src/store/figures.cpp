#include "store/figures.h"

namespace pb::store {

auto plan_sums(sql::Session& session, Day first, Day last, std::optional<OfficeId> office)
    -> std::vector<PlanSum> {
  constexpr std::string_view kAll =
      "select p.territory_id, p.month, cast(sum(p.amount) as bigint), count(*), cast(sum(p.late) as bigint) "
      "from plans p where p.day between $1 and $2 group by p.territory_id, p.month";
  constexpr std::string_view kOfOffice =
      "select p.territory_id, p.month, cast(sum(p.amount) as bigint), count(*), cast(sum(p.late) as bigint) "
      "from territories t join plans p on p.territory_id = t.id "
      "where p.day between $1 and $2 and t.office_id = $3 group by p.territory_id, p.month";
  return office ? session.all<PlanSum>(kOfOffice, first, last, *office)
                : session.all<PlanSum>(kAll, first, last);
}

auto fact_sums(sql::Session& session, Month first, Month last, std::optional<OfficeId> office)
    -> std::vector<FactSum> {
  constexpr std::string_view kAll =
      "select f.territory_id, f.month, max(case when f.day = 0 then f.amount end), "
      "cast(sum(case when f.day <> 0 then f.amount end) as bigint) "
      "from facts f where f.month between $1 and $2 group by f.territory_id, f.month";
  constexpr std::string_view kOfOffice =
      "select f.territory_id, f.month, max(case when f.day = 0 then f.amount end), "
      "cast(sum(case when f.day <> 0 then f.amount end) as bigint) "
      "from territories t join facts f on f.territory_id = t.id "
      "where f.month between $1 and $2 and t.office_id = $3 group by f.territory_id, f.month";
  return office ? session.all<FactSum>(kOfOffice, first, last, *office)
                : session.all<FactSum>(kAll, first, last);
}

auto month_totals(sql::Session& session, Month month, Day until, std::optional<OfficeId> office)
    -> MonthTotals {
  // A month's fact is the monthly value, or else the sum of the daily ones.
  constexpr std::string_view kAll =
      "select (select cast(coalesce(sum(p.amount), 0) as bigint) from plans p where p.day between $1 and "
      "$2), "
      "(select cast(coalesce(sum(m.amount), 0) as bigint) from (select coalesce("
      "max(case when f.day = 0 then f.amount end), sum(case when f.day <> 0 then f.amount end)) as amount "
      "from facts f where f.month = $3 group by f.territory_id) m)";
  constexpr std::string_view kOfOffice =
      "select (select cast(coalesce(sum(p.amount), 0) as bigint) from territories t "
      "join plans p on p.territory_id = t.id where t.office_id = $1 and p.day between $2 and $3), "
      "(select cast(coalesce(sum(m.amount), 0) as bigint) from (select coalesce("
      "max(case when f.day = 0 then f.amount end), sum(case when f.day <> 0 then f.amount end)) as amount "
      "from territories t join facts f on f.territory_id = t.id where t.office_id = $1 and f.month = $4 "
      "group by f.territory_id) m)";
  return office ? *session.one<MonthTotals>(kOfOffice, *office, month.first(), until, month)
                : *session.one<MonthTotals>(kAll, month.first(), until, month);
}

}  // namespace pb::store
