#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace pb::analytics {

// A value inside a JSON document and where it stands there (RFC 6901, "/measures/0"), so that what is refused
// can be named.
class JsonPlace {
 public:
  explicit JsonPlace(boost::json::value const& value, std::string pointer = {})
      : value_(&value), pointer_(std::move(pointer)) {}

  [[nodiscard]] auto value() const -> boost::json::value const& { return *value_; }
  [[nodiscard]] auto pointer() const -> std::string const& { return pointer_; }

  // The refusals say that another kind of value belongs here.
  [[nodiscard]] auto text() const -> Result<std::string>;
  [[nodiscard]] auto integer() const -> Result<std::int64_t>;
  [[nodiscard]] auto boolean() const -> Result<bool>;
  // Refuses more than `limit` entries.
  [[nodiscard]] auto entries(std::size_t limit) const -> Result<std::vector<JsonPlace>>;
  // Refuses what is no object, and names other than these.
  [[nodiscard]] auto expect_fields(std::initializer_list<std::string_view> names) const -> Result<void>;

  // Of an object; nothing where it is absent or null.
  [[nodiscard]] auto find(std::string_view name) const -> std::optional<JsonPlace>;
  [[nodiscard]] auto at(std::string_view name) const -> Result<JsonPlace>;

  [[nodiscard]] auto refuse(Message message) const -> std::unexpected<Error>;
  [[nodiscard]] auto refuse_kind() const -> std::unexpected<Error>;

 private:
  [[nodiscard]] auto below(std::string_view name) const -> std::string;

  boost::json::value const* value_;
  std::string pointer_;
};

}  // namespace pb::analytics
