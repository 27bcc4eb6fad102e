#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string_view>
#include <thread>
#include <vector>

namespace pb::bench {

// The Bot API's side, as fast as possible: every call succeeds, nothing is remembered. The simulator of
// `telegram` is the one that behaves like Telegram; this one is for measuring and for losing nothing under
// load.
class BotApiStandIn {
 public:
  struct Call {
    std::string_view method;
    std::int64_t chat_id = 0;  // 0 where the call names no chat
    std::string_view body;
  };
  // Called on the stand-in's threads before the call is answered.
  using OnCall = std::function<void(Call const&)>;

  BotApiStandIn(OnCall on_call, unsigned threads);
  ~BotApiStandIn();

  [[nodiscard]] auto port() const -> std::uint16_t { return port_; }
  // What TELEGRAM_API_URL must be.
  [[nodiscard]] auto url() const -> std::string;
  [[nodiscard]] auto calls() const -> std::uint64_t { return calls_; }

 private:
  void serve(int listener, std::stop_token const& stop);
  [[nodiscard]] auto answer(Call const& call) -> std::string;

  OnCall on_call_;
  std::uint16_t port_ = 0;
  std::atomic<std::uint64_t> calls_ = 0;
  std::atomic<std::int64_t> next_message_id_ = 1;
  std::vector<std::jthread> threads_;
};

}  // namespace pb::bench
