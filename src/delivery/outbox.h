#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "store/outgoing.h"
#include "store/unit.h"
#include "telegram/encode.h"

namespace pb::delivery {

inline constexpr std::string_view kTopic = "outgoing";  // notified with every message queued

// A living message is the one its chat's next screens are edited into.
enum class Role { plain, living };

struct TelegramMessage {
  std::int64_t chat_id = 0;
  std::int64_t topic_id = 0;  // of a group; 0: none
  std::string html;           // longer than Telegram takes: sent as several messages
  telegram::Keyboard keyboard{};
  std::int64_t priority = store::kNotice;
  Role role = Role::plain;
  std::optional<std::int64_t> edit_message_id{};  // edit this one; if it is gone, send a new one
  telegram::Notification notification = telegram::Notification::sound;
};

// Queues it in the caller's unit: what is committed will be sent, what is not will not.
void enqueue(store::Unit& unit, TelegramMessage const& message);
// The same for a crowd, in its order, with few statements.
void enqueue(store::Unit& unit, std::span<TelegramMessage const> messages);

}  // namespace pb::delivery
