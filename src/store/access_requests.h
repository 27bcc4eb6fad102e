#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb::store {

// A stranger's wish to be let in; one per Telegram account.
struct AccessRequest {
  std::int64_t tg_id = 0;
  std::string name{};
  std::string language{};
  Instant requested_at{};
  std::optional<Instant> decided_at{};
};

auto find_access_request(sql::Session& session, std::int64_t tg_id) -> std::optional<AccessRequest>;
auto open_access_requests(sql::Session& session, std::int64_t limit) -> std::vector<AccessRequest>;
auto count_open_access_requests(sql::Session& session) -> std::int64_t;
// Writes a new request, or opens a decided one again.
void save_access_request(sql::Session& session, AccessRequest const& request);
// False where it was decided already.
enum class Decision { refuse, grant };
auto decide_access_request(sql::Session& session, std::int64_t tg_id, std::optional<UserId> decided_by,
                           Decision decision, Instant now) -> bool;

}  // namespace pb::store
