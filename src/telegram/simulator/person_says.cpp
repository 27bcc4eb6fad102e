#include <fmt/format.h>

#include <boost/json/object.hpp>
#include <vector>

#include "telegram/simulator/hearing.h"
#include "telegram/simulator/person_files.h"
#include "telegram/simulator/person_methods.h"
#include "telegram/simulator/person_view.h"
#include "telegram/simulator/text_split.h"
#include "telegram/simulator/text_units.h"

namespace pb::telegram::simulator {
namespace {

// As a client sends it: without space around it, with commands, mentions and addresses marked.
auto formatted(std::string_view text) -> FormattedText {
  FormattedText result{.text = std::string(text)};
  trim(result);
  mark_automatic_entities(result);
  return result;
}

auto text_messages(PersonCall const& call) -> OrPersonError<std::vector<Message>> {
  std::vector<Message> messages;
  auto const text = call.given.text("text").value_or("");
  for (auto const part : split_text(text, call.world.limits().text_units)) {
    messages.push_back(Message{.text = formatted(part)});
  }
  if (messages.empty()) return wrong("\"text\" must say something");
  return messages;
}

auto file_message(PersonCall const& call) -> OrPersonError<std::vector<Message>> {
  auto caption = formatted(call.given.text("caption").value_or(""));
  if (utf16_length(caption.text) > call.world.limits().caption_units) return wrong("\"caption\" is too long");
  auto const attachment = take_file(call);
  if (!attachment) return std::unexpected(attachment.error());
  return std::vector{Message{.text = std::move(caption), .attachment = *attachment}};
}

// Whether these can be said here at all; fills in thread and reply of the first.
auto place(PersonCall const& call, Seat const& seat, std::vector<Message>& messages)
    -> std::optional<PersonError> {
  if (seat.chat != nullptr && seat.chat->blocked) {
    return PersonError{409, "this person has blocked the bot: unblock it first"};
  }
  if (seat.chat != nullptr && seat.chat->migrated_to) {
    return PersonError{409, fmt::format("the group has become the supergroup {}", *seat.chat->migrated_to)};
  }
  if (auto const thread = call.given.number("thread"); thread) {
    if (seat.chat == nullptr || !seat.chat->topics.contains(*thread)) {
      return PersonError{404, fmt::format("the chat has no topic {}", *thread)};
    }
    for (auto& message : messages) message.thread = thread;
  }
  if (auto const reply_to = call.given.number("reply_to"); reply_to) {
    if (seat.chat == nullptr || seat.chat->find(*reply_to) == nullptr) {
      return PersonError{404, fmt::format("there is no message {}", *reply_to)};
    }
    messages.front().reply_to = reply_to;
  }
  return std::nullopt;
}

}  // namespace

auto say(PersonCall const& call) -> PersonAnswer {
  auto const seat = seat_of(call, "from");
  if (!seat) return std::unexpected(seat.error());
  auto messages = call.given.text("kind") ? file_message(call) : text_messages(call);
  if (!messages) return std::unexpected(messages.error());
  if (auto problem = place(call, *seat, *messages); problem) return std::unexpected(std::move(*problem));

  auto& chat = seat->chat != nullptr ? *seat->chat : call.world.open_private_chat(*seat->bot, *seat->person);
  boost::json::object first;
  for (auto& message : *messages) {
    message.from = seat->person->id;
    auto const& posted = call.world.post(chat, std::move(message));
    tell_bots(call.world, chat, posted);
    if (first.empty()) first = message_view(call.world, posted);
  }
  return first;
}

}  // namespace pb::telegram::simulator
