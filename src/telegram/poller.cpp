#include "telegram/poller.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <boost/json.hpp>
#include <charconv>
#include <condition_variable>
#include <latch>
#include <limits>
#include <mutex>

#include "base/log.h"
#include "telegram/api.h"
#include "telegram/decode.h"

namespace pb::telegram {
namespace {

namespace json = boost::json;

constexpr std::size_t kDepthLimit = 128;
constexpr std::chrono::milliseconds kLongestPause{30'000};
constexpr std::chrono::milliseconds kNotOurTurn{1'000};

// A batch in the hands of the sink.
struct Batch {
  explicit Batch(std::size_t size) : open(static_cast<std::ptrdiff_t>(size)) {}
  void end(Taken taken) {
    if (taken == Taken::not_now) kept = false;
    open.count_down();
  }

  std::latch open;
  std::atomic<bool> kept = true;
};

// Tells what became of one update, once. Dropped untold, the update comes again.
class Told {
 public:
  explicit Told(std::shared_ptr<Batch> batch) : batch_(std::move(batch)) {}
  Told(Told&&) noexcept = default;
  Told& operator=(Told&&) = delete;
  ~Told() {
    if (batch_) batch_->end(Taken::not_now);
  }
  void operator()(Taken taken) {
    if (batch_) std::exchange(batch_, nullptr)->end(taken);
  }

 private:
  std::shared_ptr<Batch> batch_;
};

void pause(std::stop_token const& stop, std::chrono::milliseconds length) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, stop, length, [] { return false; });
}

auto after(std::int64_t id) -> std::int64_t {
  return std::min(id, std::numeric_limits<std::int64_t>::max() - 1) + 1;
}

// The id of an update in a text that is not JSON.
auto find_update_id(std::string_view text) -> std::optional<std::int64_t> {
  constexpr std::string_view kName = "\"update_id\"";
  auto const at = text.find(kName);
  if (at == std::string_view::npos) return std::nullopt;
  text.remove_prefix(at + kName.size());
  text.remove_prefix(std::min(text.find_first_not_of(" :\t\r\n"), text.size()));
  std::int64_t id = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), id);
  return problem == std::errc{} ? std::optional(id) : std::nullopt;
}

}  // namespace

Poller::Poller(Client& client, UpdateSink sink, PollerOptions options)
    : client_(client), sink_(std::move(sink)), options_(std::move(options)), batch_(options_.batch) {}

Poller::~Poller() {
  stop();
}

void Poller::start() {
  thread_ = std::jthread([this](std::stop_token const& stop) { run(stop); });
}

void Poller::stop() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void Poller::run(std::stop_token const& stop) {
  auto trouble = options_.shortest_pause;
  while (!stop.stop_requested()) {
    if (!options_.may_poll()) {
      offset_ = 0;  // another node may have confirmed since
      pause(stop, kNotOurTurn);
    } else if (poll(stop)) {
      trouble = options_.shortest_pause;
    } else {
      pause(stop, trouble);
      trouble = std::min(trouble * 2, kLongestPause);
    }
  }
}

auto Poller::poll(std::stop_token const& stop) -> bool {
  auto const reply = ask(stop);
  if (!reply) return true;
  if (reply->kind != ReplyKind::ok) return note_trouble(stop, *reply);
  batch_ = options_.batch;
  return hand_over(reply->result);
}

// Nothing when the poller stops first: the call outlives it, and what it brings comes again.
auto Poller::ask(std::stop_token const& stop) -> std::optional<Reply> {
  struct Waiting {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::optional<Reply> reply;
  };
  auto const waiting = std::make_shared<Waiting>();
  client_.call(
      "getUpdates",
      fmt::format(R"({{"offset":{},"limit":{},"timeout":{},"allowed_updates":{}}})", offset_, batch_,
                  options_.wait.count(), kAllowedUpdates),
      [waiting](Reply reply) {
        {
          std::scoped_lock const lock(waiting->mutex);
          waiting->reply = std::move(reply);
        }
        waiting->changed.notify_all();
      },
      options_.wait + std::chrono::seconds(10));
  std::unique_lock lock(waiting->mutex);
  waiting->changed.wait(lock, stop, [&] { return waiting->reply.has_value(); });
  return std::move(waiting->reply);
}

auto Poller::note_trouble(std::stop_token const& stop, Reply const& reply) -> bool {
  if (reply.kind == ReplyKind::unauthorized) {
    log::error("telegram.token_refused", {{"reason", reply.description}});
  } else {
    log::warn("telegram.poll_failed", {{"reason", reply.description}});
  }
  if (reply.retry_after.count() > 0) pause(stop, reply.retry_after);
  if (reply.kind == ReplyKind::answer_lost) {
    // Too much for one answer, or one of the batch spoils it: ask for less, down to the one in the way.
    if (batch_ == 1) pass_over(reply.result);
    batch_ = std::max(1, batch_ / 2);
  }
  return false;
}

void Poller::pass_over(std::string const& unreadable) {
  auto const id = find_update_id(unreadable);
  if (!id) return;
  log::error("telegram.update_passed_over", {{"update", *id}, {"bytes", unreadable.size()}});
  offset_ = after(*id);
}

auto Poller::hand_over(std::string const& result) -> bool {
  json::parse_options options;
  options.max_depth = kDepthLimit;
  boost::system::error_code problem;
  auto const value = json::parse(result, problem, {}, options);
  auto const* const updates = problem ? nullptr : value.if_array();
  if (updates == nullptr) {
    log::warn("telegram.updates_unreadable", {{"bytes", result.size()}});
    return false;
  }
  if (updates->empty()) {
    offset_ = 0;  // the last batch is confirmed
    return true;
  }
  auto const batch = std::make_shared<Batch>(updates->size());
  std::int64_t next = 0;
  for (auto const& item : *updates) {
    Told told(batch);
    auto update = decode_update(item);
    if (!update) {
      // Ids ascend: one that cannot be read is at least the next, and whatever waits behind is greater.
      next = std::max(next, offset_);
      if (next > 0) next = after(next);
      log::error("telegram.update_unreadable");
      told(Taken::kept);
      continue;
    }
    next = std::max(next, after(update->update_id));
    try {
      sink_(std::move(*update), std::move(told));
    } catch (std::exception const& reason) {
      log::error("telegram.update_not_taken", {{"reason", reason.what()}});
    }
  }
  batch->open.wait();
  // The whole batch comes again; what was kept of it is found in the inbox.
  if (!batch->kept || next == 0) return false;
  offset_ = next;
  return true;
}

}  // namespace pb::telegram
