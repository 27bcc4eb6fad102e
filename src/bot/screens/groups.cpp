#include "bot/screens/screens.h"
#include "people/group_chats.h"

// Groups and topics that the digest and the monthly report go to.
namespace pb::bot {
namespace {

constexpr std::size_t kGroupsShown = 30;

void show_groups(Turn& turn) {
  auto groups = people::list_groups(turn.unit, turn.actor);
  if (!groups) {
    turn.fail(groups.error());
    return show_home(turn);
  }
  std::erase_if(*groups, [](store::GroupChat const& group) { return !group.digest; });
  auto const& voice = turn.voice;
  Page page;
  page.line(voice.html("groups.title")).gap();
  page.line(voice.html(groups->empty() ? "groups.none" : "groups.tap_to_stop"));
  std::size_t shown = 0;
  for (auto const& group : *groups) {
    if (++shown > kGroupsShown) break;
    auto const* const key = group.topic_id == 0 ? "groups.row" : "groups.row_topic";
    page.button(voice.plain(key, {{"title", group.title}}),
                Route("group_off", {group.chat_id, group.topic_id}));
  }
  page.link(voice.plain("groups.add"),
            "https://t.me/" + turn.surroundings.bot_username() + "?startgroup=digest");
  add_back_and_home(page, turn, Route("schedules"));
  turn.show(page.done());
}

void stop(Turn& turn, Route const& route) {
  auto const result = people::unsubscribe_group(turn.unit, turn.actor, route.number(0).value_or(0),
                                                route.number(1).value_or(0));
  result ? turn.say(turn.voice.plain("bot.done")) : turn.fail(result.error());
  show_groups(turn);
}

}  // namespace

auto group_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {{"groups", [](Turn& turn, Route const&) { show_groups(turn); }},
                                        {"group_off", stop}};
  return entries;
}

}  // namespace pb::bot
