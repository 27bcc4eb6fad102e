#include "api/live_hub.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <map>

#include "base/log.h"

namespace pb::api {

namespace json = boost::json;
using events::Event;
using events::Position;

namespace {

constexpr std::uint16_t kSignedOut = 4001;  // the person, their place or their session is another
constexpr std::uint16_t kTooFar = 4002;     // what was missed is too much: load anew, and listen from now on

using Text = std::shared_ptr<std::string const>;

auto share(std::string text) -> Text {
  return std::make_shared<std::string const>(std::move(text));
}

auto body_of(HappenedEvent const& happened, Topic topic) -> std::string {
  auto const& event = happened.event;
  return json::serialize(
      json::object{{"topic", enum_name(topic)},
                   {"position", event.position.value},
                   {"at", to_iso(event.at)},
                   {"type", event.type},
                   {"actor", event.actor ? json::value(event.actor->value) : json::value(nullptr)},
                   {"subject", {{"kind", event.subject.kind}, {"id", event.subject.id}}},
                   {"data", happened.data}});
}

auto wired(Wire wire, std::string const& body, std::optional<Position> position, std::string_view name)
    -> std::string {
  if (wire == Wire::socket) return body;
  auto const id = position ? fmt::format("id: {}\n", position->value) : std::string();
  return fmt::format("{}event: {}\ndata: {}\n\n", id, name, body);
}

// The same event for many: each form is written once, when somebody wants it.
class Copies {
 public:
  explicit Copies(HappenedEvent const& happened) : happened_(happened) {}
  auto get(Wire wire, Topic topic) -> Text {
    auto& copy = copies_[{wire, topic}];
    if (!copy)
      copy = share(wired(wire, body_of(happened_, topic), happened_.event.position, enum_name(topic)));
    return copy;
  }

 private:
  HappenedEvent const& happened_;
  std::map<std::pair<Wire, Topic>, Text> copies_;
};

}  // namespace

// One connection. Guarded by the hub's mutex.
class Listener {
 public:
  explicit Listener(ListenerWanted wanted) : wanted_(std::move(wanted)) {}

  ListenerWanted wanted_;
  std::vector<Topic> topics_{};
  Position heard_{};
  bool up_to_date_ = false;  // hears what comes; else it is catching up, or has not subscribed
  bool catching_up_ = false;
  bool gone_ = false;
  std::vector<Event> meanwhile_{};  // what happened while it caught up

