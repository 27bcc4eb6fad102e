#include <gmock/gmock.h>

#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <condition_variable>
#include <mutex>

#include "http/server.h"
#include "http/test_peer.h"

namespace pb::http {
namespace {

namespace net = boost::asio;
namespace ws = boost::beast::websocket;
using namespace std::chrono_literals;
using testing::HasSubstr;

auto text(std::string words) -> std::shared_ptr<std::string const> {
  return std::make_shared<std::string const>(std::move(words));
}

// A server with one socket and one stream, which remembers what happens to them.
class Outlets : public testing::Test {
 protected:
  Outlets() { start({}); }
  ~Outlets() override { server_->stop(); }

  void start(OutletOptions options) {
    Router router;
    router.add("GET", "/socket",
               [this, options](Request const&, Respond respond) { respond(open_socket(opening(options))); });
    router.add("GET", "/stream",
               [this, options](Request const&, Respond respond) { respond(open_stream(opening(options))); });
    router.add("GET", "/no", [](Request const&, Respond respond) { respond(text_response(403, "no\n")); });
    server_ = std::make_unique<Server>(ServerOptions{}, std::move(router));
    server_->start();
  }
  auto opening(OutletOptions options) -> Opening {
    return {.opened =
                [this](std::shared_ptr<Outlet> outlet) {
                  std::scoped_lock const lock(mutex_);
                  outlet_ = std::move(outlet);
                  changed_.notify_all();
                },
            .message =
                [this](std::string words) {
                  std::scoped_lock const lock(mutex_);
                  heard_.push_back(words);
                  outlet_->send(text("heard " + words));
                  changed_.notify_all();
                },
            .closed =
                [this] {
                  std::scoped_lock const lock(mutex_);
                  ++closed_;
                  changed_.notify_all();
                },
            .options = options};
  }
  template <class F>
  bool wait_for(F condition) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 10s, condition);
  }
  auto outlet() -> std::shared_ptr<Outlet> {
    EXPECT_TRUE(wait_for([this] { return outlet_ != nullptr; }));
    return outlet_;
  }

  // A client of the protocol's own library.
  struct Client {
    net::io_context context{};
    ws::stream<net::ip::tcp::socket> stream{context};
    boost::beast::flat_buffer buffer{};

    explicit Client(std::uint16_t port, std::string const& path = "/socket") {
      stream.next_layer().connect({net::ip::address_v4::loopback(), port});
      stream.handshake("localhost", path);
      stream.text(true);
    }
    auto read() -> std::string {
      boost::system::error_code problem;
      stream.read(buffer, problem);
      if (problem)
        return problem == ws::error::closed ? "closed " + std::to_string(stream.reason().code) : "broken";
      auto words = boost::beast::buffers_to_string(buffer.data());
      buffer.clear();
      return words;
    }
  };

  std::mutex mutex_;
  std::condition_variable changed_;
  std::shared_ptr<Outlet> outlet_;
  std::vector<std::string> heard_;
  int closed_ = 0;
  std::unique_ptr<Server> server_;
};

TEST_F(Outlets, a_socket_hears_and_is_heard) {
  Client client(server_->port());
  client.stream.write(net::buffer(std::string("hello")));
  EXPECT_EQ(client.read(), "heard hello");
  auto const shared = text("for all");
  outlet()->send(shared);
  outlet()->send(shared);
  EXPECT_EQ(client.read(), "for all");
  EXPECT_EQ(client.read(), "for all");
  outlet()->close(kCloseNormal, "done");
  EXPECT_EQ(client.read(), "closed 1000");
  EXPECT_TRUE(wait_for([this] { return closed_ == 1; }));
  outlet()->send(shared);  // nobody is there
}

TEST_F(Outlets, a_socket_is_told_when_the_server_stops) {
  Client client(server_->port());
  outlet();
  std::thread stopping([this] { server_->stop(); });
  EXPECT_EQ(client.read(), "closed 1001");
  stopping.join();
}

TEST_F(Outlets, a_client_that_leaves_is_noticed) {
  {
    Client const client(server_->port());
    outlet();
  }
  EXPECT_TRUE(wait_for([this] { return closed_ == 1; }));
}

TEST_F(Outlets, who_does_not_read_is_cut_off) {
  server_->stop();
  start({.waiting_limit_bytes = 100'000});
  Client client(server_->port());
  auto const much = text(std::string(50'000, 'x'));
  for (int count = 0; count < 400; ++count) outlet()->send(much);
  EXPECT_TRUE(wait_for([this] { return closed_ == 1; }));
}

TEST_F(Outlets, too_large_too_many_and_what_is_no_text_end_it) {
  {
    Client client(server_->port());
    client.stream.write(net::buffer(std::string(17 * 1024, 'x')));
    EXPECT_THAT(client.read(), HasSubstr("closed 1009"));
  }
  {
    Client client(server_->port());
    client.stream.binary(true);
    client.stream.write(net::buffer(std::string("x")));
    EXPECT_EQ(client.read(), "closed 1008");
  }
  {
    Client client(server_->port());
    for (int count = 0; count < 101; ++count) client.stream.write(net::buffer(std::string("x")));
    std::string last;
    while (!last.starts_with("closed") && last != "broken") last = client.read();
    EXPECT_EQ(last, "closed 1008");
  }
}

TEST_F(Outlets, a_refusal_is_an_ordinary_answer) {
  EXPECT_THROW(Client(server_->port(), "/no"), boost::system::system_error);
  net::io_context context;
  auto plain = RawConnection::to(context, server_->port());
  plain.send("GET /socket HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(plain.receive_all(), HasSubstr("426"));
}

TEST_F(Outlets, a_stream_goes_on_until_it_is_closed) {
  net::io_context context;
  auto client = RawConnection::to(context, server_->port());
  client.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(client.receive_until("\r\n\r\n"), HasSubstr("text/event-stream"));
  outlet()->send(text("data: 1\n\n"));
  EXPECT_EQ(client.receive_until("\n\n\r\n"), "9\r\ndata: 1\n\n\r\n");
  outlet()->close(kCloseNormal, "");
  EXPECT_EQ(client.receive_until("\r\n\r\n"), "0\r\n\r\n");
  EXPECT_TRUE(wait_for([this] { return closed_ == 1; }));
}

TEST_F(Outlets, a_reader_of_a_stream_that_leaves_is_noticed) {
  {
    net::io_context context;
    auto client = RawConnection::to(context, server_->port());
    client.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
    client.receive_until("\r\n\r\n");
    outlet();
  }
  EXPECT_TRUE(wait_for([this] { return closed_ == 1; }));
}

}  // namespace
}  // namespace pb::http
