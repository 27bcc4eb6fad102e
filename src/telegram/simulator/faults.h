#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "telegram/simulator/api_error.h"

namespace pb::telegram::simulator {

// What shall go wrong with the next calls of one method of one bot.
struct Fault {
  enum class Kind {
    refuse,       // answers `error` and does nothing
    drop_before,  // cuts the connection before the call has had its effect
    drop_after,   // cuts it after the effect: the bot cannot know
  };
  Kind kind = Kind::refuse;
  ApiError error{};
  std::int64_t times = 1;  // how many calls
};

// The faults still to come, in the order they were asked for. Not thread-safe.
class Faults {
 public:
  // `method` without regard to case. At most kLimit wait for one method; false when there is no room.
  bool add(std::int64_t bot, std::string_view method, Fault fault);
  // The fault of this call, if it is to have one; counts it.
  [[nodiscard]] auto take(std::int64_t bot, std::string_view method) -> std::optional<Fault>;

 private:
  static constexpr std::size_t kLimit = 1'000;
  std::map<std::pair<std::int64_t, std::string>, std::deque<Fault>> faults_;
};

}  // namespace pb::telegram::simulator
