#pragma once

#include <vector>

#include "base/error.h"
#include "domain/actor.h"
#include "store/group_chats.h"
#include "store/unit.h"

namespace pb::people {

// A group, or a topic of it, that the digest and the monthly report go to from now on; by owner or admin.
// Again: changes only title and language.
auto subscribe_group(store::Unit& unit, Actor const& actor, store::GroupChat const& chat) -> Result<void>;
// The digest goes there no more.
auto unsubscribe_group(store::Unit& unit, Actor const& actor, std::int64_t chat_id, std::int64_t topic_id)
    -> Result<void>;
auto list_groups(store::Unit& unit, Actor const& actor) -> Result<std::vector<store::GroupChat>>;

// What Telegram tells; nobody has to be asked. A group that is unknown or left already: nothing happens.
void group_left(store::Unit& unit, std::int64_t chat_id);
void group_moved(store::Unit& unit, std::int64_t from_chat_id, std::int64_t to_chat_id);

}  // namespace pb::people