  void tell(json::object const& body, std::string_view name) {
    wanted_.outlet->send(share(wired(wanted_.wire, json::serialize(body), std::nullopt, name)));
  }
  void hear(HappenedEvent const& happened, Copies& copies) {
    if (happened.event.position <= heard_) return;
    heard_ = happened.event.position;
    if (auto const topic = topic_for(happened, wanted_.actor, topics_))
      wanted_.outlet->send(copies.get(wanted_.wire, *topic));
  }
  void part(std::uint16_t code, std::string reason) {
    gone_ = true;
    up_to_date_ = false;
    catching_up_ = false;
    wanted_.outlet->close(code, std::move(reason));
  }
};

LiveHub::LiveHub(events::Feed& feed, Clock const& clock)
    : database_(feed.database()), clock_(clock), feed_(feed) {}

LiveHub::~LiveHub() {
  LiveHub::stop();
}

void LiveHub::start() {
  auto const head = database_.read([](sql::Session& session) { return events::head(session); });
  {
    std::scoped_lock const lock(mutex_);
    position_ = head;
  }
  tail_ = std::make_unique<events::Tail>(feed_, "live", head,
                                         [this](std::span<Event const> events) { hand_out(events); });
  tail_->start();
  beating_ = std::jthread([this](std::stop_token const& stop) { beat(stop); });
}

void LiveHub::stop() {
  beating_ = {};
  if (tail_) tail_->stop();
  std::scoped_lock const lock(mutex_);
  for (auto const& listener : listeners_) listener->part(http::kCloseGoingAway, "the server stops");
  listeners_.clear();
}

auto LiveHub::listeners() const -> std::size_t {
  std::scoped_lock const lock(mutex_);
  return listeners_.size();
}

auto LiveHub::join(ListenerWanted wanted) -> std::shared_ptr<Listener> {
  auto const user = wanted.actor.user;
  std::scoped_lock const lock(mutex_);
  auto const mine = std::ranges::count_if(
      listeners_, [&](auto const& listener) { return listener->wanted_.actor.user == user; });
  if (static_cast<std::size_t>(mine) >= kListenersOfOnePerson) return nullptr;
  auto listener = std::make_shared<Listener>(std::move(wanted));
  listeners_.push_back(listener);
  return listener;
}

void LiveHub::leave(std::shared_ptr<Listener> const& listener) {
  {
    std::scoped_lock const lock(mutex_);
    listener->gone_ = true;
    listener->up_to_date_ = false;
    std::erase(listeners_, listener);
  }
  tell_presence(listener->wanted_.actor.user);
}

void LiveHub::subscribe(std::shared_ptr<Listener> const& listener, std::vector<Topic> topics,
                        std::optional<Position> after) {
  bool behind = false;
  {
    std::scoped_lock const lock(mutex_);
    if (listener->gone_) return;
    listener->topics_ = std::move(topics);
    bool const first = !listener->up_to_date_ && !listener->catching_up_;
    if (first) {
      listener->heard_ = std::min(after.value_or(position_), position_);
      behind = listener->heard_ < position_;
      listener->catching_up_ = behind;
      listener->up_to_date_ = !behind;
    }
    if (!behind) listener->tell({{"ready", true}, {"position", listener->heard_.value}}, "ready");
  }
  if (behind) catch_up(listener);
  tell_presence(listener->wanted_.actor.user);
}

// Reads what was missed, and hands it over before what has happened meanwhile.
void LiveHub::catch_up(std::shared_ptr<Listener> const& listener) {
  auto const missed = std::make_shared<std::vector<Event>>();
  Position from{};
  {
    std::scoped_lock const lock(mutex_);
    from = listener->heard_;
  }
  database_.submit_read(
      [missed, from](sql::Session& session) {
        *missed = events::read_after(session, from, kResumeAtMost + 1);
        return sql::Outcome::commit;
      },
      [this, missed, listener](std::exception_ptr const& reason) {
        std::scoped_lock const lock(mutex_);
        if (listener->gone_) return;
        if (reason) return listener->part(http::kCloseTryLater, "please try again");
        if (std::ssize(*missed) > kResumeAtMost) return listener->part(kTooFar, "too much was missed");
        // What is in both is heard once: positions only grow.
        for (auto const& events : {*missed, std::exchange(listener->meanwhile_, {})}) {
          for (auto const& event : events) {
            auto const one = happened(event);
            Copies copies(one);
            listener->hear(one, copies);
          }
        }
        listener->catching_up_ = false;
        listener->up_to_date_ = true;
        listener->tell({{"ready", true}, {"position", listener->heard_.value}}, "ready");
      });
}

void LiveHub::hand_out(std::span<Event const> events) {
  std::scoped_lock const lock(mutex_);
  for (auto const& event : events) {
    auto const one = happened(event);
    Copies copies(one);
    for (auto const& listener : listeners_) {
      if (listener->up_to_date_) listener->hear(one, copies);
      if (listener->catching_up_ && std::ssize(listener->meanwhile_) >= kResumeAtMost)
        listener->part(kTooFar, "too much was missed");
      else if (listener->catching_up_)
        listener->meanwhile_.push_back(event);
      if (!listener->gone_ && changes_listener(one, listener->wanted_.actor.user))
        listener->part(kSignedOut, "sign in again");
    }
    position_ = event.position;
  }
}

void LiveHub::beat(std::stop_token const& stop) {
  WakeUp undisturbed;
  while (!stop.stop_requested()) {
    undisturbed.wait_for(stop, kBeat);
    auto const now = clock_.now();
    std::scoped_lock const lock(mutex_);
    for (auto const& listener : listeners_) {
      if (listener->gone_) continue;
      if (listener->wanted_.until <= now) {
        listener->part(kSignedOut, "sign in again");
      } else if (listener->up_to_date_) {
        listener->tell({{"beat", listener->heard_.value}}, "beat");
      }
    }
  }
}

void LiveHub::tell_presence(UserId user) {
  std::scoped_lock const lock(mutex_);
  std::int64_t connected = 0;
  for (auto const& listener : listeners_) connected += listener->wanted_.actor.user == user ? 1 : 0;
  for (auto const& listener : listeners_) {
    bool const wants = std::ranges::find(listener->topics_, Topic::presence) != listener->topics_.end();
    if (wants && !listener->gone_ && listener->wanted_.actor.user == user)
      listener->tell({{"topic", "presence"}, {"connected", connected}}, "presence");
  }
}

}  // namespace pb::api
