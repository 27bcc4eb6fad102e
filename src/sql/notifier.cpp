#include "sql/notifier.h"

namespace pb::sql {

Notifier::Notifier() : state_(std::make_shared<State>()) {}

auto Notifier::listen(std::string topic, Listener listener) -> std::shared_ptr<void> {
  std::scoped_lock const lock(state_->mutex);
  auto& list = state_->listeners[topic];
  auto const place = list.insert(list.end(), std::move(listener));
  // The handle keeps the state alive, so that it may outlive the database.
  return {nullptr, [state = state_, topic = std::move(topic), place](void*) {
            std::scoped_lock const inner(state->mutex);
            state->listeners[topic].erase(place);
          }};
}

void Notifier::tell(std::string_view topic) {
  std::scoped_lock const lock(state_->mutex);
  auto const found = state_->listeners.find(topic);
  if (found == state_->listeners.end()) return;
  for (auto const& listener : found->second) listener();
}

void Notifier::tell_all() {
  std::scoped_lock const lock(state_->mutex);
  for (auto const& [topic, listeners] : state_->listeners) {
    for (auto const& listener : listeners) listener();
  }
}

}  // namespace pb::sql
