#pragma once

#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "api/live_topics.h"
#include "base/clock.h"
#include "base/lifecycle.h"
#include "base/wake_up.h"
#include "events/feed.h"
#include "events/tail.h"
#include "http/outlet.h"

namespace pb::api {

inline constexpr std::int64_t kResumeAtMost = 2'000;  // events; who was away longer begins anew
inline constexpr std::size_t kListenersOfOnePerson = 20;
inline constexpr std::chrono::seconds kBeat{25};

// How messages are written.
enum class Wire { socket, stream };  // JSON texts; server-sent events

// Who listens, and to what.
struct ListenerWanted {
  Actor actor{};
  Wire wire = Wire::socket;
  Instant until{};  // whatever happens: the session or the key ends
  std::shared_ptr<http::Outlet> outlet{};
};

class Listener;

// Follows the log of events for everybody who is connected: each hears what they may hear, each event once
// and in order, from the position on that they name. Thread-safe.
class LiveHub final : public Service {
 public:
  LiveHub(events::Feed& feed, Clock const& clock);
  ~LiveHub() override;
  void start() override;
  void stop() override;

  // A new listener, who hears nothing yet; null where this person has too many.
  auto join(ListenerWanted wanted) -> std::shared_ptr<Listener>;
  // From now on, or from behind `after`: what lies between comes first. Again: other topics, from where they
  // are.
  void subscribe(std::shared_ptr<Listener> const& listener, std::vector<Topic> topics,
                 std::optional<events::Position> after);
  void leave(std::shared_ptr<Listener> const& listener);

  [[nodiscard]] auto listeners() const -> std::size_t;

 private:
  void hand_out(std::span<events::Event const> events);
  void catch_up(std::shared_ptr<Listener> const& listener);
  void beat(std::stop_token const& stop);
  void tell_presence(UserId user);
  auto position() const -> events::Position;

  sql::Database& database_;
  Clock const& clock_;
  events::Feed& feed_;
  mutable std::mutex mutex_;
  std::list<std::shared_ptr<Listener>> listeners_;
  std::unique_ptr<events::Tail> tail_;
  events::Position position_{};  // up to which all who are up to date have heard
  std::jthread beating_;
};

}  // namespace pb::api
