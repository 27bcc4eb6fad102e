#include <algorithm>
#include <array>

#include "telegram/simulator/composing.h"
#include "telegram/simulator/targets.h"

namespace pb::telegram::simulator {

namespace json = boost::json;

namespace {

constexpr std::chrono::seconds kActionLasts{5};
constexpr std::array<std::string_view, 11> kActions{
    "typing",        "upload_photo",      "record_video",     "upload_video",
    "record_voice",  "upload_voice",      "upload_document",  "choose_sticker",
    "find_location", "record_video_note", "upload_video_note"};

// The message that is to be sent on.
auto source(Call const& call, std::string_view verb) -> std::expected<Message const*, ApiError> {
  auto const chat = known_chat(call, "from_chat_id");
  if (!chat) return std::unexpected(chat.error());
  auto const* const message = (*chat)->find(call.parameters.number("message_id").value_or(0));
  if (message == nullptr) return bad_request("message to " + std::string(verb) + " not found");
  if (message->service)
    return bad_request("message can't be " + std::string(verb == "copy" ? "copied" : "forwarded"));
  return message;
}

}  // namespace

auto send_message(Call const& call) -> Outcome {
  auto text = message_text(call);
  if (!text) return std::unexpected(text.error());
  auto const chat = writable_chat(call);
  if (!chat) return std::unexpected(chat.error());
  return post_and_show(call, **chat, Message{.text = std::move(*text)});
}

auto forward_message(Call const& call) -> Outcome {
  auto const chat = writable_chat(call);
  if (!chat) return std::unexpected(chat.error());
  auto const original = source(call, "forward");
  if (!original) return std::unexpected(original.error());
  auto const& message = **original;
  return post_and_show(call, **chat,
                       Message{.text = message.text,
                               .attachment = message.attachment,
                               .forwarded_from = message.forwarded_from.value_or(message.from)});
}

auto copy_message(Call const& call) -> Outcome {
  auto const chat = writable_chat(call);
  if (!chat) return std::unexpected(chat.error());
  auto const original = source(call, "copy");
  if (!original) return std::unexpected(original.error());
  Message copy{.text = (*original)->text, .attachment = (*original)->attachment};
  if (copy.attachment && call.parameters.text("caption")) {
    auto text = caption(call.world, call.parameters);
    if (!text) return std::unexpected(text.error());
    copy.text = std::move(*text);
  }
  auto const posted = post_message(call, **chat, std::move(copy));
  if (!posted) return std::unexpected(posted.error());
  return json::object{{"message_id", (*posted)->id}};
}

auto send_chat_action(Call const& call) -> Outcome {
  auto const chat = writable_chat(call);
  if (!chat) return std::unexpected(chat.error());
  auto const action = call.parameters.text("action").value_or("");
  if (std::ranges::find(kActions, action) == kActions.end()) {
    return bad_request("wrong parameter action in request");
  }
  (*chat)->action = ChatAction{
      .bot = call.bot.id, .action = std::string(action), .until = call.world.steady_now() + kActionLasts};
  call.world.changed(**chat);
  return true;
}

}  // namespace pb::telegram::simulator
