#include "ledger.h"

#include <algorithm>

namespace pb::crash {

Ledger::Ledger(Script const& script) : script_(script), lanes_(script.lanes()), entries_(script.amounts()) {}

void Ledger::begin_life() {
  std::scoped_lock const lock(mutex_);
  ++life_;
}

auto Ledger::life() const -> int {
  std::scoped_lock const lock(mutex_);
  return life_;
}

auto Ledger::take(std::size_t lane, More more) -> std::optional<Step> {
  std::scoped_lock const lock(mutex_);
  auto& place = lanes_[lane];
  if (!place.under_way && more == More::only_unconfirmed) return std::nullopt;
  auto step = script_.step(lane, place.index);
  if (!step) return std::nullopt;
  ++(place.under_way ? sent_again_ : updates_sent_);
  if (!place.under_way && step->amount != 0) {
    auto& entry = entries_[*script_.place(step->amount)];
    entry.amount = step->amount;
    entry.territory = step->territory;
    entry.sent = life_;
  }
  place.under_way = true;
  return step;
}

void Ledger::confirm(std::size_t lane, Step const& step) {
  std::scoped_lock const lock(mutex_);
  lanes_[lane].under_way = false;
  ++lanes_[lane].index;
  if (step.amount != 0) entries_[*script_.place(step.amount)].confirmed = life_;
}

void Ledger::refused() {
  std::scoped_lock const lock(mutex_);
  ++refusals_;
}

void Ledger::answer(bench::BotApiStandIn::Call const& call) {
  auto const amount = Script::amount_in(call.body);
  auto const place = amount ? script_.place(*amount) : std::nullopt;
  if (!place) return;
  std::scoped_lock const lock(mutex_);
  auto& entry = entries_[*place];
  if (entry.answers++ == 0) entry.answered = life_;
  if (call.method == "sendMessage") ++entry.messages;
}

auto Ledger::under_way() const -> std::size_t {
  std::scoped_lock const lock(mutex_);
  return static_cast<std::size_t>(std::ranges::count(lanes_, true, &Lane::under_way));
}

bool Ledger::used_up() const {
  std::scoped_lock const lock(mutex_);
  for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
    if (script_.step(lane, lanes_[lane].index)) return false;
  }
  return true;
}

auto Ledger::entries() const -> std::vector<Entry> {
  std::scoped_lock const lock(mutex_);
  std::vector<Entry> sent;
  std::ranges::copy_if(entries_, std::back_inserter(sent),
                       [](Entry const& entry) { return entry.sent != 0; });
  return sent;
}

auto Ledger::updates_sent() const -> std::size_t {
  std::scoped_lock const lock(mutex_);
  return updates_sent_;
}

auto Ledger::sent_again() const -> std::size_t {
  std::scoped_lock const lock(mutex_);
  return sent_again_;
}

auto Ledger::refusals() const -> std::size_t {
  std::scoped_lock const lock(mutex_);
  return refusals_;
}

}  // namespace pb::crash
