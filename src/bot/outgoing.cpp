#include "bot/outgoing.h"

#include "delivery/outbox.h"
#include "store/conversations.h"

namespace pb::bot {
namespace {

auto message_of(Destination const& destination, Screen const& screen, std::int64_t priority,
                delivery::Role role) -> delivery::TelegramMessage {
  return {.chat_id = destination.chat_id,
          .topic_id = destination.topic_id,
          .html = screen.html,
          .keyboard = screen.keyboard,
          .priority = priority,
          .role = role,
          .notification = destination.silence == Silence::silent ? telegram::Notification::silent
                                                                 : telegram::Notification::sound};
}

}  // namespace

void show_screen(store::Unit& unit, std::int64_t chat_id, std::optional<std::int64_t> living_message,
                 Screen const& screen) {
  for (auto const& html : screen.earlier) {
    delivery::enqueue(unit, {.chat_id = chat_id, .html = html, .priority = store::kInteractive});
  }
  // What follows other messages stands below them.
  auto const edited = screen.earlier.empty() ? living_message : std::nullopt;
  delivery::enqueue(unit, {.chat_id = chat_id,
                           .html = screen.html,
                           .keyboard = screen.keyboard,
                           .priority = store::kInteractive,
                           .role = delivery::Role::living,
                           .edit_message_id = edited});
}

void send_prompts(store::Unit& unit, std::span<Prompted const> prompts) {
  std::vector<std::int64_t> chats;
  std::vector<delivery::TelegramMessage> messages;
  chats.reserve(prompts.size());
  messages.reserve(prompts.size());
  for (auto const& [destination, screen] : prompts) {
    chats.push_back(destination.chat_id);
    messages.push_back(message_of(destination, screen, store::kBroadcast, delivery::Role::living));
  }
  store::forget_screens(unit.sql, chats);
  delivery::enqueue(unit, messages);
}

void send_answer(store::Unit& unit, std::int64_t chat_id, Screen const& screen) {
  delivery::enqueue(unit,
                    message_of({.chat_id = chat_id}, screen, store::kInteractive, delivery::Role::plain));
}

void send_notice(store::Unit& unit, Destination const& destination, Screen const& screen) {
  delivery::enqueue(unit, message_of(destination, screen, store::kNotice, delivery::Role::plain));
}

}  // namespace pb::bot
