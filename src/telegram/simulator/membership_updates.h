#pragma once

#include "telegram/simulator/world.h"

namespace pb::telegram::simulator {

struct MembershipChange {
  std::int64_t by = 0;  // the person; the bot itself when it leaves
  Membership before = Membership::never;
  Membership after = Membership::member;
};

// Tells the bot that its place in a chat is another (my_chat_member).
void push_membership_update(World& world, Bot& bot, Chat const& chat, MembershipChange const& change);

}  // namespace pb::telegram::simulator
