#include "events/subscription.h"

#include <algorithm>

#include "events/position_column.h"

namespace pb::events {
namespace {

// A position that only passed unwanted events is stored this seldom.
constexpr std::int64_t kUnstoredEvents = 10'000;

// Takes the subscription for this unit; nothing when another node has it.
auto lock_position(sql::Session& session, std::string const& name) -> std::optional<Position> {
  return session.one<Position>(
      session.dialect() == sql::Dialect::sqlite
          ? "select position from subscriptions where name = $1"
          : "select position from subscriptions where name = $1 for update skip locked",
      name);
}

}  // namespace

Subscription::Subscription(Feed& feed, std::string name, Handler handler, SubscriptionOptions options)
    : database_(feed.database()),
      name_(std::move(name)),
      handler_(std::move(handler)),
      options_(std::move(options)),
      follower_(feed, name_, options_.follow, [this] { return step(); }) {}

void Subscription::start() {
  database_.write([&](sql::Session& session) {
    auto const first = options_.start == Start::head ? head(session) : Position{};
    session.run("insert into subscriptions (name, position) values ($1, $2) on conflict do nothing", name_,
                first);
  });
  follower_.start();
}

void Subscription::stop() {
  follower_.stop();
}

auto Subscription::step() -> Follower::Step {
  if (!loaded_) load_position();
  auto const events = database_.read(
      [&](sql::Session& session) { return read_after(session, reached_, options_.follow.batch); });
  if (events.empty()) return Follower::Step::caught_up;

  auto const reached = events.back().position;
  auto const for_us = wanted(events);
  if (for_us.empty() && reached.value - kept_.value < kUnstoredEvents) {
    reached_ = reached;
    return Follower::Step::more;
  }
  return hand_over(for_us, reached) ? Follower::Step::more : Follower::Step::caught_up;
}

void Subscription::load_position() {
  kept_ = database_.read([&](sql::Session& session) {
    return session.one<Position>("select position from subscriptions where name = $1", name_)
        .value_or(Position{});
  });
  reached_ = kept_;
  loaded_ = true;
}

auto Subscription::wanted(std::vector<Event> events) const -> std::vector<Event> {
  if (options_.types.empty()) return events;
  std::erase_if(events, [&](Event const& event) {
    return std::ranges::find(options_.types, event.type) == options_.types.end();
  });
  return events;
}

// False when another node is at it; it goes on from there itself.
auto Subscription::hand_over(std::span<Event const> events, Position reached) -> bool {
  enum class Outcome { stored, moved, busy };
  auto const outcome = database_.write([&](sql::Session& session) {
    auto const position = lock_position(session, name_);
    if (!position) return Outcome::busy;
    if (*position != kept_) return Outcome::moved;
    if (!events.empty()) handler_(session, events);
    session.run("update subscriptions set position = $1 where name = $2", reached, name_);
    return Outcome::stored;
  });
  switch (outcome) {
    case Outcome::stored:
      kept_ = reached_ = reached;
      return true;
    case Outcome::moved:
      loaded_ = false;
      return true;
    case Outcome::busy:
      loaded_ = false;
      return false;
  }
  std::unreachable();
}

auto subscription_states(sql::Session& session) -> std::vector<SubscriptionState> {
  auto const last = head(session);
  auto states = session.all<SubscriptionState>("select name, position, 0 from subscriptions order by name");
  for (auto& state : states) state.behind = std::max<std::int64_t>(0, last.value - state.position.value);
  return states;
}

}  // namespace pb::events
