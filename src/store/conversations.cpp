#include "store/conversations.h"

#include "sql/bulk.h"

namespace pb::store {

auto load_conversation(sql::Session& session, std::int64_t chat_id) -> std::optional<Conversation> {
  return session.one<Conversation>("select screen, message_id from conversations where chat_id = $1",
                                   chat_id);
}

void save_screen(sql::Session& session, std::int64_t chat_id, std::string_view screen, Instant now) {
  session.run(
      "insert into conversations (chat_id, screen, updated_at) values ($1, $2, $3) "
      "on conflict (chat_id) do update set screen = excluded.screen, updated_at = excluded.updated_at",
      chat_id, screen, now);
}

void forget_screens(sql::Session& session, std::span<std::int64_t const> chat_ids) {
  sql::run_for_each_of(session, "update conversations set screen = '' where chat_id", chat_ids);
}

void save_living_message(sql::Session& session, std::int64_t chat_id, std::int64_t message_id, Instant now) {
  session.run(
      "insert into conversations (chat_id, message_id, updated_at) values ($1, $2, $3) "
      "on conflict (chat_id) do update set message_id = excluded.message_id, updated_at = "
      "excluded.updated_at",
      chat_id, message_id, now);
}

auto prune_conversations(sql::Session& session, Instant before) -> std::int64_t {
  return session.run("delete from conversations where updated_at < $1", before);
}

}  // namespace pb::store
