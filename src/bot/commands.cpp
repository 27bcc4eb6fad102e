#include "bot/commands.h"

#include <algorithm>

#include "base/ascii.h"
#include "bot/command_menu.h"
#include "bot/months_typed.h"
#include "bot/notices.h"
#include "bot/screens/screens.h"
#include "collection/prompts.h"
#include "people/group_chats.h"

namespace pb::bot {
namespace {

void confirm_asked(Turn& turn, std::size_t people) {
  Page page;
  page.line(turn.voice.html("prompt.sent", {{"count", static_cast<std::int64_t>(people)}}));
  add_home(page, turn);
  turn.show(page.done());
}

// Managers ask for their own list with these two commands; owners and admins make the bot ask everybody now.
void ask_potential(Turn& turn, Command const&) {
  if (turn.actor.office || turn.actor.role == Role::analyst) return show_home(turn);
  auto const people = collection::ask_plans_now(turn.unit, turn.actor);
  if (!people) {
    turn.fail(people.error());
    return show_home(turn);
  }
  prompt_people(turn.unit, turn.surroundings, *people, Prompt::plan);
  confirm_asked(turn, people->size());
}

void ask_fact(Turn& turn, Command const&) {
  if (turn.actor.office || turn.actor.role == Role::analyst)
    return show_sheet(turn, {.kind = collection::ValueKind::fact});
  auto const people = collection::ask_facts_now(turn.unit, turn.actor);
  if (!people) {
    turn.fail(people.error());
    return show_home(turn);
  }
  prompt_people(turn.unit, turn.surroundings, *people, Prompt::fact);
  confirm_asked(turn, people->size());
}

void monthly_report(Turn& turn, Command const& command) {
  auto const range = parse_months(command.argument);
  auto const named = range && range->first == range->last ? std::optional(range->first) : std::nullopt;
  if (!command.argument.empty() && !named) turn.warn(turn.voice.plain("report.bad_month"));
  auto const last_ended = Month::of(collection::organisation_today(turn.unit)) - 1;
  show_monthly_report(turn, named.value_or(last_ended));
}

void start(Turn& turn, Command const&) {
  offer_commands(turn);
  show_home(turn);
}

void cancel(Turn& turn, Command const&) {
  turn.say(turn.voice.plain("bot.cancelled"));
  show_home(turn);
}

struct CommandEntry {
  CommandInfo info;
  void (*run)(Turn&, Command const&) = nullptr;
};

constexpr CommandEntry kCommands[] = {
    {{"start", "command.start", false}, start},
    {{"help", "command.help", false}, [](Turn& turn, Command const&) { show_help(turn); }},
    {{"cancel", "command.cancel", false}, cancel},
    {{"ask_potential", "command.ask_potential", true}, ask_potential},
    {{"ask_fact", "command.ask_fact", true}, ask_fact},
    {{"monthly_report", "command.monthly_report", true}, monthly_report},
    {{"settings", "command.settings", false}, [](Turn& turn, Command const&) { show_settings(turn); }},
    {{"web", "command.web", false}, [](Turn& turn, Command const&) { show_web(turn); }},
};

}  // namespace

auto parse_command(std::string_view text, std::string_view bot_username) -> std::optional<Command> {
  if (!text.starts_with('/')) return std::nullopt;
  auto const space = text.find_first_of(" \n\t");
  auto name = text.substr(1, space == std::string_view::npos ? space : space - 1);
  auto argument = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
  if (auto const at = name.find('@'); at != std::string_view::npos) {
    if (!equal_ignoring_case(name.substr(at + 1), bot_username)) return std::nullopt;
    name = name.substr(0, at);
  }
  while (!argument.empty() && argument.back() == ' ') argument.remove_suffix(1);
  return Command{std::string(name), std::string(argument)};
}

auto run_command(Turn& turn, Command const& command) -> bool {
  auto const found = std::ranges::find(kCommands, std::string_view(command.name),
                                       [](auto const& entry) { return entry.info.name; });
  if (found == std::end(kCommands)) return false;
  found->run(turn, command);
  return true;
}

auto command_infos() -> std::span<CommandInfo const> {
  static auto const infos = [] {
    std::vector<CommandInfo> list;
    for (auto const& entry : kCommands) list.push_back(entry.info);
    return list;
  }();
  return infos;
}

}  // namespace pb::bot
