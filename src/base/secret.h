#pragma once

#include <string>
#include <utility>

namespace pb {

// A token, password or key. Cannot be formatted, logged or compared by accident; reveal() marks the place of
// use.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}
  [[nodiscard]] auto reveal() const -> std::string const& { return value_; }
  [[nodiscard]] bool empty() const { return value_.empty(); }

 private:
  std::string value_;
};

}  // namespace pb
