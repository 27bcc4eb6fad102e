#include "http/server.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <condition_variable>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>
#include <tuple>

#include "base/log.h"
#include "http/answer.h"
#include "http/connection.h"
#include "http/target.h"

namespace pb::http {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;
using net::ip::tcp;
using ReusePort = net::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

// How long a refused peer may go on sending before the connection is cut.
constexpr std::chrono::seconds kLinger{3};

auto to_request(WireRequest& message, std::string const& remote) -> std::optional<Request> {
  auto target = parse_target({message.target().data(), message.target().size()});
  if (!target) return std::nullopt;
  Request request;
  request.method = std::string(message.method_string());
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  for (auto const& field : message) request.headers.emplace_back(field.name_string(), field.value());
  request.body = std::move(message.body());
  request.remote_address = remote;
  return request;
}

auto to_message(Response response, unsigned version, bool keep_alive) -> bhttp::response<bhttp::string_body> {
  bhttp::response<bhttp::string_body> message(static_cast<bhttp::status>(response.status), version);
  for (auto const& [name, value] : response.headers) {
    if (is_sound_header(value)) message.insert(name, value);
  }
  message.keep_alive(keep_alive);
  message.body() = std::move(response.body);
  message.prepare_payload();
  return message;
}

auto wants_socket(WireRequest const& message) -> bool {
  return beast::websocket::is_upgrade(message);
}

}  // namespace

