#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// The part of the Bot API's objects that we use (core.telegram.org/bots/api). Unknown fields are ignored on
// the way in; absent optional fields are not written on the way out. Field names are the API's own.
namespace pb::telegram {

struct ChatId {
  std::int64_t value = 0;
  friend auto operator<=>(ChatId, ChatId) = default;
};

struct User {
  std::int64_t id = 0;
  bool is_bot = false;
  std::string first_name;
  std::optional<std::string> last_name;
  std::optional<std::string> username;
  std::optional<std::string> language_code;
};

struct Chat {
  std::int64_t id = 0;
  std::string type;  // private, group, supergroup, channel
  std::optional<std::string> title;
};

struct FileRef {  // voice, document, audio, one size of a photo
  std::string file_id;
  std::optional<std::string> file_name;
};

struct Message {
  std::int64_t message_id = 0;
  std::int64_t date = 0;
  Chat chat;
  std::optional<User> from;
  std::optional<std::int64_t> message_thread_id;  // of a forum's topic
  std::optional<std::string> text;
  std::optional<FileRef> voice;
  std::optional<FileRef> document;
  std::optional<std::int64_t> migrate_to_chat_id;
};

struct CallbackQuery {
  std::string id;
  User from;
  std::optional<Message> message;
  std::optional<std::string> data;
};

struct ChatMemberUpdated {  // the bot was added to or removed from a chat
  Chat chat;
  User from;
  std::string new_status;    // member, administrator, left, kicked, ...
  std::string old_status{};  // what it was before; empty: not told
};

struct Update {
  std::int64_t update_id = 0;
  std::optional<Message> message;
  std::optional<CallbackQuery> callback_query;
  std::optional<ChatMemberUpdated> my_chat_member;
};

struct InlineButton {
  std::string text;
  std::string callback_data;         // at most 64 bytes
  std::optional<std::string> url{};  // instead of callback_data
};
using Keyboard = std::vector<std::vector<InlineButton>>;

}  // namespace pb::telegram
