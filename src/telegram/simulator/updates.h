#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pb::telegram::simulator {

// Something that happened, on its way to the bot. Updates of one chat are delivered in order.
struct Update {
  std::int64_t id = 0;
  std::int64_t chat_id = 0;
  std::string body;  // JSON of the whole Update object
};

// What waits for one bot until it says that it has it. Not thread-safe.
class UpdateQueue {
 public:
  UpdateQueue(std::int64_t first_id, std::size_t limit) : next_id_(first_id), limit_(limit) {}

  // `kind` is the member of Update ("message"), `payload` its JSON. Nothing when the bot did not ask for
  // such.
  auto push(std::string_view kind, std::int64_t chat_id, std::string_view payload) -> Update const*;
  // What getUpdates gives: forgets everything before a positive offset; a negative one counts from the end
  // and forgets the rest; 0, and one far beyond the newest id, confirm nothing.
  [[nodiscard]] auto take(std::int64_t offset, std::size_t limit) -> std::vector<Update>;
  void remove(std::int64_t id);
  void clear() { waiting_.clear(); }

  // The kinds the bot wants; empty: all but the rare ones.
  void allow(std::set<std::string, std::less<>> kinds) { allowed_ = std::move(kinds); }
  [[nodiscard]] auto allowed() const -> std::set<std::string, std::less<>> const& { return allowed_; }
  // As at Telegram after a quiet week: nothing waits any more, and ids continue from here.
  void restart_ids(std::int64_t next) {
    waiting_.clear();
    next_id_ = next;
  }

  [[nodiscard]] auto waiting() const -> std::deque<Update> const& { return waiting_; }

 private:
  std::deque<Update> waiting_;
  std::set<std::string, std::less<>> allowed_;
  std::int64_t next_id_;
  std::size_t limit_;
};

}  // namespace pb::telegram::simulator
