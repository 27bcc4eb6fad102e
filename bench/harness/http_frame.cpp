#include "harness/http_frame.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <charconv>

namespace pb::bench {
namespace {

constexpr std::size_t kReadBytes = 64u * 1024;

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

auto content_length(std::string_view head) -> std::size_t {
  constexpr std::string_view kName = "content-length:";
  for (std::size_t at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
    auto line = head.substr(at + 2);
    if (!equal_ignoring_case(line.substr(0, kName.size()), kName)) continue;
    line.remove_prefix(kName.size());
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    std::size_t length = 0;
    std::from_chars(line.data(), line.data() + line.size(), length);
    return length;
  }
  return 0;
}

}  // namespace

auto take_http_frame(std::string_view buffer) -> std::optional<HttpFrame> {
  auto const end_of_head = buffer.find("\r\n\r\n");
  if (end_of_head == std::string_view::npos) return std::nullopt;
  auto const head = buffer.substr(0, end_of_head);
  auto const body_at = end_of_head + 4;
  auto const length = content_length(head);
  if (buffer.size() - body_at < length) return std::nullopt;
  return HttpFrame{head.substr(0, head.find("\r\n")), buffer.substr(body_at, length), body_at + length};
}

bool ReceiveBuffer::fill(int socket) {
  for (;;) {
    auto const before = bytes_.size();
    bytes_.resize(before + kReadBytes);
    auto const got = ::recv(socket, bytes_.data() + before, kReadBytes, MSG_DONTWAIT);
    bytes_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got == 0) return false;
    if (got < 0) return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    if (static_cast<std::size_t>(got) < kReadBytes) return true;
  }
}

void ReceiveBuffer::consume(std::size_t count) {
  start_ += count;
  if (start_ == bytes_.size()) {
    bytes_.clear();
    start_ = 0;
  }
}

}  // namespace pb::bench
