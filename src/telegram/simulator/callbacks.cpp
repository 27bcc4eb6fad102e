#include "telegram/simulator/methods.h"
#include "telegram/simulator/text_units.h"

namespace pb::telegram::simulator {

auto answer_callback_query(Call const& call) -> Outcome {
  auto const& limits = call.world.limits();
  auto* const callback = call.world.callback(call.parameters.text("callback_query_id").value_or(""));
  bool const is_open = callback != nullptr && callback->bot == call.bot.id &&
                       call.world.steady_now() - callback->pressed_at < limits.callback_lifetime;
  if (!is_open) return bad_request("query is too old and response timeout expired or query ID is invalid");
  auto const text = call.parameters.text("text").value_or("");
  if (utf16_length(text) > limits.callback_answer_units) return bad_request("MESSAGE_TOO_LONG");
  if (callback->answered) return true;  // only the first answer is shown
  callback->answered = true;
  callback->text = text;
  callback->show_alert = call.parameters.flag("show_alert");
  callback->url = call.parameters.text("url").value_or("");
  call.world.touch(callback_topic(callback->id));
  return true;
}

}  // namespace pb::telegram::simulator
