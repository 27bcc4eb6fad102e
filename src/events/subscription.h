#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "events/event_log.h"
#include "events/follower.h"

namespace pb::events {

// Where a subscription begins that no node has known before.
enum class Start { beginning, head };

// Handles a batch inside a write unit. Its writes and the new position commit together, so they happen once;
// whatever else it does may happen again. Be brief: on SQLite all other writers wait. Long work is a job to
// enqueue.
using Handler = std::function<void(sql::Session&, std::span<Event const>)>;

struct SubscriptionOptions {
  Start start = Start::head;
  std::vector<std::string> types{};  // hand over only these; empty: all
  FollowOptions follow{};
};

// Follows the log from a durable position that is kept under `name`. Over all nodes one at a time handles a
// batch of a name; when it dies, another continues. A handler that throws gets the same batch again, after a
// growing pause.
class Subscription final : public Service {
 public:
  Subscription(Feed& feed, std::string name, Handler handler, SubscriptionOptions options = {});
  // Writes the first position where there is none: what is appended after start() will be handled.
  void start() override;
  void stop() override;

 private:
  auto step() -> Follower::Step;
  void load_position();
  auto wanted(std::vector<Event> events) const -> std::vector<Event>;
  auto hand_over(std::span<Event const> events, Position reached) -> bool;

  sql::Database& database_;
  std::string name_;
  Handler handler_;
  SubscriptionOptions options_;
  bool loaded_ = false;
  Position kept_{};     // as stored
  Position reached_{};  // as read; what lies between held nothing wanted
  Follower follower_;
};

struct SubscriptionState {
  std::string name;
  Position position;
  std::int64_t behind = 0;  // events
};
auto subscription_states(sql::Session& session) -> std::vector<SubscriptionState>;

}  // namespace pb::events
