#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/calendar.h"
#include "telegram/simulator/entities.h"
#include "telegram/simulator/flood.h"

namespace pb::telegram::simulator {

// A private chat is one bot and one person; a group has an id of its own, below zero, and bot 0.
struct ChatKey {
  std::int64_t bot = 0;
  std::int64_t id = 0;  // as the bot sees it: the person's, or the group's
  friend auto operator<=>(ChatKey const&, ChatKey const&) = default;
};

struct Attachment {
  enum class Kind { photo, document, voice, audio };
  Kind kind = Kind::document;
  std::string file_id;
  int width = 0;  // of a photo
  int height = 0;
  int duration_s = 0;  // of a voice note or audio

  friend bool operator==(Attachment const&, Attachment const&) = default;
};

// What the chat itself tells: who joined or left, or which other id the group now has, or had.
struct ServiceNote {
  enum class Kind { joined, left, migrated_to, migrated_from };
  Kind kind = Kind::joined;
  std::int64_t whom = 0;  // a person's or a bot's id, or the chat's other one
};

struct Message {
  std::int64_t id = 0;
  std::int64_t from = 0;  // a person's or a bot's id
  Instant date{};
  std::optional<Instant> edited{};
  FormattedText text{};  // the caption, where there is an attachment
  std::optional<Attachment> attachment{};
  std::optional<ServiceNote> service{};
  boost::json::value inline_keyboard{};  // null for none
  std::optional<std::int64_t> reply_to{};
  std::optional<std::int64_t> thread{};
  std::optional<std::int64_t> forwarded_from{};
  std::string media_group{};  // messages that came as one album share it
  std::uint64_t version = 0;  // of its last change
  bool deleted = false;
};

enum class Membership { never, member, left, kicked };

// What a bot is doing just now ("typing"), until when.
struct ChatAction {
  std::int64_t bot = 0;
  std::string action;
  SteadyTime until;
};

struct Chat {
  ChatKey key;
  std::string type = "private";  // private, group, supergroup
  std::string title{};
  std::set<std::int64_t> people{};
  std::int64_t founder = 0;  // of a group: its one administrator
  std::map<std::int64_t, Membership> bots{};
  std::map<std::int64_t, std::string> topics{};  // of a forum
  std::optional<std::int64_t> migrated_to{};
  std::optional<std::int64_t> pinned{};
  bool blocked = false;  // the person has blocked the bot

  std::map<std::int64_t, Message> messages{};
  std::int64_t next_message_id = 1;
  std::uint64_t version = 0;  // of the last change of anything here
  std::optional<ChatAction> action{};
  boost::json::value reply_keyboard{};  // under the input field; null for none
  boost::json::value menu_button{};     // null: the default

  [[nodiscard]] bool is_private() const { return key.bot != 0; }
  // Nothing for a message that never was, was deleted, or has been forgotten.
  [[nodiscard]] auto find(std::int64_t message_id) -> Message*;
  [[nodiscard]] auto find(std::int64_t message_id) const -> Message const*;
};

}  // namespace pb::telegram::simulator
