#include "telegram/simulator/membership_updates.h"

#include <boost/json/object.hpp>

#include "telegram/simulator/shapes.h"

namespace pb::telegram::simulator {

void push_membership_update(World& world, Bot& bot, Chat const& chat, MembershipChange const& change) {
  world.push_update(bot, "my_chat_member", chat.key.id,
                    boost::json::object{{"chat", chat_shape(world, chat)},
                                        {"from", user_shape(world, change.by)},
                                        {"date", unix_seconds(world.now())},
                                        {"old_chat_member", membership_shape(world, bot.id, change.before)},
                                        {"new_chat_member", membership_shape(world, bot.id, change.after)}});
}

}  // namespace pb::telegram::simulator
