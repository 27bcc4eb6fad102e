#include "events/feed.h"

#include "base/log.h"
#include "events/event_log.h"
#include "events/sequencer.h"

namespace pb::events {
namespace {

constexpr std::chrono::seconds kPauseAfterFailure{1};
constexpr std::chrono::seconds kCleaning{30};

bool commits_in_order(sql::Database const& database) {
  return database.dialect() == sql::Dialect::sqlite;
}

}  // namespace

Feed::Feed(sql::Database& database, FeedOptions options) : database_(database), options_(options) {}

Feed::~Feed() {
  Feed::stop();
}

void Feed::start() {
  if (commits_in_order(database_)) return;
  listening_ = database_.listen(std::string(kTopic), [this] { wake_up_.wake(); });
  thread_ = std::jthread([this](std::stop_token stop) { run(stop); });
}

void Feed::stop() {
  listening_.reset();
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
}

auto Feed::listen(sql::Listener listener) -> std::shared_ptr<void> {
  return database_.listen(std::string(commits_in_order(database_) ? kTopic : kPlacedTopic),
                          std::move(listener));
}

void Feed::run(std::stop_token stop) {
  Sequencer sequencer(database_);
  auto cleaned = std::chrono::steady_clock::now();
  while (!stop.stop_requested()) {
    try {
      while (!stop.stop_requested() && sequencer.place() > 0) continue;
      if (auto const now = std::chrono::steady_clock::now(); now - cleaned > kCleaning) {
        sequencer.forget_dead_gaps();
        cleaned = now;
      }
      wake_up_.wait_for(stop, options_.poll);
    } catch (std::exception const& failure) {
      log::warn("events.placing_failed", {{"reason", failure.what()}});
      wake_up_.wait_for(stop, kPauseAfterFailure);
    }
  }
}

}  // namespace pb::events
