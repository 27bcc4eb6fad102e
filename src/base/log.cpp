#include "base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace pb::log {
namespace {

std::atomic<Format> g_format = Format::text;

auto logger() -> spdlog::logger& {
  static auto const instance = [] {
    auto created = spdlog::stderr_color_mt("profitbot");
    created->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %^%l%$ %v", spdlog::pattern_time_type::utc);
    return created;
  }();
  return *instance;
}

auto to_spdlog(Level level) -> spdlog::level::level_enum {
  switch (level) {
    case Level::debug:
      return spdlog::level::debug;
    case Level::info:
      return spdlog::level::info;
    case Level::warn:
      return spdlog::level::warn;
    case Level::error:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

// A value with blanks, quotes or control characters is quoted, so that one line stays one line.
auto quoted(std::string const& value) -> std::string {
  bool const plain = !value.empty() && value.find_first_of(" \"=\\") == std::string::npos &&
                     value.find_first_of("\n\r\t") == std::string::npos;
  return plain ? value : boost::json::serialize(boost::json::value(value));
}

}  // namespace

void configure(Level lowest, Format format) {
  g_format = format;
  logger().set_level(to_spdlog(lowest));
  if (format == Format::json) {
    logger().set_pattern(R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc);
  }
}

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
  auto const at = to_spdlog(level);
  if (!logger().should_log(at)) return;
  bool const json = g_format == Format::json;
  std::string line = json ? fmt::format(R"("event":{})", boost::json::serialize(boost::json::value(event)))
                          : std::string(event);
  for (auto const& field : fields) {
    line += json ? fmt::format(",{}:{}", boost::json::serialize(boost::json::value(field.key)),
                               boost::json::serialize(boost::json::value(field.value)))
                 : fmt::format(" {}={}", field.key, quoted(field.value));
  }
  logger().log(at, "{}", line);
}

}  // namespace pb::log
