#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

// Numbers about the program for who watches it, in the manner of Prometheus: names end in their unit, labels
// have few values.
namespace pb::metrics {

class Counter {
 public:
  void add(std::uint64_t count = 1) { value_.fetch_add(count, std::memory_order_relaxed); }
  [[nodiscard]] auto value() const -> std::uint64_t { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

// How long something took, counted by limits from half a millisecond to ten seconds.
class Histogram {
 public:
  static constexpr std::array kLimits{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                      0.1,    0.25,  0.5,    1.0,   2.5,  5.0,   10.0};
  void observe(double seconds);

  [[nodiscard]] auto counts() const -> std::array<std::uint64_t, kLimits.size() + 1>;
  [[nodiscard]] auto sum() const -> double { return static_cast<double>(microseconds_.load()) / 1e6; }

 private:
  std::array<std::atomic<std::uint64_t>, kLimits.size() + 1> counts_{};
  std::atomic<std::uint64_t> microseconds_ = 0;
};

// {{"method", "GET"}}
using Labels = std::vector<std::pair<std::string, std::string>>;

// All numbers of the program by name and labels. Thread-safe; what it returns lives as long as it does.
class Registry {
 public:
  auto counter(std::string_view name, std::string_view help, Labels const& labels = {}) -> Counter&;
  auto histogram(std::string_view name, std::string_view help, Labels const& labels = {}) -> Histogram&;
  // Asked when somebody looks.
  void gauge(std::string_view name, std::string_view help, std::function<double()> value,
             Labels const& labels = {});

  // The text exposition format, version 0.0.4.
  [[nodiscard]] auto text() const -> std::string;

 private:
  struct Family {
    std::string help{};
    std::string_view type{};
    std::map<std::string, std::unique_ptr<Counter>> counters{};  // by labels as text
    std::map<std::string, std::unique_ptr<Histogram>> histograms{};
    std::map<std::string, std::function<double()>> gauges{};
  };
  auto family(std::string_view name, std::string_view help, std::string_view type) -> Family&;

  mutable std::mutex mutex_;
  std::map<std::string, Family, std::less<>> families_;
};

}  // namespace pb::metrics
