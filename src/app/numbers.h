#pragma once

#include <filesystem>
#include <memory>
#include <thread>

#include "analytics/cube/cube.h"
#include "app/settings.h"
#include "base/lifecycle.h"

namespace pb::app {

// The organisation's numbers for whoever asks: the event log's feed and the cube that follows it. Loads in
// the background, so that nothing waits for it to start; what cannot be read is tried again.
class Numbers final : public Service {
 public:
  // `snapshot`: where the cube is kept for the next start; empty: nowhere.
  Numbers(sql::Database& database, std::filesystem::path snapshot);
  ~Numbers() override;
  void start() override;
  void stop() override;

  // Null until the first version is there.
  [[nodiscard]] auto version() const -> std::shared_ptr<analytics::Version const> { return cube_.version(); }

  // For others that follow the log.
  [[nodiscard]] auto feed() -> events::Feed& { return feed_; }

 private:
  void load(std::stop_token const& stop);

  events::Feed feed_;
  analytics::Cube cube_;
  std::jthread loading_;
};

// Where this installation keeps its cube: in the data folder, or nowhere where the database is encrypted.
[[nodiscard]] auto snapshot_file(Settings const& settings) -> std::filesystem::path;

}  // namespace pb::app
