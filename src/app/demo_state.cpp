#include "app/demo_state.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "app/demo_moment.h"
#include "base/enum_name.h"
#include "collection/schedules.h"
#include "store/organisation.h"

namespace pb::app {
namespace {

namespace json = boost::json;

auto people_as_json(sql::Session& session) -> json::array {
  json::array people;
  for (auto const& player : demo_players(session)) {
    people.push_back({{"id", player.tg_id},
                      {"name", player.name},
                      {"role", enum_name(player.role)},
                      {"office", player.office_name},
                      {"language", player.language}});
  }
  return people;
}

auto moments_as_json(sql::Session& session, Instant now) -> json::array {
  store::Unit unit{session, now};
  json::array moments;
  for (auto const& schedule : collection::schedules(unit)) {
    auto const moment = demo_moment_of(schedule.expression);
    if (schedule.enabled && moment) moments.push_back({{"name", enum_name(schedule.name)}, {"at", *moment}});
  }
  return moments;
}

}  // namespace

auto demo_state(sql::Session& session, DemoTime const& time, DemoBot const& bot) -> std::string {
  return json::serialize(json::object{{"now", to_iso(time.now)},
                                      {"time_zone", demo_time_zone(session)},
                                      {"moved", time.moved},
                                      {"bot", {{"id", bot.id}, {"username", bot.username}}},
                                      {"people", people_as_json(session)},
                                      {"moments", moments_as_json(session, time.now)}});
}

auto demo_time_zone(sql::Session& session) -> std::string {
  auto const organisation = store::find_organisation(session);
  return organisation ? organisation->time_zone : "UTC";
}

}  // namespace pb::app
