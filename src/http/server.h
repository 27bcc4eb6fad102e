#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "base/lifecycle.h"
#include "http/router.h"

namespace pb::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any free port
  unsigned threads = 2;    // one io_context each, sharing the port
  std::size_t body_limit_bytes = 25u * 1024 * 1024;
  std::size_t header_limit_bytes = 16u * 1024;
  std::size_t connection_limit = 20'000;
  std::chrono::milliseconds read_timeout{15'000};   // for the whole of one request
  std::chrono::milliseconds write_timeout{15'000};  // without any progress of a response
  std::chrono::milliseconds idle_timeout{75'000};   // between requests
  std::chrono::milliseconds drain_timeout{5'000};   // stop(): how long running requests may still take
};

// HTTP/1.1 server on Boost.Beast: kept connections, pipelining, Expect: 100-continue, and a limit on
// everything a peer can make grow. Too much is answered (413, 431) and cut off, too slow is cut off. start()
// throws std::system_error when the port is taken.
class Server final : public Service {
 public:
  Server(ServerOptions options, Router router);
  ~Server() override;
  void start() override;
  void stop() override;
  // The port in use; valid after start().
  [[nodiscard]] std::uint16_t port() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pb::http
