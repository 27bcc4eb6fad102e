#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <vector>

#include "telegram/simulator/commands.h"
#include "telegram/simulator/person_methods.h"
#include "telegram/simulator/person_view.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

namespace {

constexpr std::int64_t kLongestWaitSeconds = 30;

// The chats a person's client lists beside this bot.
bool is_seen(Chat const& chat, std::int64_t person, std::int64_t bot) {
  if (chat.is_private()) return chat.key.id == person && chat.key.bot == bot;
  return chat.people.contains(person) && !chat.migrated_to;
}

// When the wait is over: a bot that stops typing is news too.
auto end_of_wait(World& world, Seat const& seat, Parameters const& given) -> SteadyTime {
  auto const seconds = std::clamp<std::int64_t>(given.number("wait").value_or(0), 0, kLongestWaitSeconds);
  auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  auto const* const action = seat.chat == nullptr ? nullptr : present_action(world, *seat.chat);
  if (action == nullptr) return end;
  return std::min(end, std::chrono::steady_clock::now() + (action->until - world.steady_now()));
}

auto look(World& world, Parameters const& given, Turn turn) -> std::optional<http::Response> {
  auto const seat = seat_of({world, given}, "as");
  if (!seat) return respond_with(std::unexpected(seat.error()));
  auto const after = static_cast<std::uint64_t>(std::max<std::int64_t>(given.number("after").value_or(0), 0));
  auto const version = seat->chat == nullptr ? world.first_version() : seat->chat->version;
  if (after == version && turn == Turn::early) return std::nullopt;
  return respond_with(seat->chat == nullptr ? unopened_view(world, *seat->bot)
                                            : chat_view(world, *seat->chat, after));
}

}  // namespace

auto list_chats(PersonCall const& call) -> PersonAnswer {
  auto const person = person_of(call, "person");
  if (!person) return std::unexpected(person.error());
  auto const bot = bot_of(call, "bot");
  if (!bot) return std::unexpected(bot.error());
  std::vector<Chat const*> seen;
  for (auto const& [key, chat] : call.world.chats()) {
    if (is_seen(chat, (*person)->id, (*bot)->id)) seen.push_back(&chat);
  }
  std::ranges::sort(seen, std::greater(), &Chat::version);
  json::array lines;
  for (auto const* const chat : seen) lines.push_back(chat_line(call.world, *chat));
  return json::object{{"chats", std::move(lines)}};
}

auto list_commands(PersonCall const& call) -> PersonAnswer {
  auto const seat = seat_of(call, "as");
  if (!seat) return std::unexpected(seat.error());
  Chat const unopened{.key = seat->key};
  auto const& chat = seat->chat == nullptr ? unopened : *seat->chat;
  return json::object{{"commands", offered_commands(*seat->bot, chat, *seat->person)}};
}

void read_chat(Core& core, Parameters given, http::Respond respond) {
  struct Wait {
    std::string topic;
    SteadyTime end;
  };
  auto const wait = core.ask([&](World& world) -> OrPersonError<Wait> {
    auto const seat = seat_of({world, given}, "as");
    if (!seat) return std::unexpected(seat.error());
    return Wait{chat_topic(seat->key), end_of_wait(world, *seat, given)};
  });
  if (!wait) return respond(respond_with(std::unexpected(wait.error())));
  core.answer_when({wait->topic}, wait->end, std::move(respond),
                   [given = std::move(given)](World& world, Turn turn) { return look(world, given, turn); });
}

}  // namespace pb::telegram::simulator
