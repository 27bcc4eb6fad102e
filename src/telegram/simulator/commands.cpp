#include "telegram/simulator/commands.h"

#include <fmt/format.h>

#include <algorithm>

#include "telegram/simulator/methods.h"
#include "telegram/simulator/targets.h"
#include "telegram/simulator/text_units.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

namespace {

constexpr std::size_t kMostCommands = 100;
constexpr std::size_t kLongestCommand = 32;
constexpr std::size_t kLongestDescription = 256;

auto is_language_code(std::string_view code) -> bool {
  return code.empty() ||
         (code.size() == 2 && std::ranges::all_of(code, [](char c) { return c >= 'a' && c <= 'z'; }));
}

// The key of CommandLists that a call means by its scope and language_code.
auto list_key(Call const& call) -> std::expected<std::string, ApiError> {
  auto const language = call.parameters.text("language_code").value_or("");
  if (!is_language_code(language)) return bad_request("invalid language code specified");
  auto const given = call.parameters.object("scope");
  if (!given) return fmt::format("default/{}", language);
  Parameters scope;
  scope.add_object(*given);
  auto const type = scope.text("type").value_or("");
  for (auto const* const wide :
       {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}) {
    if (type == wide) return fmt::format("{}/{}", type, language);
  }
  if (type != "chat" && type != "chat_administrators" && type != "chat_member") {
    return bad_request("can't parse BotCommandScope: Unsupported type specified");
  }
  auto const chat = known_chat({call.world, call.bot, scope});
  if (!chat) return std::unexpected(chat.error());
  if (type != "chat_member") return fmt::format("{}/{}/{}", type, (*chat)->key.id, language);
  return fmt::format("{}/{}/{}/{}", type, (*chat)->key.id, scope.number("user_id").value_or(0), language);
}

auto checked_command(json::value const& value) -> std::expected<json::object, ApiError> {
  auto const* const object = value.if_object();
  if (object == nullptr) return bad_request("can't parse BotCommand: expected an Object");
  Parameters members;
  members.add_object(*object);
  auto command = members.text("command");
  auto const description = members.text("description");
  if (!command) return bad_request("can't parse BotCommand: Can't find field \"command\"");
  if (!description) return bad_request("can't parse BotCommand: Can't find field \"description\"");
  if (command->starts_with('/')) command->remove_prefix(1);
  auto const is_allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  if (command->empty()) return bad_request("command must be non-empty");
  if (command->size() > kLongestCommand || !std::ranges::all_of(*command, is_allowed)) {
    return bad_request("BOT_COMMAND_INVALID");
  }
  if (description->empty()) return bad_request("command description must be non-empty");
  if (utf16_length(*description) > kLongestDescription) return bad_request("BOT_COMMAND_DESCRIPTION_INVALID");
  return json::object{{"command", *command}, {"description", *description}};
}

// Narrowest first.
auto private_scopes(Chat const& chat) -> std::vector<std::string> {
  return {fmt::format("chat/{}", chat.key.id), "all_private_chats", "default"};
}

auto group_scopes(Chat const& chat, Person const& person) -> std::vector<std::string> {
  std::vector<std::string> scopes{fmt::format("chat_member/{}/{}", chat.key.id, person.id)};
  bool const is_administrator = person.id == chat.founder;
  if (is_administrator) scopes.push_back(fmt::format("chat_administrators/{}", chat.key.id));
  scopes.push_back(fmt::format("chat/{}", chat.key.id));
  if (is_administrator) scopes.emplace_back("all_chat_administrators");
  scopes.emplace_back("all_group_chats");
  scopes.emplace_back("default");
  return scopes;
}

}  // namespace

auto set_my_commands(Call const& call) -> Outcome {
  json::array list;
  if (auto const text = call.parameters.text("commands"); text && !text->empty()) {
    auto const given = call.parameters.array("commands");
    if (!given) return bad_request("can't parse commands list JSON object");
    if (given->size() > kMostCommands) return bad_request("BOT_COMMANDS_TOO_MUCH");
    for (auto const& item : *given) {
      auto command = checked_command(item);
      if (!command) return std::unexpected(command.error());
      list.push_back(std::move(*command));
    }
  }
  auto const key = list_key(call);
  if (!key) return std::unexpected(key.error());
  if (list.empty()) {
    call.bot.commands.erase(*key);
  } else {
    call.bot.commands.insert_or_assign(*key, std::move(list));
  }
  return true;
}

auto get_my_commands(Call const& call) -> Outcome {
  auto const key = list_key(call);
  if (!key) return std::unexpected(key.error());
  auto const found = call.bot.commands.find(*key);
  return found == call.bot.commands.end() ? json::array() : found->second;
}

auto delete_my_commands(Call const& call) -> Outcome {
  auto const key = list_key(call);
  if (!key) return std::unexpected(key.error());
  call.bot.commands.erase(*key);
  return true;
}

auto offered_commands(Bot const& bot, Chat const& chat, Person const& person) -> json::array {
  auto const scopes = chat.is_private() ? private_scopes(chat) : group_scopes(chat, person);
  auto const language = person.language_code.value_or("").substr(0, 2);
  for (auto const& scope : scopes) {
    for (auto const& key : {scope + "/" + language, scope + "/"}) {
      auto const found = bot.commands.find(key);
      if (found != bot.commands.end()) return found->second;
    }
  }
  return {};
}

}  // namespace pb::telegram::simulator
