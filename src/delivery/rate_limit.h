#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace pb::delivery {

// At most `count` messages in any window of `window` length.
struct Rate {
  std::size_t count = 1;
  std::chrono::milliseconds window{1000};
};

// What Telegram allows a bot (core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this): 30
// messages a second over all, one a second in a chat with short bursts, 20 a minute in a group.
struct TelegramRates {
  Rate overall{.count = 30, .window = std::chrono::milliseconds(1000)};
  Rate chat{.count = 5, .window = std::chrono::milliseconds(5000)};
  Rate group{.count = 20, .window = std::chrono::milliseconds(60'000)};
};

// The last `count` sendings of one rate; the window slides, so no window of that length holds more than
// `count`.
class SlidingWindow {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit SlidingWindow(Rate rate);
  // When the next message may leave; a time not after `now` means at once.
  [[nodiscard]] Time next(Time now) const;
  void record(Time now);
  // What was recorded at `from` really left at `to`, later.
  void restamp(Time from, Time to);
  [[nodiscard]] std::size_t within(Time now) const;
  [[nodiscard]] bool idle(Time now) const { return within(now) == 0; }

 private:
  std::chrono::milliseconds window_;
  std::vector<Time> recent_;  // ring, oldest at position_ once full
  std::size_t count_;
  std::size_t position_ = 0;
};

// The three limits together, and the pauses Telegram itself asked for by 429. Not thread-safe; memory is
// bounded by the chats written to within the last minute.
class RateLimiter {
 public:
  using Time = SlidingWindow::Time;

  explicit RateLimiter(TelegramRates rates) : rates_(rates), overall_(rates.overall) {}

  // When nothing but the overall limit is in the way; checked first, because it is the same for all chats.
  [[nodiscard]] Time next_overall(Time now) const { return std::max(overall_.next(now), paused_until_); }
  [[nodiscard]] Time next_in_chat(std::int64_t chat_id, Time now) const;
  void record(std::int64_t chat_id, Time now);
  // Messages counted at `from` left at `to`, after their marks were committed.
  void left(std::int64_t chat_id, Time from, Time to);
  // Telegram refused a message to this chat: too many, wait until then. It does not say too many of what. A
  // person's chat that had no other message lately, or a second chat refused while the first waits, means
  // that the bot as a whole must be silent; otherwise only this chat is.
  void too_many(std::int64_t chat_id, Time until, Time now);
  // Forgets chats whose windows have run empty.
  void sweep(Time now);

 private:
  struct ChatState {
    SlidingWindow window;
    Time paused_until{};
  };
  auto state(std::int64_t chat_id) -> ChatState&;

  struct Refusal {
    std::int64_t chat_id = 0;
    Time until{};
  };

  TelegramRates rates_;
  SlidingWindow overall_;
  Time paused_until_{};
  Refusal last_refusal_;
  std::unordered_map<std::int64_t, ChatState> chats_;
};

}  // namespace pb::delivery
