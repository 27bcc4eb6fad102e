#include <boost/json/object.hpp>

#include "telegram/simulator/membership_updates.h"
#include "telegram/simulator/person_methods.h"

namespace pb::telegram::simulator {
namespace {

enum class Wish { block, unblock };

// A second time is no change, and no news to the bot.
auto set_blocked(PersonCall const& call, Wish wish) -> PersonAnswer {
  auto const seat = seat_of(call, "from");
  if (!seat) return std::unexpected(seat.error());
  if (seat->key.bot == 0) return wrong("a bot is blocked in its private chat; throw it out of a group");
  auto& chat = call.world.open_private_chat(*seat->bot, *seat->person);
  bool const blocked = wish == Wish::block;
  if (chat.blocked == blocked) return boost::json::object();
  chat.blocked = blocked;
  call.world.changed(chat);
  push_membership_update(call.world, *seat->bot, chat,
                         {.by = seat->person->id,
                          .before = blocked ? Membership::member : Membership::kicked,
                          .after = blocked ? Membership::kicked : Membership::member});
  return boost::json::object();
}

}  // namespace

auto block_bot(PersonCall const& call) -> PersonAnswer {
  return set_blocked(call, Wish::block);
}

auto unblock_bot(PersonCall const& call) -> PersonAnswer {
  return set_blocked(call, Wish::unblock);
}

}  // namespace pb::telegram::simulator
