#pragma once

#include <string_view>

#include "telegram/simulator/api_error.h"
#include "telegram/simulator/parameters.h"
#include "telegram/simulator/world.h"

// The Bot API's methods, as functions over the world (core.telegram.org/bots/api#available-methods).
namespace pb::telegram::simulator {

struct Call {
  World& world;
  Bot& bot;
  Parameters const& parameters;
};
using Method = Outcome (*)(Call const&);

// By name, in small letters; null for what is no method. getUpdates is not among them: it waits.
[[nodiscard]] auto find_method(std::string_view lower_case_name) -> Method;

// sending.cpp
auto send_message(Call const& call) -> Outcome;
auto forward_message(Call const& call) -> Outcome;
auto copy_message(Call const& call) -> Outcome;
auto send_chat_action(Call const& call) -> Outcome;

// media.cpp
auto send_photo(Call const& call) -> Outcome;
auto send_document(Call const& call) -> Outcome;
auto send_voice(Call const& call) -> Outcome;
auto send_audio(Call const& call) -> Outcome;
auto send_media_group(Call const& call) -> Outcome;
auto edit_message_media(Call const& call) -> Outcome;
auto get_file(Call const& call) -> Outcome;

// editing.cpp
auto edit_message_text(Call const& call) -> Outcome;
auto edit_message_caption(Call const& call) -> Outcome;
auto edit_message_reply_markup(Call const& call) -> Outcome;
auto delete_message(Call const& call) -> Outcome;
auto delete_messages(Call const& call) -> Outcome;

// callbacks.cpp
auto answer_callback_query(Call const& call) -> Outcome;

// commands.cpp
auto set_my_commands(Call const& call) -> Outcome;
auto get_my_commands(Call const& call) -> Outcome;
auto delete_my_commands(Call const& call) -> Outcome;

// profile.cpp
auto get_me(Call const& call) -> Outcome;
auto set_my_name(Call const& call) -> Outcome;
auto get_my_name(Call const& call) -> Outcome;
auto set_my_description(Call const& call) -> Outcome;
auto get_my_description(Call const& call) -> Outcome;
auto set_my_short_description(Call const& call) -> Outcome;
auto get_my_short_description(Call const& call) -> Outcome;
auto set_chat_menu_button(Call const& call) -> Outcome;
auto get_chat_menu_button(Call const& call) -> Outcome;
auto log_out(Call const& call) -> Outcome;
auto close_bot(Call const& call) -> Outcome;

// chats.cpp
auto get_chat(Call const& call) -> Outcome;
auto get_chat_member(Call const& call) -> Outcome;
auto get_chat_member_count(Call const& call) -> Outcome;
auto get_chat_administrators(Call const& call) -> Outcome;
auto leave_chat(Call const& call) -> Outcome;
auto pin_chat_message(Call const& call) -> Outcome;
auto unpin_chat_message(Call const& call) -> Outcome;
auto create_forum_topic(Call const& call) -> Outcome;

// webhook_methods.cpp
auto set_webhook(Call const& call) -> Outcome;
auto delete_webhook(Call const& call) -> Outcome;
auto get_webhook_info(Call const& call) -> Outcome;

}  // namespace pb::telegram::simulator
