#include "telegram/simulator/membership_updates.h"
#include "telegram/simulator/methods.h"
#include "telegram/simulator/shapes.h"
#include "telegram/simulator/targets.h"
#include "telegram/simulator/text_units.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

namespace {

constexpr std::size_t kLongestTopic = 128;
constexpr std::int64_t kDefaultIconColor = 7322096;

bool is_known(World& world, std::int64_t id) {
  return world.person(id) != nullptr || world.bot(id) != nullptr;
}

auto membership_of(Chat const& chat, std::int64_t id) -> Membership {
  if (chat.people.contains(id)) return Membership::member;
  auto const bot = chat.bots.find(id);
  return bot == chat.bots.end() ? Membership::never : bot->second;
}

// As of somebody who founded the group (ChatMemberOwner).
auto owner_shape(World& world, std::int64_t id) -> json::object {
  auto shape = membership_shape(world, id, Membership::member);
  shape["status"] = "creator";
  shape["is_anonymous"] = false;
  return shape;
}

auto pinnable(Call const& call, std::string_view verb) -> std::expected<Chat*, ApiError> {
  auto const chat = writable_chat(call);
  if (!chat) return chat;
  auto const id = call.parameters.number("message_id");
  if (id && (*chat)->find(*id) == nullptr)
    return bad_request("message to " + std::string(verb) + " not found");
  return chat;
}

}  // namespace

auto get_chat(Call const& call) -> Outcome {
  auto const chat = known_chat(call);
  if (!chat) return std::unexpected(chat.error());
  auto shape = chat_shape(call.world, **chat);
  shape["accent_color_id"] = 0;
  shape["max_reaction_count"] = 11;
  if ((*chat)->pinned) {
    auto const* const pinned = (*chat)->find(*(*chat)->pinned);
    if (pinned != nullptr) shape["pinned_message"] = message_shape(call.world, **chat, *pinned);
  }
  return shape;
}

auto get_chat_member(Call const& call) -> Outcome {
  auto const chat = known_chat(call);
  if (!chat) return std::unexpected(chat.error());
  auto const user = call.parameters.number("user_id");
  if (!user) return bad_request("invalid user_id specified");
  if (!is_known(call.world, *user)) return bad_request("user not found");
  if (*user == (*chat)->founder) return owner_shape(call.world, *user);
  return membership_shape(call.world, *user, membership_of(**chat, *user));
}

auto get_chat_member_count(Call const& call) -> Outcome {
  auto const chat = known_chat(call);
  if (!chat) return std::unexpected(chat.error());
  std::size_t count = (*chat)->people.size();
  for (auto const& [id, membership] : (*chat)->bots) count += membership == Membership::member ? 1 : 0;
  return count;
}

// Nobody but the founder is an administrator of a group here.
auto get_chat_administrators(Call const& call) -> Outcome {
  auto const chat = known_chat(call);
  if (!chat) return std::unexpected(chat.error());
  if ((*chat)->is_private()) return bad_request("there are no administrators in the private chat");
  if ((*chat)->founder == 0) return json::array();
  return json::array{owner_shape(call.world, (*chat)->founder)};
}

auto leave_chat(Call const& call) -> Outcome {
  auto const found = writable_chat(call);
  if (!found) return std::unexpected(found.error());
  auto& chat = **found;
  if (chat.is_private()) return bad_request("chat member status can't be changed in private chats");
  chat.bots[call.bot.id] = Membership::left;
  call.world.post(chat,
                  Message{.from = call.bot.id,
                          .service = ServiceNote{.kind = ServiceNote::Kind::left, .whom = call.bot.id}});
  push_membership_update(call.world, call.bot, chat,
                         {.by = call.bot.id, .before = Membership::member, .after = Membership::left});
  return true;
}

auto pin_chat_message(Call const& call) -> Outcome {
  if (!call.parameters.number("message_id")) return bad_request("message identifier is not specified");
  auto const chat = pinnable(call, "pin");
  if (!chat) return std::unexpected(chat.error());
  (*chat)->pinned = call.parameters.number("message_id");
  call.world.changed(**chat);
  return true;
}

auto unpin_chat_message(Call const& call) -> Outcome {
  auto const chat = pinnable(call, "unpin");
  if (!chat) return std::unexpected(chat.error());
  (*chat)->pinned.reset();
  call.world.changed(**chat);
  return true;
}

auto create_forum_topic(Call const& call) -> Outcome {
  auto const chat = writable_chat(call);
  if (!chat) return std::unexpected(chat.error());
  auto const name = call.parameters.text("name").value_or("");
  if (name.empty() || utf16_length(name) > kLongestTopic) return bad_request("TOPIC_TITLE_EMPTY");
  if ((*chat)->type != "supergroup" || (*chat)->topics.empty()) return bad_request("the chat is not a forum");
  auto const id = (*chat)->next_message_id++;
  (*chat)->topics.emplace(id, name);
  call.world.changed(**chat);
  return json::object{{"message_thread_id", id}, {"name", name}, {"icon_color", kDefaultIconColor}};
}

}  // namespace pb::telegram::simulator
