#pragma once

#include "telegram/simulator/core.h"
#include "telegram/simulator/person_call.h"

// What people, and whoever sets the stage for them, can do: the calls of docs/simulator.md by name.
namespace pb::telegram::simulator {

using PersonMethod = PersonAnswer (*)(PersonCall const&);

[[nodiscard]] auto list_people(PersonCall const& call) -> PersonAnswer;
[[nodiscard]] auto add_person(PersonCall const& call) -> PersonAnswer;
[[nodiscard]] auto list_bots(PersonCall const& call) -> PersonAnswer;
[[nodiscard]] auto register_bot(PersonCall const& call) -> PersonAnswer;
[[nodiscard]] auto list_chats(PersonCall const& call) -> PersonAnswer;
[[nodiscard]] auto list_commands(PersonCall const& call) -> PersonAnswer;
[[nodiscard]] auto say(PersonCall const& call) -> PersonAnswer;
[[nodiscard]] auto block_bot(PersonCall const& call) -> PersonAnswer;
[[nodiscard]] auto unblock_bot(PersonCall const& call) -> PersonAnswer;
[[nodiscard]] auto found_group(PersonCall const& call) -> PersonAnswer;
[[nodiscard]] auto let_bot_in(PersonCall const& call) -> PersonAnswer;
[[nodiscard]] auto throw_bot_out(PersonCall const& call) -> PersonAnswer;
[[nodiscard]] auto migrate_group(PersonCall const& call) -> PersonAnswer;
[[nodiscard]] auto push_raw_update(PersonCall const& call) -> PersonAnswer;
[[nodiscard]] auto restart_updates(PersonCall const& call) -> PersonAnswer;
[[nodiscard]] auto add_fault(PersonCall const& call) -> PersonAnswer;

// Those that answer otherwise than at once with JSON.
using PersonHandler = void (*)(Core&, Parameters, http::Respond);

void read_chat(Core& core, Parameters given, http::Respond respond);
void press(Core& core, Parameters given, http::Respond respond);
void read_file(Core& core, Parameters given, http::Respond respond);

[[nodiscard]] auto respond_with(PersonAnswer const& answer) -> http::Response;

}  // namespace pb::telegram::simulator
