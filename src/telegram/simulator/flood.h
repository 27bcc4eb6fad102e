#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <unordered_map>

#include "telegram/simulator/limits.h"

namespace pb::telegram::simulator {

using SteadyTime = std::chrono::steady_clock::time_point;

// A bucket that fills at a steady pace; a message takes one unit out.
class Bucket {
 public:
  Bucket(FloodLimit limit, SteadyTime now) : limit_(limit), level_(limit.burst), filled_at_(now) {}
  // How long until a unit is there; zero when it is.
  [[nodiscard]] auto wait(SteadyTime now) -> std::chrono::duration<double>;
  void take() { level_ -= 1; }
  [[nodiscard]] bool is_full(SteadyTime now);

 private:
  void fill(SteadyTime now);

  FloodLimit limit_;
  double level_;
  SteadyTime filled_at_;
};

// One bot's allowance: over all, in each chat, and in each group. Memory is bounded by the chats written to
// lately.
class FloodControl {
 public:
  FloodControl(Limits const& limits, SteadyTime now)
      : limits_(limits), overall_(limits.overall, now), swept_at_(now) {}

  // A new message to a chat: taken from the allowance, or how long to wait.
  [[nodiscard]] auto admit_message(std::int64_t chat_id, SteadyTime now)
      -> std::optional<std::chrono::seconds>;
  // An edit: counts over all, and in groups.
  [[nodiscard]] auto admit_edit(std::int64_t chat_id, SteadyTime now) -> std::optional<std::chrono::seconds>;
  [[nodiscard]] auto remembered_chats() const -> std::size_t { return chats_.size(); }

 private:
  auto chat_bucket(std::int64_t chat_id, SteadyTime now) -> Bucket&;
  void sweep(SteadyTime now);

  Limits const& limits_;
  Bucket overall_;
  std::unordered_map<std::int64_t, Bucket> chats_;  // groups have negative ids
  SteadyTime swept_at_;
};

}  // namespace pb::telegram::simulator
