#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "bot/screen.h"
#include "store/unit.h"

// Puts screens into the queue of outgoing messages, in the caller's unit.
namespace pb::bot {

enum class Silence { audible, silent };

struct Destination {
  std::int64_t chat_id = 0;
  std::int64_t topic_id = 0;  // 0: the chat itself
  Silence silence = Silence::audible;
};

// Shows the screen in the chat's living message: edits it, or sends a new one where there is none.
void show_screen(store::Unit& unit, std::int64_t chat_id, std::optional<std::int64_t> living_message,
                 Screen const& screen);
// A new living message that nobody asked for; waits behind those that somebody waits for. What was to be
// typed under an older one is forgotten: yesterday's open form must not catch the answer to today's question.
struct Prompted {
  Destination destination{};
  Screen screen{};
};
void send_prompts(store::Unit& unit, std::span<Prompted const> prompts);
// A message that stays what it is: an answer somebody waits for, or a notice.
void send_answer(store::Unit& unit, std::int64_t chat_id, Screen const& screen);
void send_notice(store::Unit& unit, Destination const& destination, Screen const& screen);

}  // namespace pb::bot
