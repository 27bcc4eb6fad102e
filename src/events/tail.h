#pragma once

#include <atomic>
#include <functional>
#include <span>

#include "events/event_log.h"
#include "events/follower.h"

namespace pb::events {

// Follows the log for something that lives in memory (the cube, live updates): calls back on its own thread,
// in order, each event once. Where the callback throws, the same batch comes again after a pause.
class Tail final : public Service {
 public:
  using Callback = std::function<void(std::span<Event const>)>;

  Tail(Feed& feed, std::string name, Position from, Callback callback, FollowOptions options = {});
  void start() override;
  void stop() override;
  // The last event that was handed over.
  [[nodiscard]] auto position() const -> Position { return {position_.load()}; }

 private:
  auto step() -> Follower::Step;

  sql::Database& database_;
  Callback callback_;
  std::int64_t batch_;
  std::atomic<std::int64_t> position_;
  Follower follower_;
};

}  // namespace pb::events
