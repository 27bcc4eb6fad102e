#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "telegram/simulator/person_methods.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

namespace {

auto person_view(Person const& person) -> json::object {
  json::object view{{"id", person.id}, {"first_name", person.first_name}};
  if (person.last_name) view["last_name"] = *person.last_name;
  if (person.username) view["username"] = *person.username;
  if (person.language_code) view["language_code"] = *person.language_code;
  return view;
}

auto bot_view(Bot const& bot) -> json::object {
  return {{"id", bot.id}, {"username", bot.account.username}, {"first_name", bot.account.first_name}};
}

// Nothing for a text that is absent or empty.
auto optional_text(Parameters const& given, std::string_view name) -> std::optional<std::string> {
  auto const text = given.text(name).value_or("");
  return text.empty() ? std::nullopt : std::optional(std::string(text));
}

}  // namespace

auto list_people(PersonCall const& call) -> PersonAnswer {
  json::array people;
  for (auto const& [id, person] : call.world.people()) people.push_back(person_view(person));
  return json::object{{"people", std::move(people)}};
}

auto add_person(PersonCall const& call) -> PersonAnswer {
  auto const id = number_of(call.given, "id");
  if (!id) return std::unexpected(id.error());
  auto first_name = text_of(call.given, "first_name");
  if (!first_name) return std::unexpected(first_name.error());
  if (*id <= 0) return wrong("\"id\" must be above zero");
  auto const* const person =
      call.world.add_person({.id = *id,
                             .first_name = std::move(*first_name),
                             .last_name = optional_text(call.given, "last_name"),
                             .username = optional_text(call.given, "username"),
                             .language_code = optional_text(call.given, "language_code")});
  if (person == nullptr) return contradicted("a bot has this id, or there is no room for more people");
  return person_view(*person);
}

auto list_bots(PersonCall const& call) -> PersonAnswer {
  json::array bots;
  for (auto const& [id, bot] : call.world.bots()) bots.push_back(bot_view(bot));
  return json::object{{"bots", std::move(bots)}};
}

auto register_bot(PersonCall const& call) -> PersonAnswer {
  auto token = text_of(call.given, "token");
  if (!token) return std::unexpected(token.error());
  auto username = text_of(call.given, "username");
  if (!username) return std::unexpected(username.error());
  auto first_name = text_of(call.given, "first_name");
  if (!first_name) return std::unexpected(first_name.error());
  if (!bot_id_of(*token)) return wrong("\"token\" must look like 123456:TEST-TOKEN");
  auto const* const bot =
      call.world.add_bot({.token = Secret(std::move(*token)),
                          .first_name = std::move(*first_name),
                          .username = std::move(*username),
                          .reads_all_group_messages = call.given.flag("reads_all_group_messages")});
  if (bot == nullptr) return contradicted("a person has the bot's id, or there is no room for more bots");
  return bot_view(*bot);
}

}  // namespace pb::telegram::simulator
