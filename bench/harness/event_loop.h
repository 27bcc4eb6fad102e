#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>

#include "harness/http_frame.h"

namespace pb::bench {

// A listening socket on 127.0.0.1 that shares its port with others of its kind; port 0 takes a free one.
auto listen_on(std::uint16_t port) -> int;
auto port_of(int socket) -> std::uint16_t;
// A connection to 127.0.0.1, or -1.
auto connect_to(std::uint16_t port) -> int;
// Sends everything, waiting where the socket is full. False when the connection broke.
bool send_all(int socket, std::string_view bytes);

// One thread's sockets, by epoll: reads whole HTTP messages and hands each to `on_frame`.
class EventLoop {
 public:
  using OnFrame = std::function<void(int socket, HttpFrame const& frame)>;
  using OnClose = std::function<void(int socket)>;

  EventLoop(OnFrame on_frame, OnClose on_close);
  EventLoop(EventLoop const&) = delete;
  EventLoop& operator=(EventLoop const&) = delete;
  ~EventLoop();

  void add_listener(int socket);
  void add_connection(int socket);
  // Handles what is ready until asked to stop; notices within a tenth of a second. Closes every socket at the
  // end.
  void run(std::stop_token const& stop);

 private:
  void accept_all();
  void receive(int socket);
  void close_connection(int socket);

  OnFrame on_frame_;
  OnClose on_close_;
  int epoll_;
  int listener_ = -1;
  std::unordered_map<int, ReceiveBuffer> connections_;
};

}  // namespace pb::bench
