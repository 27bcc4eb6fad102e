#include "analytics/cube/cube.h"

#include "analytics/cube/apply.h"
#include "analytics/cube/loader.h"
#include "base/log.h"

namespace pb::analytics {

Cube::Cube(events::Feed& feed) : feed_(feed), crew_(Crew::for_this_computer()) {}

Cube::~Cube() {
  Cube::stop();
}

void Cube::start() {
  load();
  tail_ = std::make_unique<events::Tail>(feed_, "cube", version()->as_of(),
                                         [this](std::span<events::Event const> events) { follow(events); });
  tail_->start();
}

void Cube::stop() {
  if (tail_) tail_->stop();
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
