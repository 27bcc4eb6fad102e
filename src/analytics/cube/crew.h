#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace pb::analytics {

// Threads that wait for parts of a piece of work and share them with whoever brought it. One piece at a time
// is shared; who comes while another is under way does theirs alone, so nobody ever waits for strangers.
class Crew {
 public:
  // With `hands` threads beside the caller's own.
  explicit Crew(std::size_t hands);
  ~Crew();
  // One hand for each further processor, at most seven.
  [[nodiscard]] static auto for_this_computer() -> std::shared_ptr<Crew>;

  [[nodiscard]] auto size() const -> std::size_t { return threads_.size() + 1; }
  // Calls part(0) to part(count - 1), each once, in any order; returns when all have returned. Rethrows the
  // first exception.
  void each(std::size_t count, std::function<void(std::size_t)> const& part);

 private:
  struct Work {
    std::function<void(std::size_t)> const& part;
    std::size_t count = 0;
    std::atomic<std::size_t> next{0};
    std::size_t hands = 0;  // that are at it
    std::exception_ptr failure;
  };
  void run(std::stop_token stop);
  void take_parts(Work& work);

  std::mutex mutex_;
  std::condition_variable_any changed_;
  Work* work_ = nullptr;
  std::vector<std::jthread> threads_;
};

}  // namespace pb::analytics
