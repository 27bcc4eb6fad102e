#pragma once

#include <boost/json/value.hpp>
#include <optional>

#include "base/calendar.h"
#include "base/id.h"

// Single values as the API writes them.
namespace pb::api {

[[nodiscard]] inline auto represent(std::string const& text) -> boost::json::value {
  return boost::json::value(text);
}
[[nodiscard]] inline auto represent(Instant instant) -> boost::json::value {
  return boost::json::value(to_iso(instant));
}
[[nodiscard]] inline auto represent(Day day) -> boost::json::value {
  return boost::json::value(to_iso(day));
}
[[nodiscard]] inline auto represent(std::int64_t number) -> boost::json::value {
  return boost::json::value(number);
}
template <class Tag>
[[nodiscard]] auto represent(Id<Tag> id) -> boost::json::value {
  return boost::json::value(id.value);
}
template <class T>
[[nodiscard]] auto represent(std::optional<T> const& value) -> boost::json::value {
  return value ? represent(*value) : boost::json::value(nullptr);
}

}  // namespace pb::api
