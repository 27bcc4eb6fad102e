#include "store/group_chats.h"

namespace pb::store {

auto find_group_chat(sql::Session& session, std::int64_t chat_id, std::int64_t topic_id)
    -> std::optional<GroupChat> {
  return session.one<GroupChat>(
      "select chat_id, topic_id, title, language, digest, added_by, added_at from group_chats "
      "where chat_id = $1 and topic_id = $2 and left_at is null",
      chat_id, topic_id);
}

auto list_group_chats(sql::Session& session) -> std::vector<GroupChat> {
  return session.all<GroupChat>(
      "select chat_id, topic_id, title, language, digest, added_by, added_at from group_chats "
      "where left_at is null order by title, chat_id, topic_id");
}

auto digest_group_chats(sql::Session& session) -> std::vector<GroupChat> {
  return session.all<GroupChat>(
      "select chat_id, topic_id, title, language, digest, added_by, added_at from group_chats "
      "where left_at is null and digest = 1 order by chat_id, topic_id");
}

void save_group_chat(sql::Session& session, GroupChat const& chat) {
  session.run(
      "insert into group_chats (chat_id, topic_id, title, language, digest, added_by, added_at) "
      "values ($1, $2, $3, $4, $5, $6, $7) on conflict (chat_id, topic_id) do update set title = "
      "excluded.title, "
      "language = excluded.language, digest = excluded.digest, added_by = excluded.added_by, "
      "added_at = excluded.added_at, left_at = null",
      chat.chat_id, chat.topic_id, chat.title, chat.language, chat.digest, chat.added_by, chat.added_at);
}

auto leave_group_chat(sql::Session& session, std::int64_t chat_id, Instant now) -> std::int64_t {
  return session.run("update group_chats set left_at = $1, digest = 0 where chat_id = $2 and left_at is null",
                     now, chat_id);
}

auto move_group_chat(sql::Session& session, std::int64_t from_chat_id, std::int64_t to_chat_id)
    -> std::int64_t {
  // What was subscribed under the new id already stays, but where the old id's row takes its place: the move
  // is told more than once.
  session.run(
      "delete from group_chats where chat_id = $1 and topic_id in (select topic_id from group_chats where "
      "chat_id = $2)",
      to_chat_id, from_chat_id);
  // Reports that go there follow.
  session.run("update report_recipients set chat_id = $1 where chat_id = $2", to_chat_id, from_chat_id);
  return session.run("update group_chats set chat_id = $1 where chat_id = $2", to_chat_id, from_chat_id);
}

}  // namespace pb::store
