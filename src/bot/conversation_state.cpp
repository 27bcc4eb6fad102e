#include "bot/conversation_state.h"

#include <boost/json.hpp>

namespace pb::bot {

auto to_json(ConversationState const& state) -> std::string {
  boost::json::object object;
  if (!state.input.verb.empty()) object["input"] = state.input.encode();
  if (state.below > 0) object["below"] = state.below;
  return boost::json::serialize(object);
}

auto state_from_json(std::string_view json) -> ConversationState {
  ConversationState state;
  boost::system::error_code problem;
  auto const value = boost::json::parse(json, problem);
  auto const* const object = value.if_object();
  if (problem || object == nullptr) return state;
  if (auto const* input = object->if_contains("input"); input != nullptr && input->is_string()) {
    state.input = Route::parse(input->as_string());
  }
  if (auto const* below = object->if_contains("below"); below != nullptr && below->is_int64()) {
    state.below = below->as_int64();
  }
  return state;
}

}  // namespace pb::bot
