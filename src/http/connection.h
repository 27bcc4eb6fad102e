#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <deque>
#include <set>

#include "http/answer.h"

// Inside the server: a connection, and what it can become.
namespace pb::http {

using Connection = boost::beast::basic_stream<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
using WireRequest = boost::beast::http::request<boost::beast::http::string_body>;

// Texts on their way out, at most so many bytes.
class OutgoingQueue {
 public:
  explicit OutgoingQueue(std::size_t limit_bytes) : limit_bytes_(limit_bytes) {}
  // False where that is too much.
  bool push(std::shared_ptr<std::string const> text) {
    bytes_ += text->size();
    texts_.push_back(std::move(text));
    return bytes_ <= limit_bytes_;
  }
  auto pop() -> std::shared_ptr<std::string const> {
    auto text = std::move(texts_.front());
    texts_.pop_front();
    bytes_ -= text->size();
    return text;
  }
  [[nodiscard]] auto empty() const -> bool { return texts_.empty(); }

 private:
  std::size_t limit_bytes_;
  std::size_t bytes_ = 0;
  std::deque<std::shared_ptr<std::string const>> texts_;
};

// What is handed out: the connection itself ends with the server, whoever still holds this.
class OutletHandle final : public Outlet {
 public:
  explicit OutletHandle(std::weak_ptr<Outlet> outlet) : outlet_(std::move(outlet)) {}
  void send(std::shared_ptr<std::string const> text) override {
    if (auto const outlet = outlet_.lock()) outlet->send(std::move(text));
  }
  void close(std::uint16_t code, std::string reason) override {
    if (auto const outlet = outlet_.lock()) outlet->close(code, std::move(reason));
  }

 private:
  std::weak_ptr<Outlet> outlet_;
};

// Outlets that the server closes when it stops; on the connection's thread.
class OpenOutlet {
 public:
  virtual ~OpenOutlet() = default;
  virtual void go_away() = 0;
};
using OpenOutlets = std::set<OpenOutlet*>;

// Serve the connection as what the handler wants, until it ends.
auto run_socket(Connection connection, WireRequest request, std::shared_ptr<Opening> opening,
                std::shared_ptr<Mailbox> mailbox, OpenOutlets& open) -> boost::asio::awaitable<void>;
auto run_stream(Connection connection, Response head, std::shared_ptr<Mailbox> mailbox, OpenOutlets& open)
    -> boost::asio::awaitable<void>;

// Whether a value can stand in a header: a line break would let its author write headers, and answers, of
// their own.
[[nodiscard]] auto is_sound_header(std::string_view value) -> bool;

}  // namespace pb::http
