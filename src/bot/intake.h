#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

#include "base/clock.h"
#include "bot/conversation.h"
#include "sql/database.h"
#include "telegram/client.h"
#include "telegram/update_sink.h"

namespace pb::bot {

// Takes updates in: each has its effect once, those of one conversation in order, different ones in parallel.
// An update is kept when its inbox row and all its effects are committed together; one that cannot be handled
// is noted, logged and answered politely. Thread-safe.
class Intake {
 public:
  using Done = std::move_only_function<void(telegram::Taken)>;

  Intake(sql::Database& database, Clock const& clock, telegram::Client& client, Surroundings surroundings,
         std::int64_t bot_id);
  // Waits for the updates in hand; nothing is to be accepted any more.
  ~Intake();
  Intake(Intake const&) = delete;
  Intake& operator=(Intake const&) = delete;

  void accept(telegram::Update update, Done done);

 private:
  struct Waiting {
    telegram::Update update;
    Done done;
  };
  struct Task;

  void begin(Waiting waiting);
  void finish(std::shared_ptr<Task> const& task, std::exception_ptr const& reason);
  void note_failure(std::shared_ptr<Task> const& task, std::exception_ptr const& reason);
  void conclude(Task& task, telegram::Taken taken);
  auto next_after(telegram::Update const& update) -> std::optional<Waiting>;
  bool first_answer_to(std::int64_t update_id);
  void acknowledge(Task const& task, CallbackAnswer const& answer);

  sql::Database& database_;
  Clock const& clock_;
  telegram::Client& client_;
  Surroundings surroundings_;
  std::int64_t bot_id_;
  std::mutex mutex_;
  std::condition_variable all_done_;
  std::size_t in_hand_ = 0;
  std::unordered_set<std::int64_t> answered_;  // updates whose button was answered, the latest
  std::deque<std::int64_t> answered_in_order_;
  std::unordered_map<std::int64_t, std::deque<Waiting>>
      busy_;  // conversations with an update under way, and the next
};

}  // namespace pb::bot
