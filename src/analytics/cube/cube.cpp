#include "analytics/cube/cube.h"

#include "analytics/cube/loader.h"

namespace pb::analytics {

Cube::Cube(events::Feed& feed) : feed_(feed) {}

Cube::~Cube() {
  Cube::stop();
}

void Cube::start() {
  publish(std::make_shared<Version const>(load_contents(feed_.database())));
  tail_ = std::make_unique<events::Tail>(feed_, "cube", version()->as_of(), [this](auto const&) {
    publish(std::make_shared<Version const>(load_contents(feed_.database())));
  });
  tail_->start();
}

void Cube::stop() {
  if (tail_) tail_->stop();
}

auto Cube::version() const -> std::shared_ptr<Version const> {
  std::lock_guard const lock(mutex_);
  return version_;
}

void Cube::publish(std::shared_ptr<Version const> version) {
  std::lock_guard const lock(mutex_);
  version_.swap(version);
}

}  // namespace pb::analytics
