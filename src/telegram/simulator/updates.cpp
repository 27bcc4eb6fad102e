#include "telegram/simulator/updates.h"

#include <boost/json/serialize.hpp>

namespace pb::telegram::simulator {
namespace {

// An offset farther beyond the newest id than this stems from before the ids were restarted.
constexpr std::int64_t kFarAhead = 10;
constexpr std::int64_t kNoChat = 0;

}  // namespace

auto UpdateQueue::push(std::string_view kind, std::int64_t chat_id, std::string_view payload)
    -> Update const* {
  if (!allowed_.empty() && !allowed_.contains(kind)) return nullptr;
  std::string body = "{\"update_id\":" + std::to_string(next_id_) + ",\"";
  body.append(kind).append("\":").append(payload).append("}");
  return &keep(chat_id, std::move(body));
}

auto UpdateQueue::push_raw(boost::json::object update) -> Update const& {
  update.emplace("update_id", next_id_);
  return keep(kNoChat, boost::json::serialize(update));
}

auto UpdateQueue::keep(std::int64_t chat_id, std::string body) -> Update const& {
  auto const id = next_id_++;
  auto const [added, is_new] =
      waiting_.insert_or_assign(id, Update{.id = id, .chat_id = chat_id, .body = std::move(body)});
  ids_of_chat_[chat_id].push_back(id);
  if (waiting_.size() > limit_) forget(waiting_.begin());
  return added->second;
}

void UpdateQueue::forget(std::map<std::int64_t, Update>::iterator update) {
  auto const chat = ids_of_chat_.find(update->second.chat_id);
  std::erase(chat->second, update->first);
  if (chat->second.empty()) ids_of_chat_.erase(chat);
  waiting_.erase(update);
}

auto UpdateQueue::take(std::int64_t offset, std::size_t limit) -> std::vector<Update> {
  if (offset > next_id_ + kFarAhead) offset = 0;
  if (offset > 0) {
    while (!waiting_.empty() && waiting_.begin()->first < offset) forget(waiting_.begin());
  } else if (offset < 0) {
    // Negated as unsigned: the smallest number has no positive twin.
    auto const wanted = std::uint64_t{0} - static_cast<std::uint64_t>(offset);
    while (waiting_.size() > wanted) forget(waiting_.begin());
  }
  std::vector<Update> taken;
  for (auto const& [id, update] : waiting_) {
    if (taken.size() == limit) break;
    taken.push_back(update);
  }
  return taken;
}

void UpdateQueue::remove(std::int64_t id) {
  if (auto const found = waiting_.find(id); found != waiting_.end()) forget(found);
}

void UpdateQueue::clear() {
  waiting_.clear();
  ids_of_chat_.clear();
}

auto UpdateQueue::oldest_of(std::int64_t chat_id) const -> Update const* {
  auto const found = ids_of_chat_.find(chat_id);
  return found == ids_of_chat_.end() ? nullptr : &waiting_.at(found->second.front());
}

auto UpdateQueue::chats() const -> std::vector<std::int64_t> {
  std::vector<std::int64_t> result;
  for (auto const& [chat_id, ids] : ids_of_chat_) result.push_back(chat_id);
  return result;
}

}  // namespace pb::telegram::simulator
