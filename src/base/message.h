#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "base/money.h"

namespace pb {

// One value that goes into a text; i18n formats it by its type and the reader's language.
using MessageValue = std::variant<std::int64_t, double, std::string, Money, Day, Month, Instant>;

struct MessageArg {
  std::string name;
  MessageValue value;
};

// A text that has no language yet: a key of the catalogue `locales/*.json` and the values it speaks of.
struct Message {
  std::string key;
  std::vector<MessageArg> args{};

  Message() = default;
  explicit Message(std::string key_) : key(std::move(key_)) {}
  Message(std::string key_, std::initializer_list<MessageArg> args_) : key(std::move(key_)), args(args_) {}
};

}  // namespace pb
