#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "domain/network.h"

namespace pb::webhooks {

inline constexpr std::size_t kUrlLimitBytes = 2'000;

// Which addresses webhooks may be sent to: public ones, and those that the installation's configuration
// allows.
class Reach {
 public:
  explicit Reach(std::vector<Network> allowed = {}) : allowed_(std::move(allowed)) {}
  [[nodiscard]] bool allows(std::string_view address) const;

 private:
  std::vector<Network> allowed_;
};

// Finds the addresses of a host.
using Resolve = std::function<std::vector<std::string>(std::string const& host)>;

// An address that has been looked at: only check_place makes one, so none is stored unchecked. (It is looked
// at again when something is sent there: names change their meaning.)
class Place {
 public:
  [[nodiscard]] auto url() const -> std::string const& { return url_; }
  [[nodiscard]] auto host() const -> std::string const& { return host_; }

 private:
  friend auto check_place(std::string_view url, Reach const& reach, Resolve const& resolve) -> Result<Place>;
  Place() = default;
  std::string url_;
  std::string host_;
};

// Refuses what is no http or https address, whose host is unknown, or has no address within reach. Asks a
// name server and may take seconds: not within a unit of work.
[[nodiscard]] auto check_place(std::string_view url, Reach const& reach, Resolve const& resolve)
    -> Result<Place>;
// The same with the system's own resolver.
[[nodiscard]] auto check_place(std::string_view url, Reach const& reach) -> Result<Place>;

}  // namespace pb::webhooks
