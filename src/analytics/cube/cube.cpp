#include "analytics/cube/cube.h"

#include "analytics/cube/apply.h"
#include "analytics/cube/loader.h"
#include "analytics/cube/snapshot.h"
#include "base/log.h"
#include "base/wake_up.h"

namespace pb::analytics {
namespace {

// A version for each commit would copy the same lists hundreds of times a second while many people answer at
// once.
constexpr std::chrono::milliseconds kPace{10};

}  // namespace

Cube::Cube(events::Feed& feed, CubeOptions options)
    : feed_(feed), options_(std::move(options)), crew_(Crew::for_this_computer()) {}

Cube::~Cube() {
  Cube::stop();
}

void Cube::start() {
  std::optional<State> kept;
  if (!options_.snapshot.empty()) kept = load_snapshot(options_.snapshot, feed_.database(), *crew_);
  if (kept) {
    saved_ = kept->position;
    publish(std::move(*kept));
  } else {
    load();
  }
  tail_ = std::make_unique<events::Tail>(
      feed_, "cube", version()->as_of(), [this](std::span<events::Event const> events) { follow(events); },
      events::FollowOptions{.batch = 1024, .pace = kPace});
  tail_->start();
  if (!options_.snapshot.empty())
    saving_ = std::jthread([this](std::stop_token stop) { save_now_and_then(stop); });
}

void Cube::stop() {
  if (tail_) tail_->stop();
  if (!saving_.joinable()) return;
  saving_.request_stop();
  saving_.join();
}

// A last time when it is told to stop, however soon.
void Cube::save_now_and_then(std::stop_token const& stop) {
  WakeUp undisturbed;
  do {
    undisturbed.wait_for(stop, options_.save_every);
    save();
  } while (!stop.stop_requested());
}

void Cube::save() {
  try {
    auto const now = version();
    if (now->as_of() == saved_) return;
    if (save_snapshot(options_.snapshot, now->state(), feed_.database(), *crew_)) saved_ = now->as_of();
  } catch (std::exception const& problem) {
    log::warn("cube.snapshot_not_written", {{"reason", problem.what()}});
  }
}

void Cube::follow(std::span<events::Event const> events) {
  auto const before = version();
  if (events.back().position <= before->as_of()) return;
  Draft draft(before->state());
  Applier applier(draft);
  for (auto const& event : events) {
    if (applier.apply(event)) continue;
    log::info("cube.read_anew", {{"event", event.id.value}, {"type", event.type}});
    load();
    return;
  }
  if (!applier.unnamed().empty()) {
    for (auto& person : load_people(feed_.database(), applier.unnamed()))
      draft.change_dictionary().put(std::move(person));
  }
  publish(draft.finish());
}

void Cube::load() {
  auto const before = version();
  publish(load_state(feed_.database(), *crew_, before ? before->dictionary() : Dictionary{}));
}

auto Cube::version() const -> std::shared_ptr<Version const> {
  std::lock_guard const lock(mutex_);
  return version_;
}

void Cube::publish(State state) {
  auto next = std::make_shared<Version const>(std::move(state), crew_);
  {
    std::lock_guard const lock(mutex_);
    version_.swap(next);
  }
  // The version before may end here, outside the lock.
}

}  // namespace pb::analytics
