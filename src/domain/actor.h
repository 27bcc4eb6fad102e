#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "domain/ids.h"

namespace pb {

BOOST_DEFINE_ENUM_CLASS(Role, owner, admin, head, manager, analyst)

// Who asks. A head or manager belongs to one office; the others to none. `system` acts for schedules and
// commands.
struct Actor {
  enum class Kind { user, system };
  Kind kind = Kind::user;
  UserId user{};
  Role role = Role::manager;
  std::optional<OfficeId> office{};
  std::string name{};

  static Actor system() { return {.kind = Kind::system, .role = Role::owner, .name = "system"}; }
};

}  // namespace pb
