#include "scenario/person.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <chrono>
#include <ranges>
#include <stdexcept>

#include "scenario/house.h"

namespace pb::scenario {
namespace {

namespace json = boost::json;

constexpr auto kPatience = std::chrono::seconds(20);
constexpr int kPollSeconds = 2;

// "12\u00A0000" and "12\u202F000" as people type them.
auto with_plain_spaces(std::string_view text) -> std::string {
  std::string plain(text);
  for (std::string_view const space : {"\u00A0", "\u202F"}) {
    for (auto at = plain.find(space); at != std::string::npos; at = plain.find(space, at)) {
      plain.replace(at, space.size(), " ");
    }
  }
  return plain;
}

auto text_of(json::object const& object, std::string_view name) -> std::string {
  auto const* const value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

auto keyboard_of(json::object const& message) -> std::vector<std::vector<Button>> {
  std::vector<std::vector<Button>> keyboard;
  auto const* const rows = message.if_contains("inline_keyboard");
  if (rows == nullptr || !rows->is_array()) return keyboard;
  for (auto const& row : rows->as_array()) {
    auto& buttons = keyboard.emplace_back();
    for (auto const& button : row.as_array()) {
      auto const& object = button.as_object();
      buttons.push_back({with_plain_spaces(text_of(object, "text")), text_of(object, "callback_data"),
                         text_of(object, "url")});
    }
  }
  return keyboard;
}

auto message_of(json::object const& message) -> ChatMessage {
  return {.id = message.at("id").to_number<std::int64_t>(),
          .is_bot = message.at("is_bot").as_bool(),
          .edited = message.contains("edited") && message.at("edited").as_bool(),
          .text = with_plain_spaces(text_of(message, "text")),
          .keyboard = keyboard_of(message),
          .version = message.at("version").to_number<std::int64_t>(),
          .topic = message.contains("thread") ? message.at("thread").to_number<std::int64_t>() : 0};
}

struct View {
  std::int64_t version = 0;
  std::vector<ChatMessage> messages;
};

auto view_of(json::value const& chat) -> View {
  View view{.version = chat.at("version").to_number<std::int64_t>(), .messages = {}};
  for (auto const& message : chat.at("messages").as_array())
    view.messages.push_back(message_of(message.as_object()));
  return view;
}

auto has_verb(Button const& button, std::string_view verb) -> bool {
  return button.data.starts_with(verb) &&
         (button.data.size() == verb.size() || button.data[verb.size()] == ':');
}

auto transcript(std::vector<ChatMessage> const& messages) -> std::string {
  std::string all;
  for (auto const& message : messages) {
    all += fmt::format("{} #{}: {}\n", message.is_bot ? "bot" : "me", message.id, message.text);
    for (auto const& row : message.keyboard) {
      for (auto const& button : row) all += fmt::format("  [{} | {}]", button.label, button.data);
      all += '\n';
    }
  }
  return all;
}

}  // namespace

auto ChatMessage::button(std::string_view verb) const -> Button const* {
  for (auto const& row : keyboard) {
    for (auto const& one : row) {
      if (has_verb(one, verb)) return &one;
    }
  }
  return nullptr;
}

auto ChatMessage::buttons(std::string_view verb) const -> std::vector<Button> {
  std::vector<Button> found;
  for (auto const& row : keyboard) {
    for (auto const& one : row) {
      if (has_verb(one, verb)) found.push_back(one);
    }
  }
  return found;
}

Person::Person(House& house, std::int64_t id, std::string name)
    : house_(&house), id_(id), name_(std::move(name)), seen_(std::make_shared<std::int64_t>(0)) {}

auto Person::path(std::int64_t chat) const -> std::string {
  return fmt::format("/bots/{}/chats/{}", house_->bot_id(), chat);
}

// The deed is about to be done: what is there now is old.
void Person::act_in(std::int64_t chat) {
  auto const chats = house_->get(fmt::format("/people/{}/chats?bot={}", id_, house_->bot_id()));
  for (auto const& line : chats.at("chats").as_array()) {
    if (line.at("id").to_number<std::int64_t>() == chat)
      *seen_ = line.at("version").to_number<std::int64_t>();
  }
}

void Person::looks_away() {
  act_in(id_);
}

void Person::says(std::string const& text) {
  act_in(id_);
  house_->post(path(id_) + "/messages", {{"from", id_}, {"text", text}});
}

void Person::says_in(std::int64_t group, std::string const& text, std::int64_t topic) {
  act_in(group);
  json::object message = {{"from", id_}, {"text", text}};
  if (topic != 0) message["thread"] = topic;
  house_->post(path(group) + "/messages", message);
}

auto Person::presses(std::string_view verb) -> Toast {
  auto const messages = chat();
  for (auto const& message : std::ranges::reverse_view(messages)) {
    if (auto const* const found = message.button(verb)) return presses(message.id, found->data);
  }
  throw std::runtime_error(
      fmt::format("{} has no button {} to press:\n{}", name_, verb, transcript(messages)));
}

auto Person::presses(std::int64_t message_id, std::string const& data) -> Toast {
  act_in(id_);
  auto const answer =
      house_->post(path(id_) + "/presses", {{"from", id_}, {"message_id", message_id}, {"data", data}});
  return {.answered = answer.at("answered").as_bool(),
          .alert = answer.at("show_alert").as_bool(),
          .text = with_plain_spaces(text_of(answer.as_object(), "text"))};
}

void Person::blocks_the_bot() {
  house_->post(path(id_) + "/block", {{"from", id_}});
}
void Person::unblocks_the_bot() {
  house_->post(path(id_) + "/unblock", {{"from", id_}});
}

auto Person::chat() -> std::vector<ChatMessage> {
  return view_of(house_->get(fmt::format("{}?as={}&after=0", path(id_), id_))).messages;
}

auto Person::times_seen(std::string_view text) -> std::size_t {
  std::size_t times = 0;
  for (auto const& message : chat()) {
    if (message.text.find(text) != std::string::npos) ++times;
  }
  return times;
}

template <class Matches>
auto Person::wait_in(std::int64_t chat, std::string const& what, Matches matches) -> ChatMessage {
  auto const deadline = std::chrono::steady_clock::now() + kPatience;
  View view;
  std::int64_t after = *seen_;
  while (true) {
    view =
        view_of(house_->get(fmt::format("{}?as={}&after={}&wait={}", path(chat), id_, after, kPollSeconds)));
    for (auto const& message : view.messages) {
      if (message.is_bot && message.version > *seen_ && matches(message)) return message;
    }
    after = std::max(after, view.version);
    if (std::chrono::steady_clock::now() > deadline) break;
  }
  view = view_of(house_->get(fmt::format("{}?as={}&after=0", path(chat), id_)));
  throw std::runtime_error(fmt::format("{} does not see {} after version {}:\n{}", name_, what, *seen_,
                                       transcript(view.messages)));
}

auto Person::sees(std::string_view text) -> ChatMessage {
  return sees_in(id_, text);
}

auto Person::sees_in(std::int64_t group, std::string_view text) -> ChatMessage {
  return wait_in(group, std::string(text),
                 [&](ChatMessage const& message) { return message.text.find(text) != std::string::npos; });
}

auto Person::sees_button(std::string_view verb) -> ChatMessage {
  return wait_in(id_, fmt::format("a button {}", verb),
                 [&](ChatMessage const& message) { return message.button(verb) != nullptr; });
}

}  // namespace pb::scenario
