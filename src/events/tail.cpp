#include "events/tail.h"

namespace pb::events {

Tail::Tail(Feed& feed, std::string name, Position from, Callback callback, FollowOptions options)
    : database_(feed.database()),
      callback_(std::move(callback)),
      batch_(options.batch),
      position_(from.value),
      follower_(feed, std::move(name), options, [this] { return step(); }) {}

void Tail::start() {
  follower_.start();
}

void Tail::stop() {
  follower_.stop();
}

auto Tail::step() -> Follower::Step {
  auto const events =
      database_.read([&](sql::Session& session) { return read_after(session, position(), batch_); });
  if (events.empty()) return Follower::Step::caught_up;
  callback_(events);
  position_ = events.back().position.value;
  return Follower::Step::more;
}

}  // namespace pb::events
