#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pb::bench {

// One HTTP/1.1 message at the start of a buffer: enough of the protocol for two programs of ours that talk
// over loopback with Content-Length, and nothing more.
struct HttpFrame {
  std::string_view first_line;  // "POST /path HTTP/1.1" or "HTTP/1.1 200 OK"
  std::string_view body;
  std::size_t size = 0;  // bytes of the whole message
};

// Nothing until the whole message is in the buffer.
auto take_http_frame(std::string_view buffer) -> std::optional<HttpFrame>;

// Bytes received on a connection and not consumed yet.
class ReceiveBuffer {
 public:
  // Reads what the socket has. False when the other side closed or the connection broke.
  bool fill(int socket);
  [[nodiscard]] auto view() const -> std::string_view { return std::string_view(bytes_).substr(start_); }
  void consume(std::size_t count);

 private:
  std::string bytes_;
  std::size_t start_ = 0;
};

}  // namespace pb::bench
