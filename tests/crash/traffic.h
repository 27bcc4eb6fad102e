#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

#include "ledger.h"

namespace pb::crash {

// Telegram's side of the webhook during one life of the program: a connection per lane, one update on it at a
// time, sent again until it is confirmed. A broken connection ends its lane, or is opened anew, as asked.
class Traffic {
 public:
  enum class WhenBroken { end, reconnect };
  struct Options {
    std::uint16_t port = 0;
    Ledger::More more = Ledger::More::new_ones;
    WhenBroken when_broken = WhenBroken::end;
  };

  Traffic(Ledger& ledger, std::size_t lanes, Options options);
  // Sends nothing new from now on; what is under way is still waited for.
  void send_no_more() { options_more_ = Ledger::More::only_unconfirmed; }
  // Waits until every lane has ended.
  void join() { threads_.clear(); }

 private:
  void play(std::size_t lane);
  bool play_connection(std::size_t lane);

  Ledger& ledger_;
  Options options_;
  std::atomic<Ledger::More> options_more_;
  std::vector<std::jthread> threads_;
};

}  // namespace pb::crash
