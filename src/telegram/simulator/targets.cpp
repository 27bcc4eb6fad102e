#include "telegram/simulator/targets.h"

#include "base/ascii.h"

namespace pb::telegram::simulator {
namespace {

// Bots cannot be found by name, people can once they have a chat with the bot.
auto id_of_username(Call const& call, std::string_view name) -> std::optional<std::int64_t> {
  for (auto const& [id, person] : call.world.people()) {
    if (person.username && lower_case(*person.username) == lower_case(name)) return id;
  }
  return std::nullopt;
}

bool shares_a_group(Call const& call, std::int64_t person) {
  for (auto const& [key, chat] : call.world.chats()) {
    if (chat.is_private()) return false;  // groups come first
    if (chat.people.contains(person) && chat.bots.contains(call.bot.id)) return true;
  }
  return false;
}

auto no_private_chat(Call const& call, std::int64_t id) -> std::unexpected<ApiError> {
  if (call.world.bot(id) != nullptr) return forbidden("bot can't send messages to bots");
  if (call.world.person(id) != nullptr && shares_a_group(call, id)) {
    return forbidden("bot can't initiate conversation with a user");
  }
  return bad_request("chat not found");
}

auto group_name(Chat const& chat) -> std::string {
  return chat.type == "supergroup" ? "supergroup chat" : "group chat";
}

}  // namespace

auto known_chat(Call const& call, std::string_view parameter) -> std::expected<Chat*, ApiError> {
  auto const text = call.parameters.text(parameter).value_or("");
  if (text.empty()) return bad_request(std::string(parameter) + " is empty");
  auto const id =
      text.starts_with('@') ? id_of_username(call, text.substr(1)) : call.parameters.number(parameter);
  if (!id) return bad_request("chat not found");
  auto* const chat = call.world.chat_of(call.bot, *id);
  if (chat == nullptr) return no_private_chat(call, *id);
  if (!chat->is_private() && !chat->bots.contains(call.bot.id)) return bad_request("chat not found");
  return chat;
}

auto writable_chat(Call const& call) -> std::expected<Chat*, ApiError> {
  auto chat = known_chat(call);
  if (!chat) return chat;
  if ((*chat)->is_private()) {
    if ((*chat)->blocked) return forbidden("bot was blocked by the user");
    return chat;
  }
  if ((*chat)->migrated_to) {
    return std::unexpected(
        ApiError{.code = 400,
                 .description = "Bad Request: group chat was upgraded to a supergroup chat",
                 .migrate_to_chat_id = (*chat)->migrated_to});
  }
  switch ((*chat)->bots.at(call.bot.id)) {
    case Membership::member:
      return chat;
    case Membership::kicked:
      return forbidden("bot was kicked from the " + group_name(**chat));
    case Membership::left:
      return forbidden("bot is not a member of the " + group_name(**chat));
    case Membership::never:
      return bad_request("chat not found");
  }
  return chat;
}

}  // namespace pb::telegram::simulator
