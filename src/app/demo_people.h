#pragma once

#include <vector>

#include "domain/actor.h"
#include "sql/session.h"

namespace pb::app {

// Somebody of the demo's company, as the playground offers to be them.
struct DemoPlayer {
  std::int64_t tg_id = 0;
  std::string name{};
  Role role = Role::manager;
  std::optional<OfficeId> office{};
  std::string office_name{};  // empty without an office
  std::string language{};
};

// Everybody with a Telegram account: the owner first, then those without an office, then office by office,
// the head before the managers.
auto demo_players(sql::Session& session) -> std::vector<DemoPlayer>;

// Those worth meeting first: owner, admin, and of the first two offices the head and two managers.
auto demo_cast(std::vector<DemoPlayer> const& players) -> std::vector<DemoPlayer>;

}  // namespace pb::app
