#include "http/client.h"

#include <gmock/gmock.h>

#include <future>

#include "http/public_address.h"
#include "http/server.h"
#include "http/test_peer.h"

namespace pb::http {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using Kind = TransportError::Kind;

constexpr std::string_view kFine = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine";

struct ClientTest : testing::Test {
  Client client;

  ClientTest() { client.start(); }
  auto get(std::string url) -> ClientResult {
    return client.send_and_wait({.method = "GET", .url = std::move(url)});
  }
  auto post(std::string url, std::string body = "{}") -> ClientResult {
    return client.send_and_wait({.url = std::move(url), .body = std::move(body)});
  }
};

TEST_F(ClientTest, method_headers_and_body_arrive) {
  Router router;
  router.add("PUT", "/things/{id}", [](Request request, Respond respond) {
    respond({.status = 207,
             .headers = {{"X-Seen", std::string(find_header(request.headers, "x-note").value_or("none"))}},
             .body = request.path_parameters["id"] + "/" + request.body});
  });
  Server server({}, std::move(router));
  server.start();

  auto const response =
      client.send_and_wait({.method = "PUT",
                            .url = "http://127.0.0.1:" + std::to_string(server.port()) + "/things/7",
                            .headers = {{"X-Note", "hello"}},
                            .body = std::string("a\0b", 3)});

  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 207);
  EXPECT_EQ(response->body, std::string("7/a\0b", 5));
  EXPECT_EQ(find_header(response->headers, "x-seen"), "hello");
}

TEST_F(ClientTest, files_and_fields_make_a_multipart_body) {
  std::promise<std::string> seen;
  RawServer server([&](RawConnection& connection, int) {
    seen.set_value(connection.receive_request());
    connection.send(kFine);
  });

  auto const response = client.send_and_wait(
      {.url = server.url(),
       .fields = {{"chat_id", "7"}},
       .files = {
           {.field = "document", .file_name = "звіт.csv", .content_type = "text/csv", .bytes = "a;b"}}});

  ASSERT_TRUE(response);
  auto const request = seen.get_future().get();
  EXPECT_THAT(request, HasSubstr("Content-Type: multipart/form-data; boundary="));
  EXPECT_THAT(request, HasSubstr("name=\"chat_id\"\r\n\r\n7\r\n"));
  EXPECT_THAT(request,
              HasSubstr("name=\"document\"; filename=\"звіт.csv\"\r\nContent-Type: text/csv\r\n\r\na;b\r\n"));
}

TEST_F(ClientTest, nobody_listening_means_not_sent) {
  std::string url;
  {
    RawServer const gone([](RawConnection&, int) {});
    url = gone.url();
  }

  EXPECT_EQ(post(url).error().kind, Kind::not_sent);
  EXPECT_EQ(post("http://no-such-host.invalid/").error().kind, Kind::not_sent);
  EXPECT_EQ(post("ftp://127.0.0.1/").error().kind, Kind::not_sent);
}

TEST_F(ClientTest, a_connection_cut_after_the_request_means_the_answer_is_lost) {
  RawServer server([](RawConnection& connection, int) { connection.receive_request(); });

  EXPECT_EQ(post(server.url()).error().kind, Kind::answer_lost);
}

TEST_F(ClientTest, half_an_answer_is_a_lost_answer) {
  RawServer server([](RawConnection& connection, int) {
    connection.receive_request();
    connection.send(kFine.substr(0, kFine.size() - 2));
  });

  EXPECT_EQ(post(server.url()).error().kind, Kind::answer_lost);
}

// The server may have acted before it went away: libcurl would ask a second time without a word.
TEST_F(ClientTest, a_kept_connection_that_is_cut_does_not_send_a_post_twice) {
  std::atomic<int> requests = 0;
  RawServer server([&](RawConnection& connection, int number) {
    if (connection.receive_request().empty()) return;
    ++requests;
    connection.send(kFine);
    if (number > 0) return;
    connection.receive_request();  // read, done, and never answered
    ++requests;
  });

  ASSERT_TRUE(post(server.url()));
  auto const cut = post(server.url());
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().kind, Kind::answer_lost);
  ASSERT_TRUE(post(server.url()));

  EXPECT_EQ(requests, 3);
}

