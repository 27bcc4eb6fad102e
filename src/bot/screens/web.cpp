#include "bot/screens/screens.h"
#include "people/sign_in_links.h"
#include "telegram/html.h"

// The way into a browser.
namespace pb::bot {
namespace {

// Telegram takes buttons to public addresses only.
void add_link(Page& page, Turn const& turn, std::string const& url) {
  auto const label = turn.voice.plain("web.open");
  if (telegram::is_button_url(url))
    page.link(label, url);
  else
    page.gap().line(telegram::html_link(label, url));
}

}  // namespace

void show_web(Turn& turn) {
  Page page;
  auto const& address = turn.surroundings.public_url;
  if (address.empty()) {
    page.line(turn.voice.html("web.not_set_up"));
  } else {
    auto const link = people::make_sign_in_link(turn.unit, turn.actor, *turn.surroundings.random);
    if (!link) {
      page.line(turn.voice.html(link.error().message));
    } else {
      page.line(turn.voice.html("web.link", {{"minutes", std::int64_t{people::kSignInLinkLife.count()}}}));
      add_link(page, turn, address + people::sign_in_path(link->token));
    }
  }
  add_back_and_home(page, turn, Route("settings"));
  turn.show(page.done());
}

auto web_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {{"web", [](Turn& turn, Route const&) { show_web(turn); }}};
  return entries;
}

}  // namespace pb::bot
