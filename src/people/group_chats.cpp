#include "people/group_chats.h"

#include "people/record.h"
#include "people/rules.h"

namespace pb::people {
namespace {

auto subject_of(std::int64_t chat_id) -> events::Subject {
  return {"group_chat", chat_id};
}

}  // namespace

auto subscribe_group(store::Unit& unit, Actor const& actor, store::GroupChat const& chat) -> Result<void> {
  PB_CHECK(check_administers(actor));
  PB_CHECK(check_language(chat.language));
  auto wanted = chat;
  wanted.title = shortened_name(chat.title);
  wanted.digest = true;
  wanted.added_by = events::acting_user(actor);
  wanted.added_at = unit.now;

  auto const before = store::find_group_chat(unit.sql, chat.chat_id, chat.topic_id);
  store::save_group_chat(unit.sql, wanted);
  if (!before || !before->digest)
    record(unit, actor, "group.subscribed", subject_of(chat.chat_id),
           {{"topic", chat.topic_id}, {"title", wanted.title}});
  return {};
}

auto unsubscribe_group(store::Unit& unit, Actor const& actor, std::int64_t chat_id, std::int64_t topic_id)
    -> Result<void> {
  PB_CHECK(check_administers(actor));
  auto found = store::find_group_chat(unit.sql, chat_id, topic_id);
  if (!found) return fail(ErrorCode::not_found, Message("error.group.not_found"));
  if (!found->digest) return {};
  found->digest = false;
  store::save_group_chat(unit.sql, *found);
  record(unit, actor, "group.unsubscribed", subject_of(chat_id), {{"topic", topic_id}});
  return {};
}

auto list_groups(store::Unit& unit, Actor const& actor) -> Result<std::vector<store::GroupChat>> {
  PB_CHECK(check_administers(actor));
  return store::list_group_chats(unit.sql);
}

void group_left(store::Unit& unit, std::int64_t chat_id) {
  if (store::leave_group_chat(unit.sql, chat_id, unit.now) == 0) return;
  record(unit, Actor::system(), "group.left", subject_of(chat_id), {});
}

void group_moved(store::Unit& unit, std::int64_t from_chat_id, std::int64_t to_chat_id) {
  if (store::move_group_chat(unit.sql, from_chat_id, to_chat_id) == 0) return;
  record(unit, Actor::system(), "group.moved", subject_of(to_chat_id), {{"from", from_chat_id}});
}

}  // namespace pb::people
