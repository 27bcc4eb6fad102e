#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
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
};

// Long polling: asks for updates, hands each to the sink, and confirms a batch once all of it is kept. What
// is confirmed is only ever the batch just read: ids may start anew at random after a quiet week, so nothing
// is compared with older ones. Trouble is waited out with growing pauses.
class Poller final : public Service {
 public:
  Poller(Client& client, UpdateSink sink, PollerOptions options = {});
  ~Poller() override;
  void start() override;
  void stop() override;

 private:
  void run();
  auto poll(std::int64_t& offset) -> bool;
  auto hand_over(std::string const& result, std::int64_t& offset) -> bool;
  void pause(std::chrono::milliseconds length);

  Client& client_;
  UpdateSink sink_;
  PollerOptions options_;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::thread thread_;
};

}  // namespace pb::telegram
