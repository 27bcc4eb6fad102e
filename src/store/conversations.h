#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sql/session.h"

namespace pb::store {

// Where a chat stands: its screen (JSON, written and read by `bot` alone) and the living message that shows
// it.
struct Conversation {
  std::string screen{};
  std::int64_t message_id = 0;  // 0: none yet
};

auto load_conversation(sql::Session& session, std::int64_t chat_id) -> std::optional<Conversation>;
// Writes the screen; the living message stays the one it is.
void save_screen(sql::Session& session, std::int64_t chat_id, std::string_view screen, Instant now);
// What typed text would have meant is over; does nothing for chats without a screen.
void forget_screens(sql::Session& session, std::span<std::int64_t const> chat_ids);
// Telegram has confirmed which message shows the screen (0: it is gone).
void save_living_message(sql::Session& session, std::int64_t chat_id, std::int64_t message_id, Instant now);
// Forgets chats in which nothing has happened since `before`; how many.
auto prune_conversations(sql::Session& session, Instant before) -> std::int64_t;

}  // namespace pb::store
