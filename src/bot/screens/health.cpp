#include "bot/screens/screens.h"

// How the program itself is, for those who look after it.
namespace pb::bot {

void show_health(Turn& turn) {
  Page page;
  if (!administers(turn) || !turn.surroundings.health) {
    turn.warn(turn.voice.plain("error.not_allowed"));
    return show_settings(turn);
  }
  page.line(turn.voice.html("health.title")).gap();
  for (auto const& check : turn.surroundings.health(turn.unit)) {
    page.line(turn.voice.html("health.check", {{"state", std::string(check.fine ? "fine" : "trouble")},
                                               {"name", check.name},
                                               {"detail", check.detail}}));
  }
  page.button(turn.voice.plain("health.again"), Route("health"));
  add_back_and_home(page, turn, Route("settings"));
  turn.show(page.done());
}

auto health_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {{"health", [](Turn& turn, Route const&) { show_health(turn); }}};
  return entries;
}

}  // namespace pb::bot
