#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>

#include "analytics/cube/version.h"
#include "events/tail.h"

namespace pb::analytics {

struct CubeOptions {
  // Where the state is kept for the next start; empty: nowhere. Plain bytes, readable by the program's user
  // alone: not for databases that are encrypted.
  std::filesystem::path snapshot{};
  std::chrono::milliseconds save_every{std::chrono::minutes(10)};  // while something changes
};

// Keeps the newest Version of a database's numbers: loads it at start(), then follows the event log.
// Thread-safe.
class Cube final : public Service {
 public:
  explicit Cube(events::Feed& feed, CubeOptions options = {});
  ~Cube() override;
  // Returns when the first version is there, from the snapshot where it fits the log. Throws SqlError where
  // the database cannot be read.
  void start() override;
  void stop() override;

  // The newest version; null before start(). Never waits for the database or for a version being built.
  [[nodiscard]] auto version() const -> std::shared_ptr<Version const>;

 private:
  void follow(std::span<events::Event const> events);
  void load();
  void publish(State state);
  void save_now_and_then(std::stop_token const& stop);
  void save();

  events::Feed& feed_;
  CubeOptions options_;
  std::shared_ptr<Crew> crew_;
  mutable std::mutex mutex_;  // held for the exchange of one pointer
  std::shared_ptr<Version const> version_;
  std::unique_ptr<events::Tail> tail_;
  events::Position saved_{};
  std::jthread saving_;
};

}  // namespace pb::analytics
