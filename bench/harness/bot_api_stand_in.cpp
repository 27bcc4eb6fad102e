#include "harness/bot_api_stand_in.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "harness/event_loop.h"

namespace pb::bench {
namespace {

constexpr std::string_view kMe =
    R"({"ok":true,"result":{"id":1,"is_bot":true,"first_name":"Stand-in","username":"stand_in_bot"}})";
constexpr std::string_view kNoUpdates = R"({"ok":true,"result":[]})";
constexpr std::string_view kDone = R"({"ok":true,"result":true})";

// The method of "POST /bot123:token/sendMessage HTTP/1.1".
auto method_of(std::string_view first_line) -> std::string_view {
  auto path = first_line.substr(first_line.find(' ') + 1);
  path = path.substr(0, path.find_first_of(" ?"));
  return path.substr(path.rfind('/') + 1);
}

// Looks for the field instead of parsing: the stand-in must not be what is measured.
auto chat_of(std::string_view body) -> std::int64_t {
  constexpr std::string_view kField = "\"chat_id\":";
  auto const at = body.find(kField);
  if (at == std::string_view::npos) return 0;
  auto rest = body.substr(at + kField.size());
  while (!rest.empty() && (rest.front() == ' ' || rest.front() == '"')) rest.remove_prefix(1);
  std::int64_t chat = 0;
  std::from_chars(rest.data(), rest.data() + rest.size(), chat);
  return chat;
}

bool answers_with_message(std::string_view method) {
  constexpr std::array kMethods{"sendMessage", "editMessageText", "sendDocument", "sendPhoto"};
  return std::ranges::find(kMethods, method) != kMethods.end();
}

}  // namespace

BotApiStandIn::BotApiStandIn(OnCall on_call, unsigned threads) : on_call_(std::move(on_call)) {
  for (unsigned index = 0; index < threads; ++index) {
    int const listener = listen_on(port_);
    port_ = port_of(listener);
    threads_.emplace_back([this, listener](std::stop_token const& stop) { serve(listener, stop); });
  }
}

BotApiStandIn::~BotApiStandIn() = default;

auto BotApiStandIn::url() const -> std::string {
  return fmt::format("http://127.0.0.1:{}", port_);
}

void BotApiStandIn::serve(int listener, std::stop_token const& stop) {
  EventLoop loop(
      [&](int socket, HttpFrame const& frame) {
        Call const call{method_of(frame.first_line), chat_of(frame.body), frame.body};
        ++calls_;
        on_call_(call);
        send_all(socket, answer(call));
      },
      [](int) {});
  loop.add_listener(listener);
  loop.run(stop);
}

auto BotApiStandIn::answer(Call const& call) -> std::string {
  auto body = std::string(kDone);
  if (call.method == "getMe") {
    body = kMe;
  } else if (call.method == "getUpdates") {
    body = kNoUpdates;
  } else if (answers_with_message(call.method)) {
    body = fmt::format(
        R"({{"ok":true,"result":{{"message_id":{},"date":1,"chat":{{"id":{},"type":"private"}},"text":"-"}}}})",
        next_message_id_++, call.chat_id);
  }
  return fmt::format("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                     body.size(), body);
}

}  // namespace pb::bench
