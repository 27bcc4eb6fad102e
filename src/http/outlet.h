#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

// Connections that stay open, for what happens later: WebSockets (RFC 6455), and streams of server-sent
// events.
namespace pb::http {

// The sending side. Thread-safe; after the end everything is dropped. One text can be shared by all outlets
// it is sent to. Who reads so slowly that more than the limit waits is cut off.
class Outlet {
 public:
  virtual ~Outlet() = default;
  virtual void send(std::shared_ptr<std::string const> text) = 0;
  // After what waits has been sent. Codes of RFC 6455, 7.4; a stream just ends.
  virtual void close(std::uint16_t code, std::string reason) = 0;
};

inline constexpr std::uint16_t kCloseNormal = 1000;
inline constexpr std::uint16_t kCloseGoingAway = 1001;
inline constexpr std::uint16_t kClosePolicy = 1008;
inline constexpr std::uint16_t kCloseTryLater = 1013;

struct OutletOptions {
  std::size_t waiting_limit_bytes = std::size_t{256} * 1024;
  std::size_t message_limit_bytes = std::size_t{16} * 1024;  // of what comes in
  std::size_t messages_in_ten_seconds = 100;                 // that may come in
  std::chrono::seconds silence{75};  // a peer that says nothing is asked (ping) halfway
};

// A handler's answer that turns the connection into an outlet. All calls come on the connection's thread, in
// this order, and must not block; `closed` comes once for each `opened`.
struct Opening {
  std::function<void(std::shared_ptr<Outlet>)> opened{};
  std::function<void(std::string)> message{};  // WebSocket only: a text
  std::function<void()> closed{};
  OutletOptions options{};
};

}  // namespace pb::http
