#include "delivery/chat_queues.h"

#include <algorithm>

namespace pb::delivery {

void ChatQueues::add(store::Outgoing message, Time ready_at, Time now) {
  if (!known_.insert(message.id.value).second) return;
  if (message.priority != store::kInteractive) ++crowd_;
  auto const chat_id = message.chat_id;
  auto const key = std::pair(message.priority, message.id);
  auto& chat = chats_[chat_id];
  chat.messages.emplace(key, Waiting{std::move(message), ready_at});
  bool const is_first = chat.messages.begin()->first == key;
  if (chat.state == State::busy || !is_first) return;
  // A more urgent message may have become the first: the chat stands in its lane a second time, which take()
  // notices.
  chat.state = State::idle;
  arrange(chat_id, chat, now);
}

void ChatQueues::arrange(std::int64_t chat_id, Chat& chat, Time now) {
  auto const& first = chat.messages.begin()->second;
  auto const at = std::max(first.ready_at, limiter_.next_in_chat(chat_id, now));
  if (at <= now) {
    chat.state = State::ready;
    auto const lane = std::clamp<std::int64_t>(first.message.priority, 0, 2);
    ready_[static_cast<std::size_t>(lane)].push_back(chat_id);
  } else {
    chat.state = State::waiting;
    chat.wake_at = at;
    timers_.push({at, chat_id});
  }
}

void ChatQueues::wake(Time now) {
  while (!timers_.empty() && timers_.top().at <= now) {
    auto const timer = timers_.top();
    timers_.pop();
    auto const found = chats_.find(timer.chat_id);
    bool const current =
        found != chats_.end() && found->second.state == State::waiting && found->second.wake_at == timer.at;
    if (current) arrange(timer.chat_id, found->second, now);
  }
}

auto ChatQueues::take(Time now) -> std::optional<store::Outgoing> {
  wake(now);
  if (limiter_.next_overall(now) > now) return std::nullopt;
  for (auto& lane : ready_) {
    while (!lane.empty()) {
      auto const chat_id = lane.front();
      lane.pop_front();
      auto const found = chats_.find(chat_id);
      if (found == chats_.end() || found->second.state != State::ready) continue;
      auto& chat = found->second;
      // The limits may have tightened since the chat was found ready (a 429, a message of another lane).
      auto const& first = chat.messages.begin()->second;
      if (std::max(first.ready_at, limiter_.next_in_chat(chat_id, now)) > now) {
        arrange(chat_id, chat, now);
        continue;
      }
      auto message = std::move(chat.messages.begin()->second.message);
      chat.messages.erase(chat.messages.begin());
      chat.state = State::busy;
      limiter_.record(chat_id, now);
      return message;
    }
  }
  return std::nullopt;
}

void ChatQueues::finished(store::Outgoing const& message, Time now) {
  if (known_.erase(message.id.value) > 0 && message.priority != store::kInteractive) --crowd_;
  auto const found = chats_.find(message.chat_id);
  if (found == chats_.end()) return;
  if (found->second.messages.empty()) {
    chats_.erase(found);
    return;
  }
  arrange(message.chat_id, found->second, now);
}

auto ChatQueues::next_time(Time now) const -> std::optional<Time> {
  bool const ready = std::ranges::any_of(ready_, [](auto const& lane) { return !lane.empty(); });
  if (ready) return limiter_.next_overall(now);
  if (timers_.empty()) return std::nullopt;
  return std::max(timers_.top().at, limiter_.next_overall(now));
}

}  // namespace pb::delivery
