#include "telegram/poller.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <latch>

#include "base/log.h"
#include "telegram/decode.h"

namespace pb::telegram {
namespace {

namespace json = boost::json;

constexpr std::chrono::milliseconds kShortestPause{250};
constexpr std::chrono::milliseconds kLongestPause{30'000};
constexpr std::chrono::milliseconds kNotOurTurn{1'000};

}  // namespace

Poller::Poller(Client& client, UpdateSink sink, PollerOptions options)
    : client_(client), sink_(std::move(sink)), options_(std::move(options)) {}

Poller::~Poller() {
  stop();
}

void Poller::start() {
  thread_ = std::thread([this] { run(); });
}

void Poller::stop() {
  stopping_ = true;
  {
    std::scoped_lock const lock(mutex_);
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Poller::pause(std::chrono::milliseconds length) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, length, [this] { return stopping_.load(); });
}

void Poller::run() {
  std::int64_t offset = 0;
  auto trouble = kShortestPause;
  while (!stopping_) {
    if (!options_.may_poll()) {
      offset = 0;  // another node may have confirmed since
      pause(kNotOurTurn);
    } else if (poll(offset)) {
      trouble = kShortestPause;
    } else {
      pause(trouble);
      trouble = std::min(trouble * 2, kLongestPause);
    }
  }
}

auto Poller::poll(std::int64_t& offset) -> bool {
  auto const body = fmt::format(
      R"({{"offset":{},"limit":{},"timeout":{},"allowed_updates":["message","callback_query","my_chat_member"]}})",
      offset, options_.batch, options_.wait.count());
  // A call of its own thread would outlive stop(): the wait is cut short from here.
  struct Waiting {
    std::mutex mutex;
    std::condition_variable done;
    std::optional<Reply> reply;
  };
  auto const waiting = std::make_shared<Waiting>();
  client_.call(
      "getUpdates", body,
      [waiting](Reply reply) {
        std::scoped_lock const lock(waiting->mutex);
        waiting->reply = std::move(reply);
        waiting->done.notify_all();
      },
      options_.wait + std::chrono::seconds(10));
  std::unique_lock lock(waiting->mutex);
  while (!waiting->reply && !stopping_) waiting->done.wait_for(lock, std::chrono::milliseconds(100));
  if (!waiting->reply) return true;
  auto const reply = std::move(*waiting->reply);
  lock.unlock();
  if (reply.kind != ReplyKind::ok) {
    log::warn("telegram.poll_failed", {{"reason", reply.description}});
    if (reply.retry_after.count() > 0) pause(reply.retry_after);
    return false;
  }
  return hand_over(reply.result, offset);
}

auto Poller::hand_over(std::string const& result, std::int64_t& offset) -> bool {
  boost::system::error_code problem;
  auto const value = json::parse(result, problem);
  auto const* const updates = value.if_array();
  if (problem || updates == nullptr) {
    log::warn("telegram.updates_unreadable", {{"bytes", result.size()}});
    return false;
  }
  if (updates->empty()) return true;
  std::latch all(static_cast<std::ptrdiff_t>(updates->size()));
  std::atomic<bool> kept = true;
  std::int64_t last = offset;
  for (auto const& item : *updates) {
    auto update = decode_update(item);
    if (!update) {
      log::warn("telegram.update_unreadable");
      all.count_down();
      continue;
    }
    last = update->update_id + 1;
    sink_(std::move(*update), [&](Taken taken) {
      if (taken == Taken::not_now) kept = false;
      all.count_down();
    });
  }
  all.wait();
  // The whole batch comes again; what was kept of it is found in the inbox.
  if (!kept) return false;
  offset = last;
  return true;
}

}  // namespace pb::telegram
