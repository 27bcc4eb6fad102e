#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

#include "harness/bot_api_stand_in.h"
#include "script.h"

namespace pb::crash {

// What the world outside the program knows: which updates were sent, which of them the program confirmed, and
// which answers arrived. A life is the time between a start of the program and its end; lives count from 1.
// Thread-safe.
class Ledger {
 public:
  // What is known of one amount.
  struct Entry {
    std::int64_t amount = 0;
    std::int64_t territory = 0;
    int sent = 0;       // in which life first; 0: never
    int confirmed = 0;  // the webhook said 200
    int answered = 0;   // a message about it arrived, first in this life
    int answers = 0;
    int messages = 0;  // of them new ones; an edit that comes again changes nothing

    // The program has told somebody that the value is there.
    [[nodiscard]] bool acknowledged() const { return confirmed != 0 || answered != 0; }
  };

  explicit Ledger(Script const& script);

  void begin_life();
  [[nodiscard]] auto life() const -> int;

  // The lane's oldest update that is not confirmed, which counts as sent from now on; nothing at its end.
  // Where `more` says so, only what was sent before.
  enum class More { new_ones, only_unconfirmed };
  auto take(std::size_t lane, More more) -> std::optional<Step>;
  void confirm(std::size_t lane, Step const& step);
  void refused();
  // A message that arrived at the Bot API.
  void answer(bench::BotApiStandIn::Call const& call);

  // Updates sent and not confirmed.
  [[nodiscard]] auto under_way() const -> std::size_t;
  // No lane has anything left to send.
  [[nodiscard]] bool used_up() const;
  [[nodiscard]] auto entries() const -> std::vector<Entry>;
  [[nodiscard]] auto updates_sent() const -> std::size_t;
  [[nodiscard]] auto sent_again() const -> std::size_t;
  [[nodiscard]] auto refusals() const -> std::size_t;

 private:
  struct Lane {
    std::size_t index = 0;   // of the oldest step that is not confirmed
    bool under_way = false;  // it has been sent
  };

  Script const& script_;
  mutable std::mutex mutex_;
  int life_ = 0;
  std::vector<Lane> lanes_;
  std::vector<Entry> entries_;
  std::size_t updates_sent_ = 0;
  std::size_t sent_again_ = 0;
  std::size_t refusals_ = 0;
};

}  // namespace pb::crash
