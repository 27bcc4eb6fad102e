#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "sql/session.h"

namespace pb::store {

// A group, or one topic of it (0: the group itself), that the bot may write to.
struct GroupChat {
  std::int64_t chat_id = 0;
  std::int64_t topic_id = 0;
  std::string title{};
  std::string language{};
  bool digest = false;  // whether the digest and the monthly report go there
  std::optional<UserId> added_by{};
  Instant added_at{};
};

auto find_group_chat(sql::Session& session, std::int64_t chat_id, std::int64_t topic_id)
    -> std::optional<GroupChat>;
// Those the bot is still in, by title.
auto list_group_chats(sql::Session& session) -> std::vector<GroupChat>;
auto digest_group_chats(sql::Session& session) -> std::vector<GroupChat>;
// Writes a new one, or comes back to one that was left.
void save_group_chat(sql::Session& session, GroupChat const& chat);
// All topics of the group; how many were still there.
auto leave_group_chat(sql::Session& session, std::int64_t chat_id, Instant now) -> std::int64_t;
// A group that became a supergroup has a new id. How many topics moved.
auto move_group_chat(sql::Session& session, std::int64_t from_chat_id, std::int64_t to_chat_id)
    -> std::int64_t;

}  // namespace pb::store
