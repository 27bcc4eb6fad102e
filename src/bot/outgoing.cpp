#include "bot/outgoing.h"

#include "delivery/outbox.h"

namespace pb::bot {
namespace {

void send(store::Unit& unit, Destination const& destination, Screen const& screen, std::int64_t priority,
          delivery::Role role) {
  delivery::enqueue(unit,
                    {.chat_id = destination.chat_id,
                     .topic_id = destination.topic_id,
                     .html = screen.html,
                     .keyboard = screen.keyboard,
                     .priority = priority,
                     .role = role,
                     .notification = destination.silence == Silence::silent ? telegram::Notification::silent
                                                                            : telegram::Notification::sound});
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

void send_prompt(store::Unit& unit, Destination const& destination, Screen const& screen) {
  send(unit, destination, screen, store::kBroadcast, delivery::Role::living);
}

void send_answer(store::Unit& unit, std::int64_t chat_id, Screen const& screen) {
  send(unit, {.chat_id = chat_id}, screen, store::kInteractive, delivery::Role::plain);
}

void send_notice(store::Unit& unit, Destination const& destination, Screen const& screen) {
  send(unit, destination, screen, store::kNotice, delivery::Role::plain);
}

}  // namespace pb::bot
