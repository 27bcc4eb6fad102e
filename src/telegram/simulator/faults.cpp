#include "telegram/simulator/faults.h"

#include "base/ascii.h"

namespace pb::telegram::simulator {

bool Faults::add(std::int64_t bot, std::string_view method, Fault fault) {
  if (fault.times <= 0) return true;
  auto& waiting = faults_[{bot, lower_case(method)}];
  if (waiting.size() >= kLimit) return false;
  waiting.push_back(std::move(fault));
  return true;
}

auto Faults::take(std::int64_t bot, std::string_view method) -> std::optional<Fault> {
  if (faults_.empty()) return std::nullopt;
  auto const found = faults_.find({bot, lower_case(method)});
  if (found == faults_.end()) return std::nullopt;
  auto fault = found->second.front();
  if (--found->second.front().times == 0) found->second.pop_front();
  if (found->second.empty()) faults_.erase(found);
  return fault;
}

}  // namespace pb::telegram::simulator