auto is_sound_header(std::string_view value) -> bool {
  return value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

struct Server::Impl {
  // One thread with its own io_context, acceptor and connections.
  struct Loop {
    net::io_context context{1};
    std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>(context);
    std::optional<tcp::acceptor> acceptor;
    std::set<Connection*> idle;  // waiting for a request; closed at once when the server stops
    OpenOutlets outlets;
    std::thread thread;
  };

  ServerOptions options;
  Router router;
  std::vector<std::unique_ptr<Loop>> loops;
  std::atomic<std::size_t> connections = 0;
  std::atomic<bool> stopping = false;
  std::mutex mutex;
  std::condition_variable drained;
  std::uint16_t port = 0;
  bool running = false;

  Impl(ServerOptions options_, Router router_) : options(std::move(options_)), router(std::move(router_)) {}

  // Sockets that share a port would share it with another program's too: one that does not share asks first.
  void require_free_port() {
    tcp::endpoint const endpoint(net::ip::make_address(options.address), port);
    net::io_context context;
    tcp::acceptor probe(context, endpoint.protocol());
    probe.set_option(net::socket_base::reuse_address(true));
    probe.bind(endpoint);
  }

  void listen(Loop& loop) {
    if (loops.front().get() == &loop) require_free_port();
    tcp::endpoint const endpoint(net::ip::make_address(options.address), port);
    loop.acceptor.emplace(loop.context);
    loop.acceptor->open(endpoint.protocol());
    loop.acceptor->set_option(net::socket_base::reuse_address(true));
    if (options.threads > 1) loop.acceptor->set_option(ReusePort(true));
    loop.acceptor->bind(endpoint);
    loop.acceptor->listen(net::socket_base::max_listen_connections);
    port = loop.acceptor->local_endpoint().port();
  }

  auto accept(Loop& loop) -> net::awaitable<void> {
    while (!stopping) {
      boost::system::error_code problem;
      net::basic_stream_socket<tcp, net::io_context::executor_type> socket(loop.context);
      co_await loop.acceptor->async_accept(socket, net::redirect_error(net::use_awaitable, problem));
      if (problem == net::error::operation_aborted) co_return;
      if (problem) {  // out of descriptors: leave the others time to finish
        Timer pause(loop.context, std::chrono::milliseconds(50));
        co_await pause.async_wait(net::redirect_error(net::use_awaitable, problem));
        continue;
      }
      if (connections >= options.connection_limit) continue;  // closes the socket
      ++connections;
      std::ignore = socket.set_option(tcp::no_delay(true), problem);
      net::co_spawn(loop.context, serve(loop, Connection(std::move(socket))),
                    [this](std::exception_ptr const& reason) {
                      if (reason) log::error("http.connection_failed");
                      std::scoped_lock const lock(mutex);
                      if (--connections == 0) drained.notify_all();
                    });
    }
  }

  auto serve(Loop& loop, Connection stream) -> net::awaitable<void> {
    boost::system::error_code problem;
    auto const endpoint = stream.socket().remote_endpoint(problem);
    auto const remote = problem ? std::string() : endpoint.address().to_string();
    beast::flat_buffer buffer;
    bool keep_alive = true;
    while (keep_alive && !stopping) {
      // Nothing of a next request yet: this wait may be long, and may be cut short.
      if (buffer.size() == 0 && !co_await wait_for_request(loop, stream, buffer)) break;
      bhttp::request_parser<bhttp::string_body> parser;
      problem = co_await read_request(stream, buffer, parser);
      if (problem) {
        auto const refusal = refusal_for(problem);
        if (refusal) co_await refuse(loop, stream, *refusal);
        break;
      }
      auto message = parser.release();
      keep_alive = message.keep_alive();
      bool const head = message.method() == bhttp::verb::head;
      auto const version = message.version();
      auto request = to_request(message, remote);
      auto response = text_response(400, "The address is not valid\n");
      if (request) {
        auto const answer = std::make_shared<Answer>(loop.mailbox);
        ask(std::move(*request), answer);
        response = co_await answer->wait(loop.context);
      }
      if (response.status == 0) break;
      if (response.status == 101 && !wants_socket(message)) response = text_response(426, "WebSocket only\n");
      if (response.opening)
        co_return co_await open(loop, std::move(stream), std::move(message), std::move(response));
      auto reply = to_message(std::move(response), version, keep_alive && !stopping);
      if (head) reply.body().clear();
      if (co_await write(stream, reply)) break;
    }
    std::ignore = stream.socket().shutdown(tcp::socket::shutdown_send, problem);
  }

  static auto open(Loop& loop, Connection connection, WireRequest message, Response response)
      -> net::awaitable<void> {
    if (response.status == 101)
      return run_socket(std::move(connection), std::move(message), std::move(response.opening), loop.mailbox,
                        loop.outlets);
    return run_stream(std::move(connection), std::move(response), loop.mailbox, loop.outlets);
  }

  // False when none came.
  auto wait_for_request(Loop& loop, Connection& stream, beast::flat_buffer& buffer) -> net::awaitable<bool> {
    boost::system::error_code problem;
    loop.idle.insert(&stream);
    stream.expires_after(options.idle_timeout);
    auto const room = buffer.prepare(16 * 1024);
    auto const read = co_await stream.async_read_some(room, net::redirect_error(net::use_awaitable, problem));
    loop.idle.erase(&stream);
    buffer.commit(read);
    co_return !problem;
  }

  auto read_request(Connection& stream, beast::flat_buffer& buffer,
                    bhttp::request_parser<bhttp::string_body>& parser)
      -> net::awaitable<boost::system::error_code> {
    boost::system::error_code problem;
    parser.header_limit(static_cast<std::uint32_t>(options.header_limit_bytes));
    parser.body_limit(options.body_limit_bytes);
    stream.expires_after(options.read_timeout);
    co_await bhttp::async_read_header(stream, buffer, parser,
                                      net::redirect_error(net::use_awaitable, problem));
    if (problem || parser.is_done()) co_return problem;
    // Whoever sends a large body may wait to be told that we want it.
    if (buffer.size() == 0 && beast::iequals(parser.get()[bhttp::field::expect], "100-continue")) {
      bhttp::response<bhttp::empty_body> go_on(bhttp::status::continue_, parser.get().version());
      co_await bhttp::async_write(stream, go_on, net::redirect_error(net::use_awaitable, problem));
      if (problem) co_return problem;
    }
    co_await bhttp::async_read(stream, buffer, parser, net::redirect_error(net::use_awaitable, problem));
    co_return problem;
  }

  // A slow reader gets all of it, as long as it reads on.
  auto write(Connection& stream, bhttp::response<bhttp::string_body>& reply)
      -> net::awaitable<boost::system::error_code> {
    boost::system::error_code problem;
    bhttp::response_serializer<bhttp::string_body> serializer(reply);
    while (!problem && !serializer.is_done()) {
      stream.expires_after(options.write_timeout);
      co_await bhttp::async_write_some(stream, serializer, net::redirect_error(net::use_awaitable, problem));
    }
    co_return problem;
  }

  void ask(Request request, std::shared_ptr<Answer> const& answer) {
    auto const path = request.path;
    try {
      router.handle(std::move(request), OneAnswer(answer));
    } catch (std::exception const& reason) {
      log::error("http.handler_failed", {{"path", path}, {"reason", reason.what()}});
      answer->set(text_response(500, "Something went wrong; it has been logged\n"));
    }
  }

  static auto refusal_for(boost::system::error_code problem) -> std::optional<Response> {
    if (problem == bhttp::error::body_limit) return text_response(413, "The body is too large\n");
    if (problem == bhttp::error::header_limit || problem == bhttp::error::buffer_overflow) {
      return text_response(431, "The header is too large\n");
    }
    if (problem.category() == bhttp::make_error_code(bhttp::error::bad_method).category() &&
        problem != bhttp::error::end_of_stream && problem != bhttp::error::partial_message) {
      return text_response(400, "This is not HTTP\n");
    }
    return std::nullopt;
  }

  // Then reads on for a while: closing with bytes unread would take the refusal away from the peer.
  auto refuse(Loop& loop, Connection& stream, Response const& refusal) -> net::awaitable<void> {
    boost::system::error_code problem;
    auto reply = to_message(refusal, 11, false);
    if (co_await write(stream, reply)) co_return;
    std::ignore = stream.socket().shutdown(tcp::socket::shutdown_send, problem);
    loop.idle.insert(&stream);
    stream.expires_after(kLinger);
    std::vector<char> unwanted(64u * 1024);
    while (!problem && !stopping) {
      co_await stream.async_read_some(net::buffer(unwanted),
                                      net::redirect_error(net::use_awaitable, problem));
    }
    loop.idle.erase(&stream);
  }

  void stop() {
    if (!std::exchange(running, false)) return;
    stopping = true;
    for (auto& loop : loops) {
      net::post(loop->context, [&loop = *loop] {
        boost::system::error_code ignored;
        std::ignore = loop.acceptor->close(ignored);
        for (auto* const stream : loop.idle) stream->cancel();
        for (auto* const outlet : loop.outlets) outlet->go_away();
      });
    }
    {
      std::unique_lock lock(mutex);
      drained.wait_for(lock, options.drain_timeout, [this] { return connections == 0; });
    }
    for (auto& loop : loops) loop->context.stop();
    for (auto& loop : loops) {
      loop->thread.join();
      loop->mailbox->close();  // answers that still come find nobody
    }
  }
};

Server::Server(ServerOptions options, Router router)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(router))) {}

Server::~Server() {
  stop();
}

void Server::start() {
  impl_->port = impl_->options.port;
  auto const threads = std::max(impl_->options.threads, 1u);
  try {
    for (unsigned index = 0; index < threads; ++index) {
      impl_->loops.push_back(std::make_unique<Impl::Loop>());
      impl_->listen(*impl_->loops.back());
    }
  } catch (boost::system::system_error const& problem) {
    impl_->loops.clear();
    throw std::system_error(problem.code(), "cannot listen on " + impl_->options.address + ":" +
                                                std::to_string(impl_->options.port));
  }
  impl_->running = true;
  for (auto& loop : impl_->loops) {
    net::co_spawn(loop->context, impl_->accept(*loop), net::detached);
    loop->thread = std::thread([&loop = *loop] { loop.context.run(); });
  }
}

void Server::stop() {
  impl_->stop();
}

std::uint16_t Server::port() const {
  return impl_->port;
}

}  // namespace pb::http
