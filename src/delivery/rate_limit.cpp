#include "delivery/rate_limit.h"

namespace pb::delivery {
namespace {

// Our clock is not Telegram's, and requests may bunch up on the way: keep a little more than the window
// between message 1 and message count + 1.
constexpr auto kMargin = std::chrono::milliseconds(20);

}  // namespace

SlidingWindow::SlidingWindow(Rate rate)
    : window_(rate.window + kMargin), count_(std::max<std::size_t>(rate.count, 1)) {}

auto SlidingWindow::next(Time now) const -> Time {
  if (recent_.size() < count_) return now;
  return std::max(now, recent_[position_] + window_);
}

void SlidingWindow::record(Time now) {
  if (recent_.size() < count_) {
    recent_.push_back(now);
    return;
  }
  recent_[position_] = now;
  position_ = (position_ + 1) % count_;
}

void SlidingWindow::restamp(Time from, Time to) {
  auto const size = recent_.size();
  for (std::size_t back = 1; back <= size; ++back) {
    auto& sent = recent_[(position_ + size - back) % size];
    if (sent != from) return;
    sent = to;
  }
}

std::size_t SlidingWindow::within(Time now) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(recent_, [&](Time sent) { return sent + window_ > now; }));
}

auto RateLimiter::state(std::int64_t chat_id) -> ChatState& {
  // Telegram gives groups and channels negative ids.
  auto const rate = chat_id < 0 ? rates_.group : rates_.chat;
  return chats_.try_emplace(chat_id, ChatState{SlidingWindow(rate)}).first->second;
}

auto RateLimiter::next_in_chat(std::int64_t chat_id, Time now) const -> Time {
  auto const found = chats_.find(chat_id);
  if (found == chats_.end()) return now;
  return std::max(found->second.window.next(now), found->second.paused_until);
}

void RateLimiter::record(std::int64_t chat_id, Time now) {
  overall_.record(now);
  state(chat_id).window.record(now);
}

void RateLimiter::left(std::int64_t chat_id, Time from, Time to) {
  overall_.restamp(from, to);
  state(chat_id).window.restamp(from, to);
}

void RateLimiter::too_many(std::int64_t chat_id, Time until, Time now) {
  auto& chat = state(chat_id);
  chat.paused_until = std::max(chat.paused_until, until);
  bool const another_waits = last_refusal_.until > now && last_refusal_.chat_id != chat_id;
  bool const own_doing = chat_id < 0 || chat.window.within(now) > 1;
  if (another_waits || !own_doing) paused_until_ = std::max(paused_until_, until);
  last_refusal_ = {chat_id, until};
}

void RateLimiter::sweep(Time now) {
  std::erase_if(chats_, [&](auto const& entry) {
    return entry.second.paused_until <= now && entry.second.window.idle(now);
  });
}

}  // namespace pb::delivery
