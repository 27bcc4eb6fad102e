#pragma once

#include <chrono>
#include <memory>
#include <thread>

#include "base/lifecycle.h"
#include "base/wake_up.h"
#include "sql/database.h"

namespace pb::events {

inline constexpr std::string_view kPlacedTopic = "events.placed";  // notified when events became readable

struct FeedOptions {
  std::chrono::milliseconds poll{5000};  // looks by itself where a wake-up was lost
};

// Makes committed events readable in order and wakes those who follow them. One per process, started before
// its followers and stopped after them. Where commits come out of order (PostgreSQL) it numbers them; several
// nodes may do so at once, each event gets one place.
class Feed final : public Service {
 public:
  explicit Feed(sql::Database& database, FeedOptions options = {});
  ~Feed() override;
  void start() override;
  void stop() override;

  // Calls back, on a database thread, whenever more may be readable. Ends with the returned handle.
  [[nodiscard]] auto listen(sql::Listener listener) -> std::shared_ptr<void>;
  [[nodiscard]] auto database() -> sql::Database& { return database_; }

 private:
  void run(std::stop_token stop);

  sql::Database& database_;
  FeedOptions options_;
  WakeUp wake_up_;
  std::shared_ptr<void> listening_;
  std::jthread thread_;
};

}  // namespace pb::events
