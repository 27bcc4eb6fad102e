#include "harness/webhook_load.h"

#include <fmt/format.h>
#include <unistd.h>

#include <stdexcept>

namespace pb::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr auto kLookAgain = std::chrono::milliseconds(1);

bool answers_chat(std::string_view method) {
  return method == "sendMessage" || method == "editMessageText";
}

}  // namespace

struct WebhookLoad::Slot {
  std::size_t index = 0;
  int socket = -1;
  std::string request;
  std::atomic<std::int64_t> chat = 0;  // that the slot waits for; 0 once it has been answered
  std::atomic<int> remaining = 0;      // of the two: the webhook's 200 and the chat's answer
  Steady::time_point sent;
  std::vector<std::uint32_t> latencies_us;
};

WebhookLoad::WebhookLoad(LoadOptions options) : options_(std::move(options)) {
  for (std::size_t index = 0; index < options_.slots; ++index) {
    slots_.push_back(std::make_unique<Slot>());
    slots_.back()->index = index;
  }
}

WebhookLoad::~WebhookLoad() = default;

void WebhookLoad::assign(std::int64_t chat, std::size_t slot) {
  if (slot_of_chat_.empty()) first_chat_ = chat;
  auto const index = static_cast<std::size_t>(chat - first_chat_);
  if (slot_of_chat_.size() <= index) slot_of_chat_.resize(index + 1);
  slot_of_chat_[index] = static_cast<std::uint32_t>(slot);
}

void WebhookLoad::saw(BotApiStandIn::Call const& call) {
  if (!answers_chat(call.method) || call.chat_id < first_chat_) return;
  auto const index = static_cast<std::size_t>(call.chat_id - first_chat_);
  if (index >= slot_of_chat_.size()) return;
  auto& slot = *slots_[slot_of_chat_[index]];
  auto expected = call.chat_id;
  if (!slot.chat.compare_exchange_strong(expected, 0)) return;  // an answer nobody waits for any more
  auto const waited = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - slot.sent);
  slot.latencies_us.push_back(static_cast<std::uint32_t>(waited.count()));
  ++answered_;
  half_done(slot);
}

void WebhookLoad::half_done(Slot& slot) {
  if (--slot.remaining == 0) advance(slot);
}

void WebhookLoad::advance(Slot& slot) {
  auto const update = next_(slot.index);
  if (update.json.empty()) {
    --active_;
    return;
  }
  slot.request = fmt::format(
      "POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      "X-Telegram-Bot-Api-Secret-Token: {}\r\nContent-Length: {}\r\n\r\n{}",
      options_.path, options_.secret, update.json.size(), update.json);
  slot.remaining = 2;
  slot.sent = Steady::now();
  slot.chat = update.chat;
  send_all(slot.socket, slot.request);
}

void WebhookLoad::answered_by_webhook(int socket, HttpFrame const& frame) {
  auto& slot = *by_socket_.at(socket);
  if (frame.first_line.find(" 200 ") != std::string_view::npos) return half_done(slot);
  ++refused_;
  send_all(slot.socket, slot.request);
}

void WebhookLoad::connect_all() {
  for (unsigned index = 0; index < options_.threads; ++index) {
    loops_.push_back(std::make_unique<EventLoop>(
        [this](int socket, HttpFrame const& frame) { answered_by_webhook(socket, frame); }, [](int) {}));
  }
  for (auto& slot : slots_) {
    slot->socket = connect_to(options_.port);
    if (slot->socket < 0) throw std::runtime_error("cannot connect to the webhook");
    slot->latencies_us.clear();
    by_socket_.emplace(slot->socket, slot.get());
    loops_[slot->index % options_.threads]->add_connection(slot->socket);
  }
}

auto WebhookLoad::run(Next next) -> LoadResult {
  next_ = std::move(next);
  refused_ = 0;
  active_ = slots_.size();
  connect_all();

  LoadResult result;
  auto const started = Steady::now();
  {
    std::vector<std::jthread> threads;
    for (auto& loop : loops_) threads.emplace_back([&loop](std::stop_token const& stop) { loop->run(stop); });
    for (auto& slot : slots_) advance(*slot);
    wait_for_the_end(result);
    result.elapsed = Steady::now() - started;
  }
  loops_.clear();
  by_socket_.clear();
  result.refused = refused_;
  for (auto& slot : slots_) {
    slot->chat = 0;
    result.latencies_us.insert(result.latencies_us.end(), slot->latencies_us.begin(),
                               slot->latencies_us.end());
  }
  return result;
}

void WebhookLoad::wait_for_the_end(LoadResult& result) {
  auto moved = Steady::now();
  for (auto before = answered_.load(); active_ != 0 && Steady::now() - moved < kPatience;) {
    std::this_thread::sleep_for(kLookAgain);
    if (auto const now = answered_.load(); now != before) {
      before = now;
      moved = Steady::now();
    }
  }
  result.finished = active_ == 0;
}

}  // namespace pb::bench
