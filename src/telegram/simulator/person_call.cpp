#include "telegram/simulator/person_call.h"

#include <fmt/format.h>

namespace pb::telegram::simulator {

auto number_of(Parameters const& given, std::string_view name) -> OrPersonError<std::int64_t> {
  if (auto const number = given.number(name); number) return *number;
  return wrong(fmt::format("\"{}\" must be a whole number", name));
}

auto text_of(Parameters const& given, std::string_view name) -> OrPersonError<std::string> {
  auto const text = given.text(name).value_or("");
  if (!text.empty()) return std::string(text);
  return wrong(fmt::format("\"{}\" must be a text that is not empty", name));
}

auto person_of(PersonCall const& call, std::string_view name) -> OrPersonError<Person*> {
  auto const id = number_of(call.given, name);
  if (!id) return std::unexpected(id.error());
  auto* const person = call.world.person(*id);
  if (person == nullptr) return missing(fmt::format("nobody has the id {}", *id));
  return person;
}

auto bot_of(PersonCall const& call, std::string_view name) -> OrPersonError<Bot*> {
  auto const id = number_of(call.given, name);
  if (!id) return std::unexpected(id.error());
  auto* const bot = call.world.bot(*id);
  if (bot == nullptr) return missing(fmt::format("no bot has the id {}", *id));
  return bot;
}

auto group_of(PersonCall const& call, std::string_view name) -> OrPersonError<Chat*> {
  auto const id = number_of(call.given, name);
  if (!id) return std::unexpected(id.error());
  auto* const group = *id < 0 ? call.world.chat({.bot = 0, .id = *id}) : nullptr;
  if (group == nullptr) return missing(fmt::format("no group has the id {}", *id));
  return group;
}

auto seat_of(PersonCall const& call, std::string_view who) -> OrPersonError<Seat> {
  auto const bot = bot_of(call, "bot");
  if (!bot) return std::unexpected(bot.error());
  auto const person = person_of(call, who);
  if (!person) return std::unexpected(person.error());
  auto const id = number_of(call.given, "chat");
  if (!id) return std::unexpected(id.error());
  Seat seat{.bot = *bot, .person = *person};
  if (*id < 0) {
    auto const group = group_of(call, "chat");
    if (!group) return std::unexpected(group.error());
    if (!(*group)->people.contains((*person)->id)) {
      return contradicted(fmt::format("{} is not in the group {}", (*person)->id, *id));
    }
    seat.chat = *group;
  } else {
    if (*id != (*person)->id) {
      return contradicted(fmt::format("the private chat {} is not that of {}", *id, (*person)->id));
    }
    seat.chat = call.world.chat({.bot = (*bot)->id, .id = *id});
  }
  seat.key = {.bot = *id < 0 ? 0 : (*bot)->id, .id = *id};
  return seat;
}

auto seat_in_chat(PersonCall const& call, std::string_view who) -> OrPersonError<Seat> {
  auto seat = seat_of(call, who);
  if (seat && seat->chat == nullptr) return missing("nothing has been said in this private chat yet");
  return seat;
}

}  // namespace pb::telegram::simulator
