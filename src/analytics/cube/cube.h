#pragma once

#include <memory>
#include <mutex>

#include "analytics/cube/version.h"
#include "events/tail.h"

namespace pb::analytics {

// Keeps the newest Version of a database's numbers: loads it at start(), then follows the event log.
// Thread-safe.
class Cube final : public Service {
 public:
  explicit Cube(events::Feed& feed);
  ~Cube() override;
  // Returns when the first version is there. Throws SqlError where the database cannot be read.
  void start() override;
  void stop() override;

  // The newest version; null before start(). Never waits for the database or for a version being built.
  [[nodiscard]] auto version() const -> std::shared_ptr<Version const>;

 private:
  void follow(std::span<events::Event const> events);
  void load();
  void publish(State state);

  events::Feed& feed_;
  std::shared_ptr<Crew> crew_;
  mutable std::mutex mutex_;  // held for the exchange of one pointer
  std::shared_ptr<Version const> version_;
  std::unique_ptr<events::Tail> tail_;
};

}  // namespace pb::analytics
