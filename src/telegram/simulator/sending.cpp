#include "telegram/simulator/composing.h"
#include "telegram/simulator/targets.h"

namespace pb::telegram::simulator {

auto send_message(Call const& call) -> Outcome {
  auto text = message_text(call);
  if (!text) return std::unexpected(text.error());
  auto const chat = writable_chat(call);
  if (!chat) return std::unexpected(chat.error());
  return post_message(call, **chat, Message{.text = std::move(*text)});
}

}  // namespace pb::telegram::simulator
