#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "telegram/simulator/person_methods.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

auto push_raw_update(PersonCall const& call) -> PersonAnswer {
  auto const bot = bot_of({call.world, call.given}, "bot");
  if (!bot) return std::unexpected(bot.error());
  boost::system::error_code problem;
  auto update = json::parse(json::string_view(call.body.data(), call.body.size()), problem);
  if (problem || !update.is_object()) return wrong("the body must be a JSON object");
  call.world.push_raw_update(**bot, std::move(update.get_object()));
  return json::object();
}

auto restart_updates(PersonCall const& call) -> PersonAnswer {
  auto const bot = bot_of(call, "bot");
  if (!bot) return std::unexpected(bot.error());
  auto const next = number_of(call.given, "next");
  if (!next) return std::unexpected(next.error());
  if (*next <= 0) return wrong("\"next\" must be above zero");
  (*bot)->updates.restart_ids(*next);
  return json::object();
}

}  // namespace pb::telegram::simulator
