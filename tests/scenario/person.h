#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pb::scenario {

class House;

// A button of a message, as somebody sees it.
struct Button {
  std::string label;
  std::string data;
  std::string url;
};

// A message in somebody's chat. Spaces of every kind are plain ones, so that amounts can be looked for as
// typed.
struct ChatMessage {
  std::int64_t id = 0;
  bool is_bot = false;
  bool edited = false;
  std::string text;
  std::vector<std::vector<Button>> keyboard;
  std::int64_t version = 0;
  std::int64_t topic = 0;  // of a group; 0: none

  // The first button with this verb, "plan" or with arguments "plan:7"; null where there is none.
  [[nodiscard]] auto button(std::string_view verb) const -> Button const*;
  // Every button with this verb.
  [[nodiscard]] auto buttons(std::string_view verb) const -> std::vector<Button>;
};

// What came over the screen when a button was pressed.
struct Toast {
  bool answered = false;
  bool alert = false;
  std::string text;
};

// Somebody with Telegram open, in the private chat with the bot. Copies are the same person. What they do is
// done when the call returns; what the bot does about it is waited for with sees(), which looks only at what
// is new or changed since this person's last deed.
class Person {
 public:
  Person(House& house, std::int64_t id, std::string name);

  void says(std::string const& text);
  // In a group they are in; `topic` 0: outside of topics.
  void says_in(std::int64_t group, std::string const& text, std::int64_t topic = 0);
  // Presses the newest button with this verb, by hand and so only one that is there now.
  auto presses(std::string_view verb) -> Toast;
  // Presses what is no more, or never was.
  auto presses(std::int64_t message_id, std::string const& data) -> Toast;
  void blocks_the_bot();
  void unblocks_the_bot();

  // A message that contains this text, or has a button with this verb; throws with the chat as it is when
  // none comes.
  auto sees(std::string_view text) -> ChatMessage;
  auto sees_button(std::string_view verb) -> ChatMessage;
  auto sees_in(std::int64_t group, std::string_view text) -> ChatMessage;
  // From here on only what comes later counts.
  void looks_away();
  // The private chat, oldest first.
  [[nodiscard]] auto chat() -> std::vector<ChatMessage>;
  // How often the text stands in the chat now.
  [[nodiscard]] auto times_seen(std::string_view text) -> std::size_t;

  [[nodiscard]] auto id() const -> std::int64_t { return id_; }
  [[nodiscard]] auto name() const -> std::string const& { return name_; }

 private:
  template <class Matches>
  auto wait_in(std::int64_t chat, std::string const& what, Matches matches) -> ChatMessage;
  void act_in(std::int64_t chat);
  auto path(std::int64_t chat) const -> std::string;

  House* house_;
  std::int64_t id_;
  std::string name_;
  std::shared_ptr<std::int64_t> seen_;  // the chat's version before the last deed
};

}  // namespace pb::scenario
