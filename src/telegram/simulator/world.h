#pragma once

#include <boost/json/value.hpp>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "telegram/simulator/bot.h"
#include "telegram/simulator/chat.h"
#include "telegram/simulator/faults.h"
#include "telegram/simulator/files.h"
#include "telegram/simulator/limits.h"
#include "telegram/simulator/people.h"

namespace pb::telegram::simulator {

// The passing of real time, for what must not jump with the clock of the demo.
using SteadyNow = std::function<SteadyTime()>;

// A press of an inline button, until the bot answers it.
struct Callback {
  std::string id;
  std::int64_t bot = 0;
  std::int64_t person = 0;
  SteadyTime pressed_at;
  bool answered = false;
  std::string text{};
  bool show_alert = false;
  std::string url{};
};

// Everybody and everything: people, bots, chats, files. Changes are noted as topics for whoever waits
// ("updates/7", "chat/7/42", "activity", "callback/99"). Not thread-safe.
class World {
 public:
  World(Clock const& clock, Limits limits, SteadyNow steady_now);
  World(World const&) = delete;
  World& operator=(World const&) = delete;

  // Adding somebody known changes what is known of them. Null when there is no room for more, or the token is
  // none.
  auto add_person(Person person) -> Person*;
  auto add_bot(BotAccount account) -> Bot*;
  auto add_group(std::string title, std::string type) -> Chat*;

  [[nodiscard]] auto person(std::int64_t id) -> Person*;
  [[nodiscard]] auto bot(std::int64_t id) -> Bot*;
  [[nodiscard]] auto bot_by_token(std::string_view token) -> Bot*;
  [[nodiscard]] auto chat(ChatKey key) -> Chat*;
  // The chat a bot means by this id.
  [[nodiscard]] auto chat_of(Bot const& bot, std::int64_t id) -> Chat*;
  auto open_private_chat(Bot const& bot, Person const& person) -> Chat&;

  // Puts a message into a chat: gives it id, date and version; forgets the oldest beyond the limit.
  auto post(Chat& chat, Message message) -> Message&;
  void changed(Chat& chat, Message& message);
  void changed(Chat& chat);
  void erase(Chat& chat, Message& message);
  void touch(std::string topic) { touched_.insert(std::move(topic)); }

  void push_update(Bot& bot, std::string_view kind, std::int64_t chat_id, boost::json::value const& payload);
  void push_raw_update(Bot& bot, boost::json::object update);
  // The chat's waiting updates go to the bot's webhook, if it has one.
  void line_up(Bot& bot, std::int64_t chat_id);
  void has_webhook_work(Bot const& bot) { webhook_work_.insert(bot.id); }
  auto open_callback(Bot const& bot, std::int64_t person) -> Callback&;
  [[nodiscard]] auto callback(std::string_view id) -> Callback*;

  // The topics since the last call.
  [[nodiscard]] auto take_touched() -> std::set<std::string> { return std::exchange(touched_, {}); }

  // The bots whose webhook has something to do, since the last call.
  [[nodiscard]] auto take_webhook_work() -> std::set<std::int64_t> {
    return std::exchange(webhook_work_, {});
  }

  [[nodiscard]] auto now() const -> Instant { return clock_.now(); }
  [[nodiscard]] auto steady_now() const -> SteadyTime { return steady_now_(); }
  [[nodiscard]] auto version() const -> std::uint64_t { return version_; }
  [[nodiscard]] auto first_version() const -> std::uint64_t { return first_version_; }
  [[nodiscard]] auto limits() -> Limits& { return limits_; }
  [[nodiscard]] auto files() -> FileStore& { return files_; }
  [[nodiscard]] auto faults() -> Faults& { return faults_; }
  [[nodiscard]] auto people() -> std::map<std::int64_t, Person>& { return people_; }
  [[nodiscard]] auto bots() -> std::map<std::int64_t, Bot>& { return bots_; }
  [[nodiscard]] auto chats() -> std::map<ChatKey, Chat>& { return chats_; }

 private:
  [[nodiscard]] auto first_update_id() const -> std::int64_t;

  Clock const& clock_;
  Limits limits_;
  SteadyNow steady_now_;
  std::map<std::int64_t, Person> people_;
  std::map<std::int64_t, Bot> bots_;
  std::map<std::string, std::int64_t, std::less<>> bot_of_token_;
  std::map<ChatKey, Chat> chats_;
  std::map<std::string, Callback, std::less<>> callbacks_;
  std::deque<std::string> callbacks_oldest_first_;
  FileStore files_;
  Faults faults_;
  std::set<std::string> touched_;
  std::set<std::int64_t> webhook_work_;
  std::uint64_t first_version_;
  std::uint64_t version_;
  std::size_t groups_ = 0;
  std::int64_t next_group_ = 1;
  std::uint64_t next_callback_;
};

[[nodiscard]] auto updates_topic(std::int64_t bot) -> std::string;
[[nodiscard]] auto chat_topic(ChatKey key) -> std::string;
[[nodiscard]] auto callback_topic(std::string_view id) -> std::string;
inline constexpr std::string_view kActivityTopic = "activity";

}  // namespace pb::telegram::simulator
