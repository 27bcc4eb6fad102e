#include "http/server.h"

#include <gmock/gmock.h>

#include <future>
#include <latch>
#include <system_error>

#include "http/test_peer.h"

namespace pb::http {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

struct ServerTest : testing::Test {
  boost::asio::io_context context;
  ServerOptions options{.threads = 1, .body_limit_bytes = 1'000'000};
  Router router;
  std::unique_ptr<Server> server;

  void start() {
    router.add("POST", "/echo", [](Request request, Respond respond) {
      respond(text_response(200, request.method + " " + request.body));
    });
    router.add("GET", "/hello", [](Request, Respond respond) { respond(text_response(200, "hello")); });
    server = std::make_unique<Server>(options, std::move(router));
    server->start();
  }
  auto connect() -> RawConnection { return RawConnection::to(context, server->port()); }
  // The answer to one request on a connection of its own.
  auto ask(std::string const& request) -> std::string {
    auto connection = connect();
    connection.send(request);
    return connection.receive_all();
  }
};

auto get(std::string const& target, std::string const& more = "") -> std::string {
  return "GET " + target + " HTTP/1.1\r\nHost: h\r\n" + more + "\r\n";
}

TEST_F(ServerTest, a_kept_connection_serves_request_after_request) {
  start();
  auto connection = connect();

  for (int i = 0; i < 3; ++i) {
    connection.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab");
    EXPECT_THAT(connection.receive_until("POST ab"), StartsWith("HTTP/1.1 200 "));
  }
}

TEST_F(ServerTest, pipelined_requests_are_answered_in_their_order) {
  start();

  auto const answers =
      ask("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\n1" + get("/hello") +
          "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nConnection: close\r\n\r\n3");

  auto const first = answers.find("POST 1");
  auto const second = answers.find("hello");
  auto const third = answers.find("POST 3");
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
  EXPECT_NE(third, std::string::npos);
}

TEST_F(ServerTest, a_chunked_body_is_put_together) {
  start();

  EXPECT_THAT(ask("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                  "3\r\nabc\r\n2;note=x\r\nde\r\n0\r\nTrailer: t\r\n\r\n"),
              HasSubstr("POST abcde"));
}

TEST_F(ServerTest, a_body_over_the_limit_is_413_also_while_its_sender_is_still_sending) {
  start();
  std::string const body(20'000'000, 'x');

  auto const announced = ask(
      "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  auto const chunked = ask("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1312D00\r\n" +
                           body + "\r\n0\r\n\r\n");

  EXPECT_THAT(announced, StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(chunked, StartsWith("HTTP/1.1 413 "));
}

TEST_F(ServerTest, whoever_asks_first_is_told_to_go_on_or_not_to) {
  start();
  auto connection = connect();

  connection.send("POST /echo HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_THAT(connection.receive_until("\r\n\r\n"), StartsWith("HTTP/1.1 100 "));
  connection.send("abc");
  EXPECT_THAT(connection.receive_until("POST abc"), StartsWith("HTTP/1.1 200 "));

  connection.send(
      "POST /echo HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3000000\r\n\r\n");
  EXPECT_THAT(connection.receive_all(), StartsWith("HTTP/1.1 413 "));
}

TEST_F(ServerTest, an_endless_header_is_431) {
  start();

  EXPECT_THAT(ask(get("/hello", "Long: " + std::string(100'000, 'x') + "\r\n")), StartsWith("HTTP/1.1 431 "));
}

TEST_F(ServerTest, what_is_not_http_is_400) {
  start();

  EXPECT_THAT(ask("\x16\x03\x01\x02 is this TLS?\r\n\r\n"), StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(ask("GET /hello HTTP/7.9\r\n\r\n"), StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(ask("POST /echo HTTP/1.1\r\nContent-Length: -1\r\n\r\n"), StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(ask("POST /echo HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
              StartsWith("HTTP/1.1 400 "));
  EXPECT_THAT(ask("POST /echo HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
              StartsWith("HTTP/1.1 400 "));
}

TEST_F(ServerTest, an_address_that_cannot_be_read_is_400_and_the_connection_goes_on) {
  start();
  auto connection = connect();

  connection.send(get("/%zz"));
  EXPECT_THAT(connection.receive_until("not valid\n"), StartsWith("HTTP/1.1 400 "));
  connection.send(get("/hello"));
  EXPECT_THAT(connection.receive_until("hello"), StartsWith("HTTP/1.1 200 "));
}

TEST_F(ServerTest, head_has_the_length_and_no_body) {
  start();

  auto const answer = ask("HEAD /hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

  EXPECT_THAT(answer, HasSubstr("Content-Length: 5\r\n"));
  EXPECT_THAT(answer, Not(HasSubstr("hello")));
}

TEST_F(ServerTest, an_old_client_gets_one_answer_and_the_end) {
  start();

  EXPECT_THAT(ask("GET /hello HTTP/1.0\r\n\r\n"), StartsWith("HTTP/1.0 200 "));
}

TEST_F(ServerTest, a_header_sent_byte_by_byte_is_cut_off_in_time) {
  options.read_timeout = std::chrono::milliseconds(150);
  start();
  auto connection = connect();

  connection.send("GET /hello HTTP/1.1\r\nSlow: ");

  EXPECT_THAT(connection.receive_all(), IsEmpty());
}

TEST_F(ServerTest, a_silent_connection_is_closed_without_a_word) {
  options.idle_timeout = std::chrono::milliseconds(50);
  start();
  auto connection = connect();

  EXPECT_THAT(connection.receive_all(), IsEmpty());
}

TEST_F(ServerTest, connections_over_the_limit_are_closed_and_the_others_stay) {
  options.connection_limit = 1;
  start();
  auto first = connect();
  first.send(get("/hello"));
  first.receive_until("hello");

  EXPECT_THAT(ask(get("/hello")), IsEmpty());

  first.send(get("/hello"));
  EXPECT_THAT(first.receive_until("hello"), StartsWith("HTTP/1.1 200 "));
}

TEST_F(ServerTest, a_handler_that_throws_or_forgets_answers_500) {
  router.add("GET", "/throws", [](Request, Respond) { throw std::runtime_error("broken"); });
  router.add("GET", "/forgets", [](Request, Respond respond) { auto const dropped = std::move(respond); });
  start();

  EXPECT_THAT(ask(get("/throws", "Connection: close\r\n")), StartsWith("HTTP/1.1 500 "));
  EXPECT_THAT(ask(get("/forgets", "Connection: close\r\n")), StartsWith("HTTP/1.1 500 "));
}

TEST_F(ServerTest, a_value_with_a_line_break_cannot_write_headers) {
  router.add("GET", "/split", [](Request, Respond respond) {
    respond({.headers = {{"X-Name", "a\r\nSet-Cookie: b=c"}, {"X-Other", "kept"}}});
  });
  start();

  auto const answer = ask(get("/split", "Connection: close\r\n"));

  EXPECT_THAT(answer, Not(HasSubstr("Set-Cookie")));
  EXPECT_THAT(answer, HasSubstr("X-Other: kept\r\n"));
}

TEST_F(ServerTest, a_large_answer_arrives_whole) {
  std::string const large(8'000'000, 'y');
  router.add("GET", "/large", [&](Request, Respond respond) { respond(text_response(200, large)); });
  start();

  auto const answer = ask(get("/large", "Connection: close\r\n"));

  EXPECT_EQ(answer.substr(answer.size() - large.size()), large);
}

TEST_F(ServerTest, stopping_lets_a_running_request_end_and_cuts_idle_connections) {
  std::promise<Respond> asked;
  router.add("GET", "/waits", [&](Request, Respond respond) { asked.set_value(std::move(respond)); });
  start();
  auto idle = connect();
  idle.send(get("/hello"));
  idle.receive_until("hello");
  auto busy = connect();
  busy.send(get("/waits"));
  auto respond = asked.get_future().get();

  auto stopped = std::async(std::launch::async, [&] { server->stop(); });
  EXPECT_THAT(idle.receive_all(), IsEmpty());
  respond(text_response(200, "at last"));
  stopped.get();

  auto const answer = busy.receive_all();
  EXPECT_THAT(answer, HasSubstr("at last"));
  EXPECT_THAT(answer, HasSubstr("Connection: close"));
}

TEST_F(ServerTest, an_answer_that_comes_after_the_server_has_gone_is_dropped) {
  options.drain_timeout = std::chrono::milliseconds(1);
  std::promise<Respond> asked;
  router.add("GET", "/waits", [&](Request, Respond respond) { asked.set_value(std::move(respond)); });
  start();
  auto connection = connect();
  connection.send(get("/waits"));
  auto respond = asked.get_future().get();

  server.reset();
  respond(text_response(200, "too late"));

  EXPECT_THAT(connection.receive_all(), IsEmpty());
}

TEST_F(ServerTest, stopping_twice_and_before_the_start_is_allowed) {
  Server other(options, Router());
  other.stop();
  start();
  server->stop();
  server->stop();
}

TEST_F(ServerTest, a_port_in_use_is_said_so) {
  start();
  Server other({.port = server->port()}, Router());

  EXPECT_THROW(other.start(), std::system_error);
}

TEST_F(ServerTest, many_threads_share_one_port) {
  options.threads = 4;
  start();
  std::vector<std::jthread> people;
  std::atomic<int> answered = 0;

  for (int i = 0; i < 16; ++i) {
    people.emplace_back([&] {
      boost::asio::io_context own;
      for (int n = 0; n < 25; ++n) {
        auto connection = RawConnection::to(own, server->port());
        connection.send(get("/hello", "Connection: close\r\n"));
        if (connection.receive_all().ends_with("hello")) ++answered;
      }
    });
  }
  people.clear();

  EXPECT_EQ(answered, 16 * 25);
}

}  // namespace
}  // namespace pb::http
