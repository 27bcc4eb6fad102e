#pragma once

#include <expected>
#include <span>

#include "telegram/client.h"
#include "telegram/types.h"

namespace pb::telegram {

// The Bot API's answer to a call, or why there is none.
template <class T>
using Answer = std::expected<T, Reply>;

// Who sees a list of commands (core.telegram.org/bots/api#botcommandscope).
struct CommandScope {
  enum class Kind { everybody, private_chats, groups, chat } kind = Kind::everybody;
  std::int64_t chat_id = 0;  // of Kind::chat
};

struct BotCommand {
  std::string command;  // without the slash
  std::string description;
};

struct WebhookInfo {
  std::string url;  // empty: none, updates are polled
  std::int64_t pending_updates = 0;
  std::string last_error{};
};

struct SentFile {
  std::string file_name;
  std::string content_type;
  std::string bytes;
};

// The methods that are not sent through the queue of outgoing messages, by name and type. Each makes one
// attempt and waits for it; call them where waiting is allowed. Thread-safe.
class Api {
 public:
  explicit Api(Client& client) : client_(client) {}

  auto get_me() -> Answer<User>;
  // `language_code` empty: for everybody whose language has no list of its own.
  auto set_my_commands(std::span<BotCommand const> commands, CommandScope scope,
                       std::string_view language_code) -> Answer<void>;

  auto set_webhook(std::string_view url, Secret const& secret) -> Answer<void>;
  auto delete_webhook() -> Answer<void>;
  auto get_webhook_info() -> Answer<WebhookInfo>;

  // The caption is HTML of at most 1024 characters. The new message's id.
  auto send_document(std::int64_t chat_id, SentFile file, std::string_view caption_html)
      -> Answer<std::int64_t>;
  // A file somebody sent, by its id; at most 20 MB.
  auto download(std::string_view file_id) -> Answer<std::string>;

 private:
  Client& client_;
};

// The updates the bot asks for; the poller and the webhook must agree.
inline constexpr std::string_view kAllowedUpdates = R"(["message","callback_query","my_chat_member"])";

}  // namespace pb::telegram
