#pragma once

#include <array>
#include <deque>
#include <map>
#include <optional>
#include <queue>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "delivery/rate_limit.h"
#include "store/outgoing.h"

namespace pb::delivery {

// The messages that wait in memory, ordered for sending: one chat's leave one after the other, more urgent
// ones first, and a chat that must wait holds up nobody else. Not thread-safe; all operations are O(log n).
class ChatQueues {
 public:
  using Time = RateLimiter::Time;

  explicit ChatQueues(RateLimiter& limiter) : limiter_(limiter) {}

  // Adds a message once; one that is already here or on its way is left alone. `ready_at` holds it back.
  void add(store::Outgoing message, Time ready_at, Time now);
  // The next message that may leave now, counted against the limits; its chat is busy until finished().
  auto take(Time now) -> std::optional<store::Outgoing>;
  // The message taken last for this chat is settled.
  void finished(store::Outgoing const& message, Time now);
  // When take() may have something again; nothing when only finished() or add() can change that.
  [[nodiscard]] auto next_time(Time now) const -> std::optional<Time>;
  [[nodiscard]] std::size_t size() const { return known_.size(); }
  // Those among them that nobody waits for.
  [[nodiscard]] std::size_t crowd() const { return crowd_; }

 private:
  struct Waiting {
    store::Outgoing message;
    Time ready_at;
  };
  enum class State { idle, ready, waiting, busy };
  struct Chat {
    std::map<std::pair<std::int64_t, store::OutgoingId>, Waiting> messages;  // by priority, then age
    State state = State::idle;
    Time wake_at{};
  };
  struct Timer {
    Time at{};
    std::int64_t chat_id = 0;
    friend bool operator>(Timer const& a, Timer const& b) { return a.at > b.at; }
  };

  void arrange(std::int64_t chat_id, Chat& chat, Time now);
  void wake(Time now);

  RateLimiter& limiter_;
  std::unordered_map<std::int64_t, Chat> chats_;
  std::unordered_set<std::int64_t> known_;
  std::size_t crowd_ = 0;
  std::array<std::deque<std::int64_t>, 3> ready_;  // chats whose first message has this priority
  std::priority_queue<Timer, std::vector<Timer>, std::greater<>> timers_;
};

}  // namespace pb::delivery
