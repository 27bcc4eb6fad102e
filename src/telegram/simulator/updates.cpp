#include "telegram/simulator/updates.h"

#include <algorithm>

namespace pb::telegram::simulator {
namespace {

// An offset farther beyond the newest id than this stems from before the ids were restarted.
constexpr std::int64_t kFarAhead = 10;

}  // namespace

auto UpdateQueue::push(std::string_view kind, std::int64_t chat_id, std::string_view payload) -> Update const* {
  if (!allowed_.empty() && !allowed_.contains(kind)) return nullptr;
  auto const id = next_id_++;
  std::string body = "{\"update_id\":" + std::to_string(id) + ",\"";
  body.append(kind).append("\":").append(payload).append("}");
  waiting_.push_back({.id = id, .chat_id = chat_id, .body = std::move(body)});
  if (waiting_.size() > limit_) waiting_.pop_front();
  return &waiting_.back();
}

auto UpdateQueue::take(std::int64_t offset, std::size_t limit) -> std::vector<Update> {
  if (offset > next_id_ + kFarAhead) offset = 0;
  if (offset > 0) {
    std::erase_if(waiting_, [offset](Update const& update) { return update.id < offset; });
  } else if (offset < 0) {
    auto const keep = std::min(waiting_.size(), static_cast<std::size_t>(-offset));
    waiting_.erase(waiting_.begin(), waiting_.end() - static_cast<std::ptrdiff_t>(keep));
  }
  auto const count = std::min(limit, waiting_.size());
  return {waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count)};
}

void UpdateQueue::remove(std::int64_t id) {
  std::erase_if(waiting_, [id](Update const& update) { return update.id == id; });
}

}  // namespace pb::telegram::simulator
