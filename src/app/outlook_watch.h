#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "analytics/outlook/outlook.h"
#include "base/clock.h"
#include "base/lifecycle.h"
#include "base/wake_up.h"

namespace pb::app {

// Keeps the look ahead ready: made on a thread of its own from the newest version of the numbers, again
// whenever something was given or the organisation's day is another one. Making it takes 1/20 of the time at
// most, so that a big company's forecasts do not keep a processor busy. Thread-safe.
class OutlookWatch final : public Service {
 public:
  using Newest = std::function<std::shared_ptr<analytics::Version const>()>;  // null while there is none

  // The clock, and what `newest` asks, outlive it.
  OutlookWatch(Newest newest, Clock const& clock) : newest_(std::move(newest)), clock_(clock) {}
  ~OutlookWatch() override;
  void start() override;
  void stop() override;

  // The newest that is ready; null while there is none. Never waits for one in the making.
  [[nodiscard]] auto outlook() const -> std::shared_ptr<analytics::Outlook const>;
  // Looks at once.
  void clock_moved() { wake_up_.wake(); }

 private:
  void run(std::stop_token const& stop);
  void look();

  Newest newest_;
  Clock const& clock_;
  mutable std::mutex mutex_;  // held for the copying of one pointer
  std::shared_ptr<analytics::Outlook const> outlook_;
  std::chrono::steady_clock::time_point rest_until_{};
  WakeUp wake_up_;
  std::jthread thread_;
};

}  // namespace pb::app
