#pragma once

#include <fmt/format.h>

#include <string_view>

// One line per thing worth knowing: a short event name in the past tense and key=value pairs.
//   log::warn("telegram.rate_limited", {{"chat", chat_id}, {"retry_after_s", 3}});
namespace pb::log {

enum class Level { debug, info, warn, error };
enum class Format { text, json };

struct Field {
  std::string_view key;
  std::string value;

  template <class T>
  Field(std::string_view key_, T const& value_) : key(key_), value(fmt::format("{}", value_)) {}
};

// Chooses what is written and how; called once by `app`. Lines go to standard error.
void configure(Level lowest, Format format);

void write(Level level, std::string_view event, std::initializer_list<Field> fields);

inline void debug(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::debug, event, fields);
}
inline void info(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::info, event, fields);
}
inline void warn(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::warn, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::error, event, fields);
}

}  // namespace pb::log
