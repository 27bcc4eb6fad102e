#include "harness/event_loop.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace pb::bench {
namespace {

constexpr int kBacklog = 4096;
constexpr int kEventsAtOnce = 256;
constexpr int kNoticeStopMs = 100;

auto loopback(std::uint16_t port) -> sockaddr_in {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

void set_option(int socket, int level, int option) {
  int const on = 1;
  ::setsockopt(socket, level, option, &on, sizeof on);
}

}  // namespace

auto listen_on(std::uint16_t port) -> int {
  int const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  set_option(socket, SOL_SOCKET, SO_REUSEADDR);
  set_option(socket, SOL_SOCKET, SO_REUSEPORT);
  auto const address = loopback(port);
  if (::bind(socket, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0 ||
      ::listen(socket, kBacklog) != 0) {
    throw std::system_error(errno, std::generic_category(), "cannot listen");
  }
  return socket;
}

auto port_of(int socket) -> std::uint16_t {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

auto connect_to(std::uint16_t port) -> int {
  int const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  auto const address = loopback(port);
  if (::connect(socket, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0) {
    ::close(socket);
    return -1;
  }
  set_option(socket, IPPROTO_TCP, TCP_NODELAY);
  return socket;
}

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    auto const sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
      continue;
    }
    if (errno != EAGAIN && errno != EINTR) return false;
    pollfd waiting{socket, POLLOUT, 0};
    ::poll(&waiting, 1, kNoticeStopMs);
  }
  return true;
}

EventLoop::EventLoop(OnFrame on_frame, OnClose on_close)
    : on_frame_(std::move(on_frame)),
      on_close_(std::move(on_close)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)) {}

EventLoop::~EventLoop() {
  for (auto const& [socket, buffer] : connections_) ::close(socket);
  if (listener_ >= 0) ::close(listener_);
  ::close(epoll_);
}

void EventLoop::add_listener(int socket) {
  listener_ = socket;
  epoll_event event{.events = EPOLLIN, .data = {.fd = socket}};
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event);
}

void EventLoop::add_connection(int socket) {
  set_option(socket, IPPROTO_TCP, TCP_NODELAY);
  connections_.try_emplace(socket);
  epoll_event event{.events = EPOLLIN, .data = {.fd = socket}};
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event);
}

void EventLoop::run(std::stop_token const& stop) {
  std::array<epoll_event, kEventsAtOnce> events{};
  while (!stop.stop_requested()) {
    int const ready = ::epoll_wait(epoll_, events.data(), kEventsAtOnce, kNoticeStopMs);
    for (int index = 0; index < ready; ++index) {
      int const socket = events[static_cast<std::size_t>(index)].data.fd;
      if (socket == listener_) {
        accept_all();
      } else {
        receive(socket);
      }
    }
  }
}

void EventLoop::accept_all() {
  for (int socket; (socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;)
    add_connection(socket);
}

void EventLoop::receive(int socket) {
  auto const found = connections_.find(socket);
  if (found == connections_.end()) return;
  bool const open = found->second.fill(socket);
  // The buffer is looked up again after each message, because its handler may have opened or closed
  // connections.
  for (;;) {
    auto const buffer = connections_.find(socket);
    if (buffer == connections_.end()) return;
    auto const frame = take_http_frame(buffer->second.view());
    if (!frame) break;
    on_frame_(socket, *frame);
    if (auto const still = connections_.find(socket); still != connections_.end())
      still->second.consume(frame->size);
  }
  if (!open) close_connection(socket);
}

void EventLoop::close_connection(int socket) {
  connections_.erase(socket);
  ::epoll_ctl(epoll_, EPOLL_CTL_DEL, socket, nullptr);
  on_close_(socket);
  ::close(socket);
}

}  // namespace pb::bench
