#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include "http/connection.h"

namespace pb::http {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace ws = boost::beast::websocket;

constexpr std::chrono::seconds kHandshake{10};
constexpr std::chrono::seconds kRateWindow{10};
constexpr std::size_t kWriteBufferBytes = 1024;  // ten thousand of them stand open

// Without compression (RFC 7692): it would cost each connection more memory than all else of it, for messages
// of some hundred bytes.
using SocketStream = ws::stream<Connection, false>;

class Socket final : public Outlet, public OpenOutlet, public std::enable_shared_from_this<Socket> {
 public:
  Socket(Connection connection, std::shared_ptr<Opening> opening, std::shared_ptr<Mailbox> mailbox)
      : stream_(std::move(connection)),
        opening_(std::move(opening)),
        mailbox_(std::move(mailbox)),
        waiting_(opening_->options.waiting_limit_bytes) {}

  void send(std::shared_ptr<std::string const> text) override {
    mailbox_->post([self = shared_from_this(), text = std::move(text)]() mutable {
      if (self->ended_ || self->closing_) return;
      if (!self->waiting_.push(std::move(text))) return self->cut_off();
      self->write_on();
    });
  }
  void close(std::uint16_t code, std::string reason) override {
    mailbox_->post(
        [self = shared_from_this(), code, reason = std::move(reason)] { self->close_with(code, reason); });
  }
  void go_away() override { close_with(kCloseGoingAway, "the server stops"); }

  auto run(WireRequest request, OpenOutlets& open) -> net::awaitable<void> {
    boost::system::error_code problem;
    beast::get_lowest_layer(stream_).expires_never();
    stream_.set_option(ws::stream_base::timeout{kHandshake, opening_->options.silence, true});
    stream_.read_message_max(opening_->options.message_limit_bytes);
    stream_.write_buffer_bytes(kWriteBufferBytes);
    co_await stream_.async_accept(request, net::redirect_error(net::use_awaitable, problem));
    if (problem) co_return;
    request = {};
    stream_.text(true);
    open.insert(this);
    if (opening_->opened) opening_->opened(std::make_shared<OutletHandle>(weak_from_this()));
    co_await read_all();
    open.erase(this);
    ended_ = true;
    if (opening_->closed) opening_->closed();
  }

 private:
  auto read_all() -> net::awaitable<void> {
    boost::system::error_code problem;
    beast::flat_buffer buffer;
    while (true) {
      co_await stream_.async_read(buffer, net::redirect_error(net::use_awaitable, problem));
      if (problem) co_return;
      if (!stream_.got_text() || !within_rate()) {
        close_with(kClosePolicy, stream_.got_text() ? "too many messages" : "texts only");
      } else if (opening_->message && !closing_) {
        opening_->message(beast::buffers_to_string(buffer.data()));
      }
      buffer.clear();
      buffer.shrink_to_fit();
    }
  }

  bool within_rate() {
    auto const now = std::chrono::steady_clock::now();
    if (now - window_ > kRateWindow) {
      window_ = now;
      received_ = 0;
    }
    return ++received_ <= opening_->options.messages_in_ten_seconds;
  }

  void close_with(std::uint16_t code, std::string const& reason) {
    if (ended_ || closing_) return;
    closing_ = ws::close_reason(static_cast<ws::close_code>(code), reason);
    write_on();
  }

  // There is no polite way to tell somebody who does not read.
  void cut_off() {
    ended_ = true;
    beast::get_lowest_layer(stream_).cancel();
    boost::system::error_code ignored;
    std::ignore = beast::get_lowest_layer(stream_).socket().close(ignored);
  }

  void write_on() {
    if (std::exchange(writing_, true)) return;
    net::co_spawn(
        beast::get_lowest_layer(stream_).get_executor(),
        [self = shared_from_this()] { return self->write_all(); }, net::detached);
  }

  auto write_all() -> net::awaitable<void> {
    boost::system::error_code problem;
    auto const self = shared_from_this();
    while (!problem && !ended_ && !waiting_.empty()) {
      auto const text = waiting_.pop();
      co_await stream_.async_write(net::buffer(*text), net::redirect_error(net::use_awaitable, problem));
    }
    writing_ = false;
    if (closing_ && !problem && !ended_)
      co_await stream_.async_close(*closing_, net::redirect_error(net::use_awaitable, problem));
  }

  SocketStream stream_;
  std::shared_ptr<Opening> opening_;
  std::shared_ptr<Mailbox> mailbox_;
  OutgoingQueue waiting_;
  bool writing_ = false;
  bool ended_ = false;
  std::optional<ws::close_reason> closing_;
  std::chrono::steady_clock::time_point window_{};
  std::size_t received_ = 0;
};

}  // namespace

auto run_socket(Connection connection, WireRequest request, std::shared_ptr<Opening> opening,
                std::shared_ptr<Mailbox> mailbox, OpenOutlets& open) -> net::awaitable<void> {
  auto const socket = std::make_shared<Socket>(std::move(connection), std::move(opening), std::move(mailbox));
  co_await socket->run(std::move(request), open);
}

}  // namespace pb::http