TEST_F(ClientTest, a_get_may_be_asked_again_when_a_kept_connection_is_cut) {
  RawServer server([](RawConnection& connection, int number) {
    connection.receive_request();
    connection.send(kFine);
    if (number == 0) connection.receive_request();
  });

  ASSERT_TRUE(get(server.url()));
  EXPECT_TRUE(get(server.url()));
  EXPECT_EQ(server.connections(), 2);
}

TEST_F(ClientTest, a_deadline_ends_the_wait) {
  std::promise<void> over;
  RawServer server([&](RawConnection& connection, int) {
    connection.receive_request();
    over.get_future().wait();
  });

  auto const result = client.send_and_wait({.url = server.url(), .deadline = std::chrono::milliseconds(60)});
  over.set_value();

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, Kind::answer_lost);
}

TEST_F(ClientTest, an_answer_over_the_limit_is_not_kept) {
  RawServer server([](RawConnection& connection, int) {
    connection.receive_request();
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + std::string(5000, 'x'));
  });

  auto const result = client.send_and_wait({.url = server.url(), .response_limit_bytes = 4999});

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().reason, "the answer is too large");
}

TEST_F(ClientTest, an_answer_over_the_limit_is_cut_where_its_beginning_is_enough) {
  RawServer server([](RawConnection& connection, int) {
    connection.receive_request();
    connection.send("HTTP/1.1 202 Accepted\r\nRetry-After: 7\r\nContent-Length: 500000\r\n\r\n");
    connection.send(std::string(500'000, 'x'));
  });

  auto const result =
      client.send_and_wait({.url = server.url(), .response_limit_bytes = 100'000, .overflow = Overflow::cut});

  ASSERT_TRUE(result) << result.error().reason;
  EXPECT_EQ(result->status, 202);
  EXPECT_EQ(result->body, std::string(100'000, 'x'));
  EXPECT_EQ(find_header(result->headers, "retry-after"), "7");
}

// Answers every connection on 127.0.0.1, and remembers what was asked about.
struct GuardedClientTest : testing::Test {
  RawServer server{[](RawConnection& connection, int) {
    connection.receive_request();
    connection.send(kFine);
  }};
  std::vector<std::string> asked;

  auto get(std::string const& host, MayConnect const& may) -> ClientResult {
    Client guarded({.may_connect = [&](std::string_view address) {
      asked.emplace_back(address);
      return may(address);
    }});
    guarded.start();
    auto url = server.url();
    url.replace(url.find("127.0.0.1"), 9, host);
    return guarded.send_and_wait({.method = "GET", .url = url});
  }
};

TEST_F(GuardedClientTest, an_address_that_is_refused_is_never_connected_to) {
  for (auto const* const host : {"127.0.0.1", "127.1", "0x7f000001", "2130706433", "localhost", "[::1]",
                                 "[::ffff:127.0.0.1]", "0.0.0.0"}) {
    auto const result = get(host, [](std::string_view address) { return is_public_address(address); });

    ASSERT_FALSE(result) << host;
    EXPECT_EQ(result.error().kind, Kind::not_sent) << host;
    EXPECT_EQ(result.error().reason, kNowhereAllowed) << host;
    EXPECT_FALSE(asked.empty()) << host;
    asked.clear();
  }
  EXPECT_EQ(server.connections(), 0);
}

TEST_F(GuardedClientTest, a_mixed_answer_keeps_what_is_allowed) {
  // The system's own name for itself, where it has both addresses; else the one is enough.
  auto const result = get("localhost", [](std::string_view address) { return address == "127.0.0.1"; });

  EXPECT_TRUE(result) << result.error().reason;
  EXPECT_THAT(asked, testing::Contains("127.0.0.1"));
}

TEST_F(GuardedClientTest, a_proxy_of_the_environment_is_not_asked) {
  setenv("http_proxy", server.url().c_str(), 1);
  auto const result = get("192.0.2.1", [](std::string_view address) { return address == "127.0.0.1"; });
  unsetenv("http_proxy");

  ASSERT_FALSE(result);
  EXPECT_THAT(asked, testing::ElementsAre("192.0.2.1"));
  EXPECT_EQ(server.connections(), 0);
}

TEST_F(ClientTest, endless_headers_are_not_kept) {
  RawServer server([](RawConnection& connection, int) {
    connection.receive_request();
    connection.send("HTTP/1.1 200 OK\r\n");
    auto const line = "X-More: " + std::string(8000, 'x') + "\r\n";
    while (connection.send(line)) continue;
  });

  EXPECT_FALSE(post(server.url()));
}

TEST_F(ClientTest, a_redirect_is_an_answer_and_is_not_followed) {
  RawServer server([](RawConnection& connection, int) {
    connection.receive_request();
    connection.send("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
  });

  auto const response = post(server.url());

  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 302);
}

TEST_F(ClientTest, a_server_without_tls_is_not_talked_to_over_https) {
  RawServer server([](RawConnection& connection, int) {
    connection.receive(1);
    connection.send("HTTP/1.1 400 Bad Request\r\n\r\n");
  });
  auto url = server.url();
  url.replace(0, 4, "https");

  EXPECT_EQ(post(url).error().kind, Kind::not_sent);
}

TEST_F(ClientTest, many_requests_at_once_are_all_answered_over_few_connections) {
  Router router;
  router.add("POST", "/",
             [](Request request, Respond respond) { respond(text_response(200, request.body)); });
  Server server({.threads = 1}, std::move(router));
  server.start();
  auto const url = "http://127.0.0.1:" + std::to_string(server.port()) + "/";
  Client few({.connections_per_host = 3});
  few.start();
  std::vector<std::future<ClientResult>> answers;

  for (int i = 0; i < 500; ++i) {
    auto promise = std::make_shared<std::promise<ClientResult>>();
    answers.push_back(promise->get_future());
    few.send({.url = url, .body = std::to_string(i)},
             [promise](ClientResult result) { promise->set_value(std::move(result)); });
  }

  for (int i = 0; i < 500; ++i) {
    auto const answer = answers[static_cast<std::size_t>(i)].get();
    ASSERT_TRUE(answer) << answer.error().reason;
    EXPECT_EQ(answer->body, std::to_string(i));
  }
}

TEST_F(ClientTest, stopping_ends_what_is_on_its_way_and_refuses_what_comes_later) {
  std::promise<void> arrived;
  std::promise<void> over;
  RawServer server([&](RawConnection& connection, int) {
    connection.receive_request();
    arrived.set_value();
    over.get_future().wait();
  });
  std::promise<ClientResult> ended;
  client.send({.url = server.url()}, [&](ClientResult result) { ended.set_value(std::move(result)); });
  arrived.get_future().wait();

  client.stop();
  over.set_value();

  EXPECT_EQ(ended.get_future().get().error().kind, Kind::answer_lost);
  EXPECT_EQ(post(server.url()).error().kind, Kind::not_sent);
}

TEST_F(ClientTest, a_client_that_never_started_tells_so_when_it_stops) {
  Client idle;
  std::promise<ClientResult> ended;
  idle.send({.url = "http://127.0.0.1:1/"}, [&](ClientResult result) { ended.set_value(std::move(result)); });

  idle.stop();

  EXPECT_EQ(ended.get_future().get().error().kind, Kind::not_sent);
}

TEST_F(ClientTest, a_callback_that_throws_harms_nobody_else) {
  RawServer server([](RawConnection& connection, int) {
    connection.receive_request();
    connection.send(std::string(kFine.substr(0, 17)) + "Connection: close\r\n" +
                    std::string(kFine.substr(17)));
  });
  client.send({.url = server.url()}, [](ClientResult const&) { throw std::runtime_error("broken"); });

  EXPECT_TRUE(post(server.url()));
}

}  // namespace
}  // namespace pb::http
