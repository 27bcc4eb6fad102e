#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
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
  // Puts an update in as it is; where it has no "update_id", it is given the next.
  auto push_raw(boost::json::object update) -> Update const&;
  // What getUpdates gives: forgets everything before a positive offset; a negative one counts from the end
  // and forgets the rest; 0, and one far beyond the newest id, confirm nothing.
  [[nodiscard]] auto take(std::int64_t offset, std::size_t limit) -> std::vector<Update>;
  void remove(std::int64_t id);
  void clear();

  // The kinds the bot wants; empty: all but the rare ones.
  void allow(std::set<std::string, std::less<>> kinds) { allowed_ = std::move(kinds); }
  [[nodiscard]] auto allowed() const -> std::set<std::string, std::less<>> const& { return allowed_; }
  // As at Telegram after a quiet week: nothing waits any more, and ids continue from here.
  void restart_ids(std::int64_t next) {
    clear();
    next_id_ = next;
  }

  // Oldest first, by id.
  [[nodiscard]] auto waiting() const -> std::map<std::int64_t, Update> const& { return waiting_; }
  // Null when nothing of this chat waits.
  [[nodiscard]] auto oldest_of(std::int64_t chat_id) const -> Update const*;
  [[nodiscard]] auto chats() const -> std::vector<std::int64_t>;

 private:
  auto keep(std::int64_t chat_id, std::string body) -> Update const&;
  void forget(std::map<std::int64_t, Update>::iterator update);

  std::map<std::int64_t, Update> waiting_;
  std::unordered_map<std::int64_t, std::deque<std::int64_t>> ids_of_chat_;
  std::set<std::string, std::less<>> allowed_;
  std::int64_t next_id_;
  std::size_t limit_;
};

}  // namespace pb::telegram::simulator
