#pragma once

#include <atomic>
#include <chrono>

#include "base/calendar.h"

namespace pb {

// The wall clock as everyone but `app` sees it. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
  }
};

// A clock that runs at the system's pace and can be moved: the demo's "make it 18:50".
class MovableClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override {
    return SystemClock().now() + std::chrono::microseconds(offset_.load());
  }
  void move_to(Instant instant) { offset_ = (instant - SystemClock().now()).count(); }

 private:
  std::atomic<std::int64_t> offset_ = 0;
};

// A clock that stands still until a test moves it.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : now_(start) {}
  [[nodiscard]] Instant now() const override { return now_.load(); }
  void set(Instant instant) { now_ = instant; }
  void advance(std::chrono::microseconds by) { now_ = now_.load() + by; }

 private:
  std::atomic<Instant> now_;
};

}  // namespace pb
