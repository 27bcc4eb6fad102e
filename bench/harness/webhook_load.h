#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "harness/bot_api_stand_in.h"
#include "harness/event_loop.h"

namespace pb::bench {

// One update for a webhook, and the chat whose answer it waits for.
struct LoadUpdate {
  std::int64_t chat = 0;
  std::string json;
};

struct LoadOptions {
  std::uint16_t port = 0;
  std::string path = "/telegram/webhook";
  std::string secret;
  std::size_t slots = 256;  // updates under way at once, each on a connection of its own
  unsigned threads = 1;
};

struct LoadResult {
  std::vector<std::uint32_t> latencies_us;  // from sending an update to its answer at the Bot API
  std::chrono::nanoseconds elapsed{};
  std::uint64_t refused = 0;  // webhook answers other than 200; they are sent again
  bool finished = false;      // false: nothing moved for `kPatience`
};

// Plays Telegram's side of a webhook: each slot sends an update, waits until the webhook has said 200 and the
// bot has answered the chat by the Bot API, and takes its next update.
class WebhookLoad {
 public:
  static constexpr std::chrono::seconds kPatience{20};

  // `next(slot)` gives the slot's next update, an empty json when it has done all. Called by one thread at a
  // time per slot. A slot's chat must belong to that slot alone.
  using Next = std::function<LoadUpdate(std::size_t slot)>;
  explicit WebhookLoad(LoadOptions options);
  ~WebhookLoad();

  // What the stand-in has to be told about: answers to chats.
  void saw(BotApiStandIn::Call const& call);
  // Which slot a chat belongs to; set before run().
  void assign(std::int64_t chat, std::size_t slot);

  // Connects, plays until every slot has done all, and disconnects. May be repeated.
  auto run(Next next) -> LoadResult;

 private:
  struct Slot;
  void advance(Slot& slot);
  void connect_all();
  void wait_for_the_end(LoadResult& result);
  void half_done(Slot& slot);
  void answered_by_webhook(int socket, HttpFrame const& frame);

  LoadOptions options_;
  Next next_;
  std::vector<std::unique_ptr<Slot>> slots_;
  std::int64_t first_chat_ = 0;
  std::vector<std::uint32_t> slot_of_chat_;  // by chat - first_chat_
  std::unordered_map<int, Slot*> by_socket_;
  std::vector<std::unique_ptr<EventLoop>> loops_;
  std::atomic<std::size_t> active_ = 0;
  std::atomic<std::uint64_t> answered_ = 0;
  std::atomic<std::uint64_t> refused_ = 0;
};

}  // namespace pb::bench
