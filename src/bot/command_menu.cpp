#include "bot/command_menu.h"

#include <boost/json.hpp>

#include "bot/commands.h"
#include "delivery/outbox.h"
#include "store/outgoing.h"

namespace pb::bot {

void offer_commands(store::Unit& unit, Voice const& voice, std::int64_t chat_id, Role role) {
  bool const administers = role == Role::owner || role == Role::admin;
  boost::json::array commands;
  for (auto const& info : command_infos()) {
    if (info.for_administrators && !administers) continue;
    commands.push_back({{"command", info.name}, {"description", voice.plain(info.description_key)}});
  }
  boost::json::object const body{{"commands", commands}, {"scope", {{"type", "chat"}, {"chat_id", chat_id}}}};
  store::insert_outgoing(unit.sql,
                         {.chat_id = chat_id,
                          .priority = store::kBroadcast,
                          .method = "setMyCommands",
                          .payload = boost::json::serialize(body)},
                         unit.now);
  unit.sql.notify(delivery::kTopic);
}

void offer_commands(Turn const& turn) {
  offer_commands(turn.unit, turn.voice, turn.incoming.chat_id, turn.actor.role);
}

}  // namespace pb::bot
