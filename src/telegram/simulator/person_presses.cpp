#include <fmt/format.h>

#include <algorithm>
#include <boost/json/object.hpp>

#include "telegram/simulator/keyboard.h"
#include "telegram/simulator/person_methods.h"
#include "telegram/simulator/shapes.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

namespace {

constexpr std::int64_t kUsualWaitSeconds = 10;
constexpr std::int64_t kLongestWaitSeconds = 30;

// The same for all presses in one chat, as Telegram promises.
auto chat_instance(ChatKey key) -> std::string {
  return fmt::format("{}{}", key.bot, key.id);
}

// Tells the bot of the press; gives the id of the callback that it shall answer.
auto begin_press(PersonCall const& call) -> OrPersonError<std::string> {
  auto const seat = seat_in_chat(call, "from");
  if (!seat) return std::unexpected(seat.error());
  auto const message_id = number_of(call.given, "message_id");
  if (!message_id) return std::unexpected(message_id.error());
  auto const data = text_of(call.given, "data");
  if (!data) return std::unexpected(data.error());
  auto const* const message = seat->chat->find(*message_id);
  if (message == nullptr) return missing(fmt::format("there is no message {}", *message_id));
  if (!has_callback_data(message->inline_keyboard, *data)) {
    return contradicted(fmt::format("the message {} has no button with this data now", *message_id));
  }
  auto* const bot = call.world.bot(message->from);
  bool const is_there =
      bot != nullptr && !seat->chat->blocked && seat->chat->bots.at(bot->id) == Membership::member;
  if (!is_there) return contradicted("the bot is blocked, or not in the group any more");
  auto const& callback = call.world.open_callback(*bot, seat->person->id);
  call.world.push_update(*bot, "callback_query", seat->chat->key.id,
                         json::object{{"id", callback.id},
                                      {"from", user_shape(*seat->person)},
                                      {"message", message_shape(call.world, *seat->chat, *message)},
                                      {"chat_instance", chat_instance(seat->chat->key)},
                                      {"data", *data}});
  return callback.id;
}

auto answer_of(World& world, std::string const& id, Turn turn) -> std::optional<http::Response> {
  auto const* const callback = world.callback(id);
  bool const answered = callback != nullptr && callback->answered;
  if (!answered && turn == Turn::early) return std::nullopt;
  return respond_with(json::object{{"answered", answered},
                                   {"text", answered ? callback->text : ""},
                                   {"show_alert", answered && callback->show_alert},
                                   {"url", answered ? callback->url : ""}});
}

}  // namespace

void press(Core& core, Parameters given, http::Respond respond) {
  auto const id = core.ask([&](World& world) { return begin_press({world, given}); });
  if (!id) return respond(respond_with(std::unexpected(id.error())));
  auto const seconds =
      std::clamp<std::int64_t>(given.number("wait").value_or(kUsualWaitSeconds), 0, kLongestWaitSeconds);
  core.answer_when({callback_topic(*id)}, std::chrono::steady_clock::now() + std::chrono::seconds(seconds),
                   std::move(respond),
                   [id = *id](World& world, Turn turn) { return answer_of(world, id, turn); });
}

}  // namespace pb::telegram::simulator
