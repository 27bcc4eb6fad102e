#include "store/inbox.h"

namespace pb::store {

auto insert_update(sql::Session& session, std::int64_t bot_id, std::int64_t update_id, Instant now) -> bool {
  return session.run(
             "insert into telegram_inbox (bot_id, update_id, received_at) values ($1, $2, $3) "
             "on conflict (bot_id, update_id) do nothing",
             bot_id, update_id, now) == 1;
}

auto prune_inbox(sql::Session& session, Instant before) -> std::int64_t {
  return session.run("delete from telegram_inbox where received_at < $1", before);
}

}  // namespace pb::store
