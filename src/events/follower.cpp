#include "events/follower.h"

#include <algorithm>

#include "base/log.h"

namespace pb::events {

Follower::Follower(Feed& feed, std::string name, FollowOptions options, std::function<Step()> step)
    : feed_(feed), name_(std::move(name)), options_(options), step_(std::move(step)) {}

Follower::~Follower() {
  Follower::stop();
}

void Follower::start() {
  listening_ = feed_.listen([this] { wake_up_.wake(); });
  thread_ = std::jthread([this](std::stop_token stop) { run(stop); });
}

void Follower::stop() {
  listening_.reset();
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
}

void Follower::run(std::stop_token stop) {
  auto backoff = options_.first_backoff;
  while (!stop.stop_requested()) {
    try {
      auto const next = std::chrono::steady_clock::now() + options_.pace;
      auto const step = step_();
      backoff = options_.first_backoff;
      if (step == Step::caught_up) wake_up_.wait_for(stop, options_.poll);
      auto const early =
          std::chrono::ceil<std::chrono::microseconds>(next - std::chrono::steady_clock::now());
      if (early.count() > 0) pause(stop, early);
    } catch (std::exception const& failure) {
      log::error("events.follower_failed",
                 {{"follower", name_}, {"reason", failure.what()}, {"again_in_ms", backoff.count()}});
      pause(stop, backoff);
      backoff = std::min(backoff * 2, options_.max_backoff);
    }
  }
}

// New events do not shorten it.
void Follower::pause(std::stop_token stop, std::chrono::microseconds length) {
  WakeUp undisturbed;
  undisturbed.wait_for(stop, length);
}

}  // namespace pb::events
