#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

// For tests: the other end of a connection, byte by byte, as no well-behaved library would be.
namespace pb::http {

class RawConnection {
 public:
  using Tcp = boost::asio::ip::tcp;

  explicit RawConnection(Tcp::socket socket) : socket_(std::move(socket)) {}
  // To a server on this machine.
  static auto to(boost::asio::io_context& context, std::uint16_t port) -> RawConnection {
    Tcp::socket socket(context);
    socket.connect({boost::asio::ip::address_v4::loopback(), port});
    return RawConnection(std::move(socket));
  }

  // False when the other end has closed.
  bool send(std::string_view bytes) {
    boost::system::error_code problem;
    boost::asio::write(socket_, boost::asio::buffer(bytes), problem);
    return !problem;
  }
  // Up to and with `end`; what came when the connection ended before.
  auto receive_until(std::string_view end) -> std::string {
    boost::system::error_code problem;
    auto const length =
        boost::asio::read_until(socket_, boost::asio::dynamic_buffer(waiting_), std::string(end), problem);
    auto const taken = problem ? waiting_.size() : length;
    auto text = waiting_.substr(0, taken);
    waiting_.erase(0, taken);
    return text;
  }
  auto receive(std::size_t length) -> std::string {
    boost::system::error_code problem;
    while (waiting_.size() < length && !problem) {
      char bytes[4096];
      auto const got = socket_.read_some(boost::asio::buffer(bytes), problem);
      waiting_.append(bytes, got);
    }
    auto text = waiting_.substr(0, length);
    waiting_.erase(0, text.size());
    return text;
  }
  // Everything until the other end closes.
  auto receive_all() -> std::string {
    boost::system::error_code problem;
    boost::asio::read(socket_, boost::asio::dynamic_buffer(waiting_), problem);
    return std::exchange(waiting_, {});
  }
  // A request with its whole body, by Content-Length.
  auto receive_request() -> std::string {
    auto text = receive_until("\r\n\r\n");
    constexpr std::string_view kLength = "Content-Length: ";
    auto const at = text.find(kLength);
    return at == std::string::npos ? text : text + receive(std::stoul(text.substr(at + kLength.size())));
  }
  void close() { socket_.close(); }

 private:
  Tcp::socket socket_;
  std::string waiting_;
};

// Listens, and runs `script` once with the n-th connection, n from 0, one after the other.
class RawServer {
 public:
  using Script = std::function<void(RawConnection& connection, int number)>;

  explicit RawServer(Script script)
      : script_(std::move(script)),
        acceptor_(context_, {boost::asio::ip::address_v4::loopback(), 0}),
        thread_([this] { run(); }) {}
  ~RawServer() {
    stopping_ = true;
    boost::system::error_code ignored;
    RawConnection::Tcp::socket last(context_);
    last.connect(acceptor_.local_endpoint(), ignored);
    thread_.join();
  }
  [[nodiscard]] auto url() const -> std::string {
    return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port());
  }
  [[nodiscard]] int connections() const { return connections_; }

 private:
  void run() {
    while (true) {
      boost::system::error_code problem;
      RawConnection connection(acceptor_.accept(problem));
      if (stopping_ || problem) return;
      script_(connection, connections_++);
    }
  }

  Script script_;
  boost::asio::io_context context_;
  boost::asio::ip::tcp::acceptor acceptor_;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> connections_ = 0;
  std::thread thread_;
};

}  // namespace pb::http
