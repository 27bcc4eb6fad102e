#include "collection/schedules.h"
#include "bot/screens/screens.h"

// The five times of the day and month.
namespace pb::bot {
namespace {

using collection::Schedule;
using collection::ScheduleChange;
using collection::ScheduleName;

auto schedule_text(Turn const& turn, Schedule const& schedule, std::string_view key) -> Message {
  return Message(std::string(key),
                 {{"name", std::string(enum_name(schedule.name))},
                  {"expression", schedule.expression},
                  {"state", std::string(schedule.enabled ? "on" : "off")},
                  {"zone", schedule.time_zone.value_or(turn.organisation.time_zone)},
                  {"follows", std::string(schedule.time_zone ? "fixed" : enum_name(schedule.own_zone))}});
}

void show_list(Turn& turn) {
  auto const schedules = collection::list_schedules(turn.unit, turn.actor);
  if (!schedules) {
    turn.fail(schedules.error());
    return show_home(turn);
  }
  Page page;
  page.line(turn.voice.html("schedules.title"));
  for (auto const& schedule : *schedules) {
    page.button(turn.voice.plain(schedule_text(turn, schedule, "schedules.row")),
                Route("schedule", {enum_name(schedule.name)}));
  }
  add_home(page, turn);
  turn.show(page.done());
}

auto find(Turn& turn, ScheduleName name) -> std::optional<Schedule> {
  auto const schedules = collection::list_schedules(turn.unit, turn.actor);
  if (!schedules) return std::nullopt;
  for (auto const& schedule : *schedules) {
    if (schedule.name == name) return schedule;
  }
  return std::nullopt;
}

void show_schedule(Turn& turn, ScheduleName name) {
  auto const schedule = find(turn, name);
  if (!schedule) return show_list(turn);
  auto const word = std::string(enum_name(name));
  Page page;
  page.line(turn.voice.html(schedule_text(turn, *schedule, "schedules.card")));
  page.button(turn.voice.plain(schedule->enabled ? "schedules.switch_off" : "schedules.switch_on"),
              Route("schedule_switch", {word, schedule->enabled ? 0 : 1}));
  if (schedule->changed) page.beside(turn.voice.plain("schedules.reset"), Route("schedule_reset", {word}));
  add_back_and_home(page, turn, Route("schedules"));
  turn.show(page.done());
  turn.expect(Route("schedule_time", {word}));
}

void finish(Turn& turn, ScheduleName name, Result<Schedule> const& result) {
  result ? turn.say(turn.voice.plain("bot.done")) : turn.fail(result.error());
  show_schedule(turn, name);
}

// "18:30" sets the time of day; five fields are a cron expression.
void typed_time(Turn& turn, Route const& input, std::string const& typed) {
  auto const name = enum_from_name<ScheduleName>(input.word(0));
  if (!name) return show_list(turn);
  bool const expression = typed.find(' ') != std::string::npos;
  finish(turn, *name,
         expression
             ? collection::change_schedule(turn.unit, turn.actor, *name, ScheduleChange{.expression = typed})
             : collection::change_schedule_time(turn.unit, turn.actor, *name, typed));
}

void switch_schedule(Turn& turn, Route const& route) {
  auto const name = enum_from_name<ScheduleName>(route.word(0));
  if (!name) return show_list(turn);
  finish(turn, *name,
         collection::change_schedule(turn.unit, turn.actor, *name,
                                     ScheduleChange{.enabled = route.number(1) == 1}));
}

}  // namespace

auto schedule_buttons() -> std::span<ButtonEntry const> {
  static ButtonEntry const entries[] = {
      {"schedules", [](Turn& turn, Route const&) { show_list(turn); }},
      {"schedule",
       [](Turn& turn, Route const& route) {
         auto const name = enum_from_name<ScheduleName>(route.word(0));
         name ? show_schedule(turn, *name) : show_list(turn);
       }},
      {"schedule_switch", switch_schedule},
      {"schedule_reset",
       [](Turn& turn, Route const& route) {
         auto const name = enum_from_name<ScheduleName>(route.word(0));
         if (!name) return show_list(turn);
         finish(turn, *name, collection::reset_schedule(turn.unit, turn.actor, *name));
       }},
  };
  return entries;
}

auto schedule_inputs() -> std::span<InputEntry const> {
  static InputEntry const entries[] = {{"schedule_time", typed_time}};
  return entries;
}

}  // namespace pb::bot
