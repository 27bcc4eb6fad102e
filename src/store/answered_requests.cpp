#include "store/answered_requests.h"

namespace pb::store {

auto find_answered_request(sql::Session& session, std::string_view caller, std::string_view key)
    -> std::optional<AnsweredRequest> {
  return session.one<AnsweredRequest>(
      "select request_hash, status, headers, body from answered_requests "
      "where caller = $1 and idempotency_key = $2",
      caller, key);
}

auto insert_answered_request(sql::Session& session, std::string_view caller, std::string_view key,
                             AnsweredRequest const& answer, Instant now) -> bool {
  return session.run(
             "insert into answered_requests (caller, idempotency_key, request_hash, status, headers, body, "
             "answered_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict (caller, idempotency_key) do "
             "nothing",
             caller, key, answer.request_hash, answer.status, answer.headers, answer.body, now) == 1;
}

auto prune_answered_requests(sql::Session& session, Instant before) -> std::int64_t {
  return session.run("delete from answered_requests where answered_at < $1", before);
}

}  // namespace pb::store
