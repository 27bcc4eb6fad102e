#pragma once

#include <functional>
#include <stop_token>
#include <thread>

#include "base/lifecycle.h"
#include "telegram/client.h"
#include "telegram/update_sink.h"

namespace pb::telegram {

struct PollerOptions {
  std::chrono::seconds wait{25};  // how long Telegram holds an empty answer
  int batch = 100;
  // Asked before each call: whether this node is the one that polls now.
  std::function<bool()> may_poll = [] { return true; };
  std::chrono::milliseconds shortest_pause{250};  // after trouble; doubles up to half a minute
};

// Long polling: asks for updates, hands each to the sink, and confirms a batch once all of it is kept. What
// is confirmed is only ever the batch just read: ids may start anew at random after a quiet week, so nothing
// is compared with older ones, and once a confirmation has been taken its id is forgotten. Trouble is waited
// out with growing pauses. An update that cannot be read is logged and passed over, so that it does not stand
// in the way of those behind it.
class Poller final : public Service {
 public:
  Poller(Client& client, UpdateSink sink, PollerOptions options = {});
  ~Poller() override;
  void start() override;
  // Returns once the batch in hand is kept or given back; a call on its way is not waited for.
  void stop() override;

 private:
  void run(std::stop_token const& stop);
  auto poll(std::stop_token const& stop) -> bool;
  auto ask(std::stop_token const& stop) -> std::optional<Reply>;
  auto note_trouble(std::stop_token const& stop, Reply const& reply) -> bool;
  auto hand_over(std::string const& result) -> bool;
  void pass_over(std::string const& unreadable);

  Client& client_;
  UpdateSink sink_;
  PollerOptions options_;
  // Of the polling thread alone.
  std::int64_t offset_ = 0;  // confirms all updates below it; 0: nothing to confirm
  int batch_;
  std::jthread thread_;
};

}  // namespace pb::telegram
