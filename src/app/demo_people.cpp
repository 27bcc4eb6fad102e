#include "app/demo_people.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "store/users.h"

namespace pb::app {
namespace {

constexpr std::int64_t kMostPlayers = 10'000;
constexpr std::size_t kCastOffices = 2;
constexpr std::size_t kCastManagers = 2;

// In words of the order above; owners come before their offices' people even if somebody gave one an office.
auto rank(DemoPlayer const& player) {
  return std::tuple(player.role != Role::owner, player.office.value_or(OfficeId{}).value, player.role,
                    player.tg_id);
}

}  // namespace

auto demo_players(sql::Session& session) -> std::vector<DemoPlayer> {
  std::vector<DemoPlayer> players;
  for (auto& user : store::list_users(session, {}, {.offset = 0, .limit = kMostPlayers}).rows) {
    if (!user.tg_id) continue;
    players.push_back({.tg_id = *user.tg_id,
                       .name = std::move(user.name),
                       .role = user.role,
                       .office = user.office,
                       .office_name = std::move(user.office_name),
                       .language = std::move(user.language)});
  }
  std::ranges::sort(players, {}, rank);
  return players;
}

auto demo_cast(std::vector<DemoPlayer> const& players) -> std::vector<DemoPlayer> {
  std::vector<DemoPlayer> cast;
  std::set<OfficeId> offices;
  std::map<OfficeId, std::size_t> managers;
  for (auto const& player : players) {
    if (player.role == Role::analyst) continue;
    if (player.office) {
      if (offices.size() < kCastOffices) offices.insert(*player.office);
      if (!offices.contains(*player.office)) continue;
      if (player.role == Role::manager && ++managers[*player.office] > kCastManagers) continue;
    }
    cast.push_back(player);
  }
  return cast;
}

}  // namespace pb::app
