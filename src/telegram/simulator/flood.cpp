#include "telegram/simulator/flood.h"

#include <algorithm>
#include <cmath>

namespace pb::telegram::simulator {
namespace {

constexpr std::chrono::seconds kSweepEvery{60};

auto whole_seconds(std::chrono::duration<double> wait) -> std::chrono::seconds {
  return std::chrono::seconds(std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(wait.count()))));
}

auto admit(Bucket& a, Bucket* b, SteadyTime now) -> std::optional<std::chrono::seconds> {
  auto wait = a.wait(now);
  if (b != nullptr) wait = std::max(wait, b->wait(now));
  if (wait.count() > 0) return whole_seconds(wait);
  a.take();
  if (b != nullptr) b->take();
  return std::nullopt;
}

}  // namespace

void Bucket::fill(SteadyTime now) {
  auto const passed = std::chrono::duration<double>(now - filled_at_).count();
  level_ = std::min(limit_.burst, level_ + passed * limit_.per_second);
  filled_at_ = now;
}

auto Bucket::wait(SteadyTime now) -> std::chrono::duration<double> {
  fill(now);
  // A billionth of a message is not worth a refusal: waiting exactly as told must be enough.
  if (level_ >= 1 - 1e-9) return {};
  return std::chrono::duration<double>((1 - level_) / limit_.per_second);
}

bool Bucket::is_full(SteadyTime now) {
  fill(now);
  return level_ >= limit_.burst;
}

auto FloodControl::admit_message(std::int64_t chat_id, SteadyTime now)
    -> std::optional<std::chrono::seconds> {
  sweep(now);
  return admit(overall_, &chat_bucket(chat_id, now), now);
}

auto FloodControl::admit_edit(std::int64_t chat_id, SteadyTime now) -> std::optional<std::chrono::seconds> {
  sweep(now);
  return admit(overall_, chat_id < 0 ? &chat_bucket(chat_id, now) : nullptr, now);
}

auto FloodControl::chat_bucket(std::int64_t chat_id, SteadyTime now) -> Bucket& {
  auto const& limit = chat_id < 0 ? limits_.group : limits_.chat;
  return chats_.try_emplace(chat_id, limit, now).first->second;
}

void FloodControl::sweep(SteadyTime now) {
  if (now - swept_at_ < kSweepEvery) return;
  swept_at_ = now;
  for (auto entry = chats_.begin(); entry != chats_.end();) {
    entry = entry->second.is_full(now) ? chats_.erase(entry) : std::next(entry);
  }
}

}  // namespace pb::telegram::simulator
