#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "delivery/receipts.h"
#include "store/outgoing.h"
#include "store/report_copies.h"
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
  Receipt receipt = 0;
};

// A file of a report as a document or picture. Its bytes stay in the database until the message leaves.
struct TelegramFile {
  std::int64_t chat_id = 0;
  std::int64_t topic_id = 0;
  telegram::FileKind kind = telegram::FileKind::document;
  store::ReportArtefactId artefact{};
  std::string caption_html{};
  std::int64_t priority = store::kNotice;
  telegram::Notification notification = telegram::Notification::sound;
  Receipt receipt = 0;
};

// Queues it in the caller's unit: what is committed will be sent, what is not will not.
void enqueue(store::Unit& unit, TelegramMessage const& message);
void enqueue(store::Unit& unit, TelegramFile const& file);
// The same for a crowd, in its order, with few statements.
void enqueue(store::Unit& unit, std::span<TelegramMessage const> messages);

// The file that the message's call sends; nothing where it sends none.
[[nodiscard]] auto artefact_of(store::Outgoing const& message) -> std::optional<store::ReportArtefactId>;

}  // namespace pb::delivery
