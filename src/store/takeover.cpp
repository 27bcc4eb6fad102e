#include "store/takeover.h"

namespace pb::store {

auto list_takeover_sources(sql::Session& session) -> std::vector<TakeoverSourceId> {
  return session.all<TakeoverSourceId>("select id from takeover_sources order by id");
}

auto insert_takeover_source(sql::Session& session, Instant now) -> TakeoverSourceId {
  return session
      .one<TakeoverSourceId>(
          "insert into takeover_sources (first_taken_at, last_taken_at) values ($1, $2) returning id", now,
          now)
      .value();
}

void touch_takeover_source(sql::Session& session, TakeoverSourceId source, Instant now) {
  session.run("update takeover_sources set last_taken_at = $1 where id = $2", now, source);
}

auto taken_rows(sql::Session& session, TakeoverSourceId source) -> std::vector<TakenRow> {
  return session.all<TakenRow>("select kind, row_id, mark, target_id from takeover_rows where source_id = $1",
                               source);
}

auto taken_territories(sql::Session& session, TakeoverSourceId source) -> std::vector<TakenTerritory> {
  return session.all<TakenTerritory>(
      "select office_row, geo_row, territory_id from takeover_territories where source_id = $1", source);
}

void save_taken_row(sql::Session& session, TakeoverSourceId source, TakenRow const& row) {
  session.run(
      "insert into takeover_rows (source_id, kind, row_id, mark, target_id) values ($1, $2, $3, $4, $5) "
      "on conflict (source_id, kind, row_id) do update set mark = excluded.mark",
      source, row.kind, row.row, row.mark, row.target);
}

void save_taken_territory(sql::Session& session, TakeoverSourceId source, TakenTerritory const& territory) {
  session.run(
      "insert into takeover_territories (source_id, office_row, geo_row, territory_id) values ($1, $2, $3, "
      "$4)",
      source, territory.office_row, territory.geo_row, territory.territory);
}

}  // namespace pb::store
