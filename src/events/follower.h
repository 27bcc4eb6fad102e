#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "base/lifecycle.h"
#include "base/wake_up.h"
#include "events/feed.h"

namespace pb::events {

struct FollowOptions {
  std::int64_t batch = 256;
  std::chrono::milliseconds poll{5000};
  std::chrono::milliseconds first_backoff{200};  // after a failure; doubles up to max_backoff
  std::chrono::milliseconds max_backoff{30'000};
  // From the beginning of a step to that of the next, at the least: what comes meanwhile is taken together.
  std::chrono::milliseconds pace{0};
};

// The thread that Subscription and Tail share: takes one step after another while there is more, then waits
// for the feed; a step that throws is logged and taken again after a pause.
class Follower final : public Service {
 public:
  enum class Step { more, caught_up };

  Follower(Feed& feed, std::string name, FollowOptions options, std::function<Step()> step);
  ~Follower() override;
  void start() override;
  void stop() override;

 private:
  void run(std::stop_token stop);
  static void pause(std::stop_token stop, std::chrono::microseconds length);

  Feed& feed_;
  std::string name_;
  FollowOptions options_;
  std::function<Step()> step_;
  WakeUp wake_up_;
  std::shared_ptr<void> listening_;
  std::jthread thread_;
};

}  // namespace pb::events
