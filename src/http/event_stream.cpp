#include <fmt/format.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "http/connection.h"

namespace pb::http {
namespace {

namespace net = boost::asio;

// An answer that goes on, chunk by chunk (RFC 9112, 7.1).
class EventStream final : public Outlet, public OpenOutlet, public std::enable_shared_from_this<EventStream> {
 public:
  EventStream(Connection connection, std::shared_ptr<Opening> opening, std::shared_ptr<Mailbox> mailbox)
      : connection_(std::move(connection)),
        opening_(std::move(opening)),
        mailbox_(std::move(mailbox)),
        waiting_(opening_->options.waiting_limit_bytes) {}

  void send(std::shared_ptr<std::string const> text) override {
    mailbox_->post([self = shared_from_this(), text = std::move(text)]() mutable {
      if (self->ended_ || self->closing_ || text->empty()) return;
      if (!self->waiting_.push(std::move(text))) return self->cut_off();
      self->write_on();
    });
  }
  void close(std::uint16_t /*code*/, std::string /*reason*/) override {
    mailbox_->post([self = shared_from_this()] { self->go_away(); });
  }
  void go_away() override {
    if (std::exchange(closing_, true) || ended_) return;
    write_on();
  }

  auto run(Response const& head, OpenOutlets& open) -> net::awaitable<void> {
    boost::system::error_code problem;
    connection_.expires_never();
    auto const text = head_of(head);
    co_await net::async_write(connection_, net::buffer(text),
                              net::redirect_error(net::use_awaitable, problem));
    if (problem) co_return;
    open.insert(this);
    if (opening_->opened) opening_->opened(std::make_shared<OutletHandle>(weak_from_this()));
    // Nothing is to come any more; what comes is the end.
    std::array<char, 256> unwanted{};
    while (!problem)
      co_await connection_.async_read_some(net::buffer(unwanted),
                                           net::redirect_error(net::use_awaitable, problem));
    open.erase(this);
    ended_ = true;
    if (opening_->closed) opening_->closed();
  }

 private:
  static auto head_of(Response const& head) -> std::string {
    auto text =
        fmt::format("HTTP/1.1 {} OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n", head.status);
    for (auto const& [name, value] : head.headers) {
      if (is_sound_header(value)) text += fmt::format("{}: {}\r\n", name, value);
    }
    return text + "\r\n";
  }

  void cut_off() {
    ended_ = true;
    connection_.cancel();
    boost::system::error_code ignored;
    std::ignore = connection_.socket().close(ignored);
  }

  void write_on() {
    if (std::exchange(writing_, true)) return;
    net::co_spawn(
        connection_.get_executor(), [self = shared_from_this()] { return self->write_all(); }, net::detached);
  }

  auto write_all() -> net::awaitable<void> {
    boost::system::error_code problem;
    auto const self = shared_from_this();
    while (!problem && !ended_ && !waiting_.empty()) {
      auto const text = waiting_.pop();
      auto const size = fmt::format("{:x}\r\n", text->size());
      std::array const chunk{net::buffer(size), net::buffer(*text), net::buffer("\r\n", 2)};
      co_await net::async_write(connection_, chunk, net::redirect_error(net::use_awaitable, problem));
    }
    writing_ = false;
    if (!closing_ || problem || ended_) co_return;
    co_await net::async_write(connection_, net::buffer("0\r\n\r\n", 5),
                              net::redirect_error(net::use_awaitable, problem));
    connection_.cancel();
  }

  Connection connection_;
  std::shared_ptr<Opening> opening_;
  std::shared_ptr<Mailbox> mailbox_;
  OutgoingQueue waiting_;
  bool writing_ = false;
  bool ended_ = false;
  bool closing_ = false;
};

}  // namespace

auto run_stream(Connection connection, Response head, std::shared_ptr<Mailbox> mailbox, OpenOutlets& open)
    -> net::awaitable<void> {
  auto const stream = std::make_shared<EventStream>(std::move(connection), head.opening, std::move(mailbox));
  co_await stream->run(head, open);
}

}  // namespace pb::http
