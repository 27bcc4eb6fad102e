#include "store/access_requests.h"

namespace pb::store {

auto find_access_request(sql::Session& session, std::int64_t tg_id) -> std::optional<AccessRequest> {
  return session.one<AccessRequest>(
      "select tg_id, name, language, requested_at, decided_at from access_requests "
      "where tg_id = $1",
      tg_id);
}

auto open_access_requests(sql::Session& session, std::int64_t limit) -> std::vector<AccessRequest> {
  return session.all<AccessRequest>(
      "select tg_id, name, language, requested_at, decided_at from access_requests "
      "where decided_at is null order by requested_at, tg_id limit $1",
      limit);
}

auto count_open_access_requests(sql::Session& session) -> std::int64_t {
  return *session.one<std::int64_t>("select count(*) from access_requests where decided_at is null");
}

void save_access_request(sql::Session& session, AccessRequest const& request) {
  session.run(
      "insert into access_requests (tg_id, name, language, requested_at) values ($1, $2, $3, $4) "
      "on conflict (tg_id) do update set name = excluded.name, language = excluded.language, "
      "requested_at = excluded.requested_at, decided_at = null, decided_by = null, granted = null",
      request.tg_id, request.name, request.language, request.requested_at);
}

auto decide_access_request(sql::Session& session, std::int64_t tg_id, std::optional<UserId> decided_by,
                           Decision decision, Instant now) -> bool {
  int const granted = decision == Decision::grant ? 1 : 0;
  return session.run(
             "update access_requests set decided_at = $1, decided_by = $2, granted = $3 "
             "where tg_id = $4 and decided_at is null",
             now, decided_by, granted, tg_id) == 1;
}

}  // namespace pb::store
