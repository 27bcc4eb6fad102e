#include "delivery/rate_limit.h"

#include <algorithm>

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

bool SlidingWindow::idle(Time now) const {
  return std::ranges::all_of(recent_, [&](Time sent) { return sent + window_ <= now; });
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

void RateLimiter::pause_chat(std::int64_t chat_id, Time until) {
  state(chat_id).paused_until = until;
}

void RateLimiter::sweep(Time now) {
  std::erase_if(chats_, [&](auto const& entry) {
    return entry.second.paused_until <= now && entry.second.window.idle(now);
  });
}

}  // namespace pb::delivery
