#include "traffic.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>

#include "harness/event_loop.h"
#include "harness/http_frame.h"
#include "harness/server.h"

namespace pb::crash {
namespace {

constexpr auto kBeforeSendingAgain = std::chrono::milliseconds(20);
constexpr std::size_t kReadBytes = 4096;

class Connection {
 public:
  explicit Connection(std::uint16_t port) : socket_(bench::connect_to(port)) {}
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;
  ~Connection() {
    if (socket_ >= 0) ::close(socket_);
  }

  // The status of the answer; 0 when the connection broke before it was whole.
  auto post(std::string const& json) -> int {
    auto const request = fmt::format(
        "POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "X-Telegram-Bot-Api-Secret-Token: {}\r\nContent-Length: {}\r\n\r\n{}",
        bench::kWebhookPath, bench::kWebhookSecret, json.size(), json);
    if (socket_ < 0 || !bench::send_all(socket_, request)) return 0;
    for (;;) {
      if (auto const frame = bench::take_http_frame(received_)) {
        bool const taken = frame->first_line.find(" 200 ") != std::string_view::npos;
        received_.erase(0, frame->size);
        return taken ? 200 : 503;
      }
      char bytes[kReadBytes];
      auto const got = ::recv(socket_, bytes, sizeof bytes, 0);
      if (got <= 0) return 0;
      received_.append(bytes, static_cast<std::size_t>(got));
    }
  }

 private:
  int socket_;
  std::string received_;
};

}  // namespace

Traffic::Traffic(Ledger& ledger, std::size_t lanes, Options options)
    : ledger_(ledger), options_(options), options_more_(options.more) {
  for (std::size_t lane = 0; lane < lanes; ++lane) threads_.emplace_back([this, lane] { play(lane); });
}

void Traffic::play(std::size_t lane) {
  while (!play_connection(lane) && options_.when_broken == WhenBroken::reconnect) {
    std::this_thread::sleep_for(kBeforeSendingAgain);
  }
}

// True when there is nothing left to send, false when the connection broke.
bool Traffic::play_connection(std::size_t lane) {
  Connection connection(options_.port);
  while (auto const step = ledger_.take(lane, options_more_)) {
    auto const status = connection.post(step->json);
    if (status == 0) return false;
    if (status == 200) {
      ledger_.confirm(lane, *step);
    } else {
      ledger_.refused();
      std::this_thread::sleep_for(kBeforeSendingAgain);
    }
  }
  return true;
}

}  // namespace pb::crash
