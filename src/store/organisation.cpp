#include "store/organisation.h"

namespace pb::store {

auto find_organisation(sql::Session& session) -> std::optional<Organisation> {
  return session.one<Organisation>(
      "select name, currency, time_zone, language, fiscal_start, fact_grain, created_at from organisation "
      "where id = 1");
}

auto insert_organisation(sql::Session& session, Organisation const& organisation) -> bool {
  return session.run(
             "insert into organisation (id, name, currency, time_zone, language, fiscal_start, fact_grain, "
             "created_at) values (1, $1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing",
             organisation.name, organisation.currency, organisation.time_zone, organisation.language,
             organisation.fiscal_start, organisation.fact_grain, organisation.created_at) == 1;
}

void update_organisation(sql::Session& session, Organisation const& organisation) {
  session.run(
      "update organisation set name = $1, currency = $2, time_zone = $3, language = $4, fiscal_start = $5, "
      "fact_grain = $6 where id = 1",
      organisation.name, organisation.currency, organisation.time_zone, organisation.language,
      organisation.fiscal_start, organisation.fact_grain);
}

auto has_values(sql::Session& session) -> bool {
  return session
      .one<std::int64_t>(
          "select 1 where exists (select 1 from plans) or exists (select 1 from facts) or exists (select 1 "
          "from targets)")
      .has_value();
}

}  // namespace pb::store
